import { shift } from '../../base/decimal';

/** A number where it is exact, else its decimal digits. */
export function exactly(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/**
 * The integer in `bytes[start..end)`, little-endian; with a sign: type B, without: type C of EN 13757-3, annex A.
 */
export function integer(bytes: Buffer, signed: boolean, start = 0, end = bytes.length): number | string {
  const length = end - start;
  if (length === 0) return 0;
  if (length <= 6) return signed ? bytes.readIntLE(start, length) : bytes.readUIntLE(start, length);
  const magnitude = BigInt(`0x${Buffer.from(bytes.subarray(start, end)).reverse().toString('hex')}`);
  return exactly(signed ? BigInt.asIntN(8 * length, magnitude) : magnitude);
}

/** `raw` × 10^`scaler`; digits that no number holds stay digits, with their decimal point moved. */
export function scaled(raw: number | string, scaler: number): number | string {
  if (scaler === 0) return raw;
  if (typeof raw === 'number') return shift(raw, scaler);
  if (scaler > 0) return raw + '0'.repeat(scaler);
  const sign = raw.startsWith('-') ? '-' : '';
  const digits = raw.slice(sign.length).padStart(1 - scaler, '0');
  return `${sign}${digits.slice(0, scaler)}.${digits.slice(scaler)}`;
}

/**
 * The real number of type H (EN 13757-3, annex A; IEEE 754, four bytes, little-endian), as the decimal number with the
 * fewest digits that the meter can have meant: 50.1, not 50.099998474121094. Undefined where it is none.
 */
export function real(bytes: Buffer): number | undefined {
  const float = bytes.readFloatLE(0);
  if (!Number.isFinite(float)) return undefined;
  for (let digits = 1; digits < MAX_FLOAT_DIGITS; digits++) {
    const decimal = Number(float.toPrecision(digits));
    if (Math.fround(decimal) === float) return decimal;
  }
  return Number(float.toPrecision(MAX_FLOAT_DIGITS));
}

/** So many tell every number of four bytes from its neighbours. */
const MAX_FLOAT_DIGITS = 9;
