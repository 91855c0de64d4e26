/** What an electricity value measures, as its OBIS code says, and the unit in which a list without units sends it. */
export type ListQuantity =
  | 'power'
  | 'reactivePower'
  | 'apparentPower'
  | 'energy'
  | 'reactiveEnergy'
  | 'voltage'
  | 'current'
  | 'powerFactor'
  | 'frequency';

/** COSEM sends base units; a power factor has none. */
export const LIST_UNITS: Readonly<Record<ListQuantity, string | undefined>> = {
  power: 'W',
  reactivePower: 'var',
  apparentPower: 'VA',
  energy: 'Wh',
  reactiveEnergy: 'varh',
  voltage: 'V',
  current: 'A',
  powerFactor: undefined,
  frequency: 'Hz',
};

/** Value group C of the sum; that of a phase is 20, 40 or 60 more (IEC 62056-61, clause 5.3.2). */
const MOMENT: Readonly<Record<number, ListQuantity>> = {
  1: 'power',
  2: 'power',
  3: 'reactivePower',
  4: 'reactivePower',
  5: 'reactivePower',
  6: 'reactivePower',
  7: 'reactivePower',
  8: 'reactivePower',
  9: 'apparentPower',
  10: 'apparentPower',
  11: 'current',
  12: 'voltage',
  13: 'powerFactor',
  14: 'frequency',
  15: 'power',
  16: 'power',
};

/** Value group D: a moment, a register, what is a demand. */
const REGISTER = 8;
const MOMENTS = new Set([4, 5, 6, 7, 24]);

/** The quantity of a code of six bytes; undefined where it is no electricity, or nothing that has a unit. */
export function listQuantity(obis: Buffer): ListQuantity | undefined {
  const [a, , c, d] = obis as unknown as [number, number, number, number];
  if (a !== 1 && !(a === 0 && d === REGISTER && c >= 1 && c <= 4)) return undefined;
  const moment = MOMENT[c > 80 ? 0 : ((c - 1) % 20) + 1];
  if (d === REGISTER) return moment === 'power' ? 'energy' : moment === 'reactivePower' ? 'reactiveEnergy' : undefined;
  return MOMENTS.has(d) ? moment : undefined;
}
