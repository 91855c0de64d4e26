import { SimulatedMeter } from '../../src/simulator/meters';
import { START } from '../nodes/telegrams';

/** Everything that could switch itself on during a test. */
const LARGE = ['car', 'heat pump', 'hob', 'oven', 'dishwasher', 'washer', 'boiler', 'solar'];

/** A tenth of a second: the tests have less time than a meter. */
const PERIOD = 100;

/** A quiet house whose meter speaks ten times as fast as a real one, over a bad line. */
export class House {
  readonly #meter = new SimulatedMeter({ meter: 'dsmr5', start: START });
  readonly #write: (bytes: Buffer) => void;
  readonly #timer: NodeJS.Timeout;
  #telegrams = 0;
  /** Noise without a `/`, the first byte of a telegram. */
  #noise = Buffer.from('\0\xff?!~ (1.7.0) \r\n', 'latin1');

  /** `write` takes pieces of odd sizes, noise among them. */
  constructor(write: (bytes: Buffer) => void) {
    this.#write = write;
    for (const appliance of LARGE) this.#meter.switch(appliance, false);
    this.#timer = setInterval(() => this.#send(), PERIOD);
  }

  kettle(on: boolean): void {
    this.#meter.switch('kettle', on);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #send(): void {
    this.#telegrams++;
    const telegram = this.#meter.telegram(START + this.#telegrams * 1000);
    const size = 1 + ((this.#telegrams * 37) % 400);
    for (let at = 0; at < telegram.length; at += size) this.#write(telegram.subarray(at, at + size));
    this.#write(this.#noise.subarray(0, this.#telegrams % this.#noise.length));
  }
}
