import { Recent } from '../base/recent';
import type { MeterObject } from '../base/telegram';

/** What the user read from the display of a meter, kWh, and the scaler that it came to. */
interface Shown {
  readonly display: number;
  readonly scaler: number;
}

type Kept = readonly [meter: string, display: number, scaler: number];

/** Registers come in Wh to 100 kWh. */
const SCALERS = [0, 1, 2, 3, 4, 5];

/**
 * The scalers that displays have settled, by meter. They stay settled: the register grows away from what was typed once,
 * and would come to another one some day.
 */
export class ShownRegisters {
  readonly #shown: Recent<Shown>;

  constructor(maxMeters: number) {
    this.#shown = new Recent(maxMeters);
  }

  /** The scaler of a meter's registers; undefined where no register came yet. */
  scaler(meter: string, display: number, objects: readonly MeterObject[]): number | undefined {
    const known = this.#shown.get(meter);
    if (known?.display === display) return known.scaler;
    const scaler = nearestScaler(display, objects);
    if (scaler !== undefined) this.#shown.set(meter, { display, scaler });
    return scaler;
  }

  toJSON(): Kept[] {
    return [...this.#shown.entries()].map(([meter, { display, scaler }]) => [meter, display, scaler]);
  }

  /** Takes what `toJSON` gave; what has another shape is left out. */
  restore(json: unknown): void {
    if (!Array.isArray(json)) return;
    for (const kept of json) if (isKept(kept)) this.#shown.set(kept[0], { display: kept[1], scaler: kept[2] });
  }
}

function isKept(kept: unknown): kept is Kept {
  if (!Array.isArray(kept)) return false;
  const [meter, display, scaler] = kept;
  return typeof meter === 'string' && typeof display === 'number' && SCALERS.includes(scaler);
}

/** The scaler that brings the register nearest to what the display showed, be it a week ago. */
function nearestScaler(display: number, objects: readonly MeterObject[]): number | undefined {
  const register = objects.find(({ name, scalerFrom }) => name === 'energyImport' && scalerFrom === 'list');
  if (typeof register?.raw !== 'number' || register.raw === 0) return undefined;
  const shown = Math.log10(display * 1000) - Math.log10(register.raw);
  return SCALERS.reduce((best, scaler) => (Math.abs(scaler - shown) < Math.abs(best - shown) ? scaler : best));
}
