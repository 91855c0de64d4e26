import type { Dialect } from '../../src/base/receivers';
import { radioNumber } from '../../src/simulator/meter-ids';
import { SimulatedMeter, type SimulatedMeterOptions } from '../../src/simulator/meters';
import { linkLayer } from '../../src/simulator/radio/link';
import { RECEIVER_STREAMS } from '../../src/simulator/receivers';
import { START } from './telegrams';

/** What a CUL hands on of a meter. */
export interface Heard {
  /** On its front. */
  readonly number: string;
  next(): Buffer;
}

/** A meter in the air, and what receivers make of its telegrams. */
export class InTheAir implements Heard {
  readonly number: string;
  readonly #meter: SimulatedMeter;
  #at = START;

  constructor(meter: string, receiver: Dialect = 'cul', options: Partial<SimulatedMeterOptions> = {}) {
    this.#meter = new SimulatedMeter({ meter, receiver, start: START, ...options });
    this.number = radioNumber(this.#meter.ids);
  }

  /** What its receiver hands on of the next telegram. */
  next(): Buffer {
    this.#at += this.#meter.interval * 1000;
    return this.#meter.telegram(this.#at);
  }

  /** Of a receiver that prints lines: without the end of the line. */
  line(): string {
    return this.next().toString('latin1').trim();
  }
}

/** A digit of a line fell over on the way, behind all that tells whose it is. */
export function damagedLine(line: Buffer): Buffer {
  const copy = Buffer.from(line);
  const at = 60;
  copy[at] = copy[at] === 0x30 ? 0x31 : 0x30;
  return copy;
}

/** A meter that does not encrypt: 12.345 kWh, 230 W (EN 13757-3). */
export class ClearMeter implements Heard {
  readonly number = '24681357';
  #sent = 0;

  next(): Buffer {
    return RECEIVER_STREAMS.cul(this.telegram());
  }

  /** From L on, without CRCs. */
  telegram(): Buffer {
    const header = Buffer.of(0x7a, this.#sent++, 0, 0, 0);
    const records = Buffer.from(`0403${'39300000'}022B${'E600'}`, 'hex');
    const address = { manufacturer: 'SIM', number: this.number, version: 1, type: 0x02 };
    return linkLayer(address, Buffer.concat([header, records]));
  }
}
