import { exactly, scaled } from '../base/decimal';
import { upperHex } from '../base/hex';
import type { MeterObject } from '../base/telegram';
import { type KmpForm, kmpUnit } from './kmp-units';

/** A register as a meter sends it: number, unit, length of the mantissa, signs and exponent, mantissa (big-endian). */
export interface KmpRecord {
  readonly register: number;
  readonly unit: number;
  readonly signs: number;
  readonly mantissa: Buffer;
}

/** SiEx: the sign of the value, the sign of the exponent, the exponent. */
const NEGATIVE = 0x80;
const NEGATIVE_EXPONENT = 0x40;
const EXPONENT = 0x3f;

/** What a register says. */
export function kmpValue({ unit: unitNumber, signs, mantissa }: KmpRecord): Omit<MeterObject, 'name'> {
  if (mantissa.length === 0) return { value: null };
  const exponent = signs & NEGATIVE_EXPONENT ? -(signs & EXPONENT) : signs & EXPONENT;
  const raw = integer(mantissa, (signs & NEGATIVE) !== 0);
  const meant = kmpUnit(unitNumber);
  if (meant.kind !== 'number') return { value: inForm(meant.kind, mantissa, exponent === 0 ? raw : undefined) };
  const scaler = exponent + meant.places;
  const object: Omit<MeterObject, 'name'> = { value: scaled(raw, scaler) };
  if (meant.unit !== undefined) object.unit = meant.unit;
  return { ...object, raw, scaler, scalerFrom: 'wire' };
}

function integer(mantissa: Buffer, negative: boolean): number | string {
  const magnitude = BigInt(`0x${mantissa.toString('hex')}`);
  return exactly(negative ? -magnitude : magnitude);
}

/** A time or a date as text; the digits, or the bytes in hexadecimal, where they are none. */
function inForm(form: KmpForm, mantissa: Buffer, digits: number | string | undefined): string {
  const bytes = upperHex(mantissa);
  switch (form) {
    case 'bytes':
      return bytes;
    case 'text':
      return asciiText(mantissa) ?? bytes;
    default:
      return (typeof digits === 'number' ? timeText(form, digits) : undefined) ?? String(digits ?? bytes);
  }
}

function timeText(form: KmpForm, digits: number): string | undefined {
  const first = Math.floor(digits / 10_000);
  const second = Math.floor(digits / 100) % 100;
  const third = digits % 100;
  const pad = (part: number) => String(part).padStart(2, '0');
  if (form === 'hhmmss') {
    return first < 24 && second < 60 && third < 60 ? [first, second, third].map(pad).join(':') : undefined;
  }
  const year = form === 'yymmdd' ? 2000 + first : first;
  const isDay = second >= 1 && second <= 12 && third >= 1 && third <= 31;
  if (form === 'mmdd') return isDay && first === 0 ? `${pad(second)}-${pad(third)}` : undefined;
  return isDay && year >= 2000 && year <= 2099 ? `${year}-${pad(second)}-${pad(third)}` : undefined;
}

/** Filled up with zeros or blanks; undefined where it is no text. */
function asciiText(bytes: Buffer): string | undefined {
  const text = bytes.toString('latin1').replace(/[\0 ]+$/, '');
  return /^[\x20-\x7e]*$/.test(text) ? text : undefined;
}
