import type { Dialect } from '../../src/base/receivers';
import { radioNumber } from '../../src/simulator/meter-ids';
import { SimulatedMeter } from '../../src/simulator/meters';
import { RECEIVER_LINES } from '../../src/simulator/receivers';
import { SimulatedReceiver } from '../../src/simulator/receivers/simulated-receiver';
import { lineSettings, serialWire } from '../../src/transport/serial';
import type { Wire } from '../../src/transport/wire';
import { START } from '../nodes/telegrams';

/** Tests have less time than meters. */
const PERIOD = 150;

/** A radio stick in a house among others: it answers whoever sets it up, and hands on what each meter sends in turn. */
export class Stick {
  /** On the fronts of the meters. */
  readonly numbers: readonly string[];
  readonly #meters: readonly SimulatedMeter[];
  readonly #wire: Wire;
  readonly #timer: NodeJS.Timeout | undefined;
  #sent = 0;

  private constructor(wire: Wire, receiver: Dialect, meters: readonly string[]) {
    this.#wire = wire;
    this.#meters = meters.map((meter, i) => new SimulatedMeter({ meter, start: START, seed: i + 1, receiver }));
    this.numbers = this.#meters.map(({ ids }) => radioNumber(ids));
    if (meters.length > 0) this.#timer = setInterval(() => this.#send(), PERIOD);
  }

  /** Plugs it in at the other end of `path`. */
  static async open(path: string, dialect: Dialect, meters: readonly string[] = []): Promise<Stick> {
    const receiver = new SimulatedReceiver(dialect);
    const settings = { path, ...lineSettings(RECEIVER_LINES[dialect]), dataRequest: 'none' } as const;
    const wire = await serialWire(settings)(
      { data: (asked) => wire.write(receiver.answer(asked)), closed: () => {} },
      new AbortController().signal,
    );
    return new Stick(wire, dialect, meters);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#wire.close();
  }

  #send(): void {
    const meter = this.#meters[this.#sent++ % this.#meters.length]!;
    this.#wire.write(meter.telegram(START + this.#sent * 120_000));
  }
}
