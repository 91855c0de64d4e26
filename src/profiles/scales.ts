import { shift } from '../base/decimal';
import type { Profile } from './profile';
import type { ReadableTelegram } from './read';
import type { ShownRegisters } from './shown-registers';

/** Only these depend on where a meter was installed. */
const ENERGY_UNITS = new Set(['Wh', 'varh']);

/** What settles the scalers that a list leaves open. */
export interface ScaleHints {
  profile?: Profile | undefined;
  /** The register of import as the meter's display shows it, kWh, when it was typed. */
  display?: number | undefined;
  /** What displays have settled before. */
  shown: ShownRegisters;
  /** Tells meters apart that send no id. */
  source?: string | undefined;
}

/**
 * Gives the registers that a list sends without a scaler their values: what the meter's display showed counts, then the
 * country. Where neither is known they stay null.
 */
export function settleScales({ objects, meter, list }: ReadableTelegram, hints: ScaleHints): void {
  const { profile, display, shown, source = '' } = hints;
  const settled = display === undefined ? undefined : shown.scaler(meter?.id ?? source, display, objects);
  const scaler = settled ?? profile?.energyScalers?.[list ?? ''];
  if (scaler === undefined) return;
  for (const object of objects) {
    const isOpen = object.scalerFrom === 'list' && ENERGY_UNITS.has(object.unit ?? '');
    if (!isOpen || typeof object.raw !== 'number') continue;
    object.scaler = scaler;
    object.value = shift(object.raw, scaler);
  }
}
