import { setTimeout as wait } from 'node:timers/promises';
import { SimulatedMeter, type SimulatedMeterOptions } from '../../src/simulator/meters';
import { lineSettings, serialWire } from '../../src/transport/serial';
import type { Wire } from '../../src/transport/wire';

/** A meter, or the receiver that hears it, at the end of a cable. */
export class PluggedIn {
  readonly meter: SimulatedMeter;
  /** What was written to it, in hexadecimal digits. */
  asked = '';
  #wire: Wire | undefined;
  #at: number;

  constructor(options: SimulatedMeterOptions) {
    this.meter = new SimulatedMeter(options);
    this.#at = options.start;
  }

  async open(path: string): Promise<void> {
    const settings = { path, ...lineSettings(this.meter.line), dataRequest: 'none' } as const;
    this.#wire = await serialWire(settings)({ data: (asked) => this.#answer(asked), closed: () => {} }, NEVER);
  }

  /** Sends what is due in the next five minutes. */
  async send(): Promise<void> {
    this.#at += 300_000;
    this.#wire!.write(this.meter.telegram(this.#at));
    await wait(20);
  }

  close(): Promise<void> | undefined {
    return this.#wire?.close();
  }

  #answer(asked: Buffer): void {
    this.asked += asked.toString('hex');
    this.#wire!.write(this.meter.answer(asked, this.#at));
  }
}

const NEVER = new AbortController().signal;
