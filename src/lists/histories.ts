import type { SecurityRemark } from '../base/keys';
import { Recent } from '../base/recent';
import type { MeterObject, Telegram } from '../base/telegram';

/** What a meter was when it was last heard. */
interface Past {
  manufacturer: string | undefined;
  /** Of registers that only grow, by OBIS code. */
  readonly registers: Map<string, number>;
}

const TARIFFS = [0, 1, 2, 3, 4];

/** Registers of energy and volume that count up for as long as the meter lives. */
const COUNTS_UP: ReadonlySet<string> = new Set([
  ...TARIFFS.flatMap((tariff) => [`1-0:1.8.${tariff}`, `1-0:2.8.${tariff}`]),
  '6-0:1.0.0',
  '6-0:2.0.0',
  '7-0:3.0.0',
  '8-0:1.0.0',
  '9-0:1.0.0',
]);

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
    const known = this.#past.get(meter.id);
    const past = known ?? { manufacturer: meter.manufacturer, registers: new Map() };
    if (known === undefined) this.#past.set(meter.id, past);
    if (past.manufacturer !== meter.manufacturer) {
      past.manufacturer = meter.manufacturer;
      past.registers.clear();
      countIn(objects, past.registers);
      return ['other-maker'];
    }
    return countIn(objects, past.registers) ? ['register-fell'] : [];
  }
}

/** Keeps the registers as they stand now, and says whether one of them stood higher. */
function countIn(objects: readonly MeterObject[], registers: Map<string, number>): boolean {
  let fell = false;
  for (const { obis, value } of objects) {
    if (obis === undefined || typeof value !== 'number' || !COUNTS_UP.has(obis)) continue;
    if (value < (registers.get(obis) ?? value)) fell = true;
    registers.set(obis, value);
  }
  return fell;
}
