import type { SecurityRemark } from '../base/keys';
import { Recent } from '../base/recent';
import type { Telegram } from '../base/telegram';

/** What a meter was when it was last heard. */
interface Past {
  readonly manufacturer: string | undefined;
  /** Of registers that only grow, by OBIS code. */
  readonly registers: ReadonlyMap<string, number>;
}

/** Registers of energy and volume that count up for as long as the meter lives. */
const COUNTS_UP = /^(1-0:[12]\.8\.\d+|6-0:[12]\.0\.0|7-0:3\.0\.0|[89]-0:1\.0\.0)$/;

/**
 * What meters said before. Security mode 5 proves nothing, so that a telegram which cannot follow the one before is worth
 * a remark: a register that fell, another maker's meter under the same number.
 */
export class Histories {
  readonly #past: Recent<Past>;

  constructor(maxMeters: number) {
    this.#past = new Recent(maxMeters);
  }

  /** Compares a telegram with the last one of its meter, and remembers it. */
  compare({ meter, objects }: Telegram): SecurityRemark[] {
    if (meter.id === undefined) return [];
    const before = this.#past.get(meter.id);
    const registers = new Map(before?.registers);
    let fell = false;
    for (const { obis, value } of objects) {
      if (obis === undefined || typeof value !== 'number' || !COUNTS_UP.test(obis)) continue;
      fell ||= value < (registers.get(obis) ?? value);
      registers.set(obis, value);
    }
    this.#past.set(meter.id, { manufacturer: meter.manufacturer, registers });
    if (before === undefined) return [];
    if (before.manufacturer !== meter.manufacturer) return ['other-maker'];
    return fell ? ['register-fell'] : [];
  }
}
