import { AXDR, type Data } from '../base/axdr';

/** A value of a list and the code that names it (6 bytes), with its scaler and unit where the list sends them. */
export interface Entry {
  /** Absent where the value stands alone. */
  readonly obis?: Buffer;
  readonly data: Data;
  readonly scaler?: number;
  /** As numbered in IEC 62056-6-2, table 4. */
  readonly unit?: number;
}

/** A code is an octet string of six bytes; value group F is not used on customer ports, so it is FF. */
export function obisIn({ tag, bytes }: Data): Buffer | undefined {
  return tag === AXDR.octetString && bytes?.length === 6 && bytes[5] === 0xff ? bytes : undefined;
}

/** The attribute scaler_unit of a register: a structure of an integer and an enum (IEC 62056-6-2, clause 4.3.2). */
export function scalerUnitIn(data: Data | undefined): { scaler: number; unit: number } | undefined {
  const [scaler, unit] = data?.tag === AXDR.structure && data.items?.length === 2 ? data.items : [];
  if (scaler?.tag !== AXDR.integer || unit?.tag !== AXDR.enum) return undefined;
  return { scaler: scaler.value as number, unit: unit.value as number };
}
