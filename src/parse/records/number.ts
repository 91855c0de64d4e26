import { exactly } from '../../base/decimal';

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
