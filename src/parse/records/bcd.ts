import { exactly } from '../../base/decimal';
import { upperHex } from '../../base/hex';

const MINUS = 0xf;

/**
 * The decimal digits of type A in `bytes[start..end)` (EN 13757-3, annex A), two in each byte, the last ones first;
 * undefined where one is none.
 * F for the first digit is a minus; no bytes are 0.
 */
export function bcdDigits(bytes: Buffer, start = 0, end = bytes.length): string | undefined {
  let digits = '';
  for (let i = end - 1; i >= start; i--) {
    const high = bytes[i]! >> 4;
    const low = bytes[i]! & 0x0f;
    const isSign = high === MINUS && i === end - 1;
    if ((high > 9 && !isSign) || low > 9) return undefined;
    digits += `${isSign ? '-' : high}${low}`;
  }
  return digits === '' ? '0' : digits;
}

/** So many digits every number holds. */
const SAFE_DIGITS = 15;

/** The number that such digits stand for. */
export function bcdNumber(digits: string): number | string {
  // There is no -0 in a meter.
  return digits.length <= SAFE_DIGITS ? Number(digits) || 0 : exactly(BigInt(digits));
}

/**
 * The digits of a number that names something: here letters are digits too, as makers use them; undefined where all of
 * them are F, so that nothing is named.
 */
export function namingDigits(bytes: Buffer): string | undefined {
  const digits = upperHex(Buffer.from(bytes).reverse());
  return /^F*$/.test(digits) ? undefined : digits;
}
