import type { Data } from '../base/axdr';
import { LIST_UNITS, type ListQuantity, listQuantity } from './quantity';
import type { Scale } from './value';

/**
 * Scalers of lists that send none, by make. What is not named is sent in its unit. `by-size`: the number tells its scale
 * by its size, as one make's firmwares differ. `unknown`: nothing in the telegram tells.
 */
type ListScales = Readonly<Partial<Record<ListQuantity, number | 'by-size' | 'unknown'>>>;

const SCALES: Readonly<Record<string, ListScales>> = {
  // Kaifa, "OBIS List Information", KFM_001, prints xxx.x A and xxx.x V; the meters send mA and 0.1 V.
  kaifa: { current: -3, voltage: -1 },
  // Kamstrup, "HAN-NVE interface description" rev. 3.1: 10 Wh in Norway, 1 Wh elsewhere; voltages of 2025 have decimals.
  kamstrup: { current: -2, voltage: 'by-size', powerFactor: -2, energy: 'unknown', reactiveEnergy: 'unknown' },
  // Kamstrup 5512-2584, "OMNIPOWER HAN interface specification", DLMS push 1.
  'kamstrup-push-1': { current: -2, voltage: 'by-size', powerFactor: -2 },
  // Landis+Gyr E450, E360 and E570 (scs/smartmeter-datacollector, cosem.py): E450 sends V, E360 0.1 V.
  'landis-gyr': { current: -2, voltage: 'by-size', powerFactor: -3 },
  // The E570 behind current transformers sends numbers of 64 bits, and whole amperes.
  'landis-gyr-ct': { voltage: 'by-size', powerFactor: -3 },
  iskra: { current: -2, voltage: -1, powerFactor: -3 },
  'iskra-hr': { current: -2, voltage: -1, powerFactor: -3 },
  // Netz Burgenland sends whole volts, as its E450 do.
  burgenland: { current: -2 },
};

/** Of a make that nobody has described. Powers and energies come in their unit wherever a description exists. */
const UNKNOWN_MAKE: ListScales = { voltage: 'by-size', current: 'unknown', powerFactor: 'unknown' };

/** How a list that sends no scaler means a value; undefined where the value has no unit at all. */
export function listScale(obis: Buffer, { value }: Data, list: string | undefined): Scale | undefined {
  const quantity = listQuantity(obis);
  if (quantity === undefined || (typeof value !== 'number' && typeof value !== 'bigint')) return undefined;
  const known = (SCALES[list ?? ''] ?? UNKNOWN_MAKE)[quantity] ?? 0;
  const scaler = known === 'by-size' ? voltageScaler(Number(value)) : known === 'unknown' ? undefined : known;
  return { scaler, unit: LIST_UNITS[quantity], from: 'list' };
}

/** 57.7 V behind a transformer to 690 V: three digits before the point at most. */
function voltageScaler(raw: number): number {
  return raw < 1_000 ? 0 : raw < 10_000 ? -1 : -2;
}
