import { add, scaled, shift } from '../../base/decimal';
import type { MeterEntry } from '../../base/telegram';
import { bcdDigits, bcdNumber } from './bcd';
import { type Coding, fixedData } from './data';
import { integer, real } from './number';
import type { DataRecord } from './record';
import { timeAfter } from './steps';

/*
 * Compact profiles (EN 13757-3:2018, annex F): one record of variable length with a row of values, which continues the
 * plain record of the same quantity and storage number. A record with the time of that storage number begins the row.
 */

/** How elements follow from one another: bits 7 and 6 of the control byte. */
const ABSOLUTE = 0;
const DECREASING = 2;
const SIGNED = 3;

/** Control byte and spacing. */
const HEAD = 2;

/** The values of a compact profile; undefined where the record is none, or what it continues is not there. */
export function profileEntries(record: DataRecord, records: readonly DataRecord[]): MeterEntry[] | undefined {
  const { data, meaning, dib } = record;
  const { profile, exponent, unit } = meaning;
  if (profile === undefined || exponent === undefined || !data.variable || data.length < HEAD) return undefined;
  const { bytes } = data;
  const [control, spacing] = [bytes[0]!, bytes[1]!];
  const [coding, size] = fixedData(control & 0x0f) ?? ['none', 0];
  if (size === 0) return undefined;
  const mode = control >> 6;
  const same = records.filter(({ dib: other }) => other.storage === dib.storage && other.subUnit === dib.subUnit);
  const start = same.find(({ meaning: other }) => other.kind === 'time')?.object;
  let value = same.find((other) => isContinued(other, record))?.object.value;
  if (mode !== ABSOLUTE && typeof value !== 'number') return undefined;
  const direction = profile === 'forward' ? 1 : -1;
  const sign = mode === DECREASING ? -direction : direction;
  const entries: MeterEntry[] = [];
  for (let at = HEAD, steps = direction; at + size <= bytes.length; at += size, steps += direction) {
    const element = numberIn(bytes.subarray(at, at + size), coding, mode === ABSOLUTE || mode === SIGNED);
    // Absolute values do not need the one before them.
    if (element === undefined && mode === ABSOLUTE) continue;
    if (element === undefined) break;
    value =
      mode === ABSOLUTE ? scaled(element, exponent) : add(value as number, shift(sign * Number(element), exponent));
    const when = timeAfter(start, { steps, unit: (control >> 4) & 3, spacing });
    entries.push({ ...when, value, ...(unit !== undefined && { unit }) });
  }
  return entries;
}

/** Whether `plain` holds the value in front of the first of the profile. */
function isContinued(plain: DataRecord, { dib, meaning, object }: DataRecord): boolean {
  return (
    plain.meaning.profile === undefined &&
    plain.dib.tariff === dib.tariff &&
    plain.dib.function === dib.function &&
    plain.meaning.unit === meaning.unit &&
    plain.object.record.quantity === object.record.quantity
  );
}

/** The number of an element; undefined where it is none, or the one that says so: all ones, or the lowest of all. */
function numberIn(bytes: Buffer, coding: Coding, signed: boolean): number | string | undefined {
  if (coding === 'real') return real(bytes);
  if (coding === 'bcd') {
    const digits = bcdDigits(bytes);
    return digits === undefined ? undefined : bcdNumber(digits);
  }
  const isInvalid = signed
    ? bytes[bytes.length - 1] === 0x80 && bytes.subarray(0, -1).every((byte) => byte === 0)
    : bytes.every((byte) => byte === 0xff);
  return isInvalid ? undefined : integer(bytes, signed);
}
