/**
 * How the data of a record are read: `number` signed and with a scale; `unsigned` a count, a code or flags;
 * `identification` digits that stand for a name; `time` a date, a time or both, by their length; `bytes` in an order of
 * its own.
 */
export type QuantityKind = 'number' | 'unsigned' | 'identification' | 'time' | 'bytes';

/** What a value information field means. */
export interface Quantity {
  readonly name: string;
  readonly unit?: string;
  /** The value is the data times 10^exponent, in `unit`. */
  readonly exponent: number;
  readonly kind: QuantityKind;
}

/** `count` fields from `first` on; each counts in steps ten times as large as the one before. */
export type ScaledRow = readonly [first: number, count: number, name: string, unit: string, exponent: number];

/** A field whose number stands alone. */
export type SingleRow = readonly [code: number, name: string, kind: QuantityKind, unit?: string];

/** Four fields from `first` on, which count seconds, minutes, hours and days. */
export type DurationRow = readonly [first: number, name: string];

/** The units of durations by their two bits (EN 13757-3, table 10, fields E010 00nn). */
export const DURATION_UNITS = ['s', 'min', 'h', 'd'] as const;

/** The quantities of a table by field; undefined where the standard reserves it. */
export function quantityTable(rows: {
  readonly scaled: readonly ScaledRow[];
  readonly durations?: readonly DurationRow[];
  readonly single: readonly SingleRow[];
}): readonly (Quantity | undefined)[] {
  const table = new Array<Quantity | undefined>(0x80).fill(undefined);
  for (const [first, count, name, unit, exponent] of rows.scaled) {
    for (let i = 0; i < count; i++) table[first + i] = { name, unit, exponent: exponent + i, kind: 'number' };
  }
  for (const [first, name] of rows.durations ?? []) {
    DURATION_UNITS.forEach((unit, i) => {
      table[first + i] = { name, unit, exponent: 0, kind: 'number' };
    });
  }
  for (const [code, name, kind, unit] of rows.single) {
    table[code] = { name, ...(unit !== undefined && { unit }), exponent: 0, kind };
  }
  return table;
}
