import { shift } from '../base/decimal';
import type { MeterObject } from '../base/telegram';
import type { Profile } from './profile';
import type { ReadableTelegram } from './read';

/** Only these depend on where a meter was installed. */
const ENERGY_UNITS = new Set(['Wh', 'varh']);

/** Registers come in Wh to 100 kWh. */
const SCALERS = [0, 1, 2, 3, 4, 5];

/** What settles the scalers that a list leaves open. */
export interface ScaleHints {
  profile?: Profile | undefined;
  /** The register of import as the meter's display shows it, in kWh, about the time of the telegram. */
  display?: number | undefined;
}

/**
 * Gives the registers that a list sends without a scaler their values: what the meter's display showed counts, then the
 * country. Where neither is known they stay null.
 */
export function settleScales({ objects, list }: ReadableTelegram, hints: ScaleHints): void {
  const scaler = scalerFromDisplay(objects, hints.display) ?? hints.profile?.energyScalers?.[list ?? ''];
  if (scaler === undefined) return;
  for (const object of objects) {
    if (object.scalerFrom !== 'list' || !ENERGY_UNITS.has(object.unit ?? '') || typeof object.raw !== 'number')
      continue;
    object.scaler = scaler;
    object.value = shift(object.raw, scaler);
  }
}

/** The scaler that brings the register nearest to what the display showed, be it a month ago. */
function scalerFromDisplay(objects: readonly MeterObject[], display: number | undefined): number | undefined {
  const register = objects.find(({ name, scalerFrom }) => name === 'energyImport' && scalerFrom === 'list');
  if (register === undefined || typeof register.raw !== 'number' || register.raw === 0 || !(display! > 0))
    return undefined;
  const shown = Math.log10(display! * 1000);
  const off = (scaler: number) => Math.abs(Math.log10(register.raw as number) + scaler - shown);
  return SCALERS.reduce((best, scaler) => (off(scaler) < off(best) ? scaler : best));
}
