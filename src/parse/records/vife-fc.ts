import { type Modifier, RESERVED } from './modifier';

/** EN 13757-3:2018, table 16: combinable extensions behind FC. */
const BEHIND_FC: readonly (readonly [code: number, suffix: string])[] = [
  [0x01, 'L1'],
  [0x02, 'L2'],
  [0x03, 'L3'],
  [0x04, 'Neutral'],
  [0x05, 'L1L2'],
  [0x06, 'L2L3'],
  [0x07, 'L3L1'],
  [0x08, 'Quadrant1'],
  [0x09, 'Quadrant2'],
  [0x0a, 'Quadrant3'],
  [0x0b, 'Quadrant4'],
  [0x0c, 'ImportMinusExport'],
  [0x10, 'Absolute'],
];

/** Combinable extensions behind FC that say that the data are of type C or D. */
const UNSIGNED_BEHIND_FC: readonly number[] = [0x11, 0x12];

const MODIFIERS: ReadonlyMap<number, Modifier> = new Map([
  ...BEHIND_FC.map(([code, suffix]): [number, Modifier] => [code, { suffix }]),
  ...UNSIGNED_BEHIND_FC.map((code): [number, Modifier] => [code, { unsigned: true }]),
]);

/** The meaning of an extension behind FC, without its extension bit. */
export function modifierBehindFc(code: number): Modifier {
  return MODIFIERS.get(code) ?? RESERVED;
}
