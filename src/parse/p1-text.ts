import { MAX_DECIMALS } from '../base/decimal';
import type { MeterEntry, MeterObject } from '../base/telegram';
import { p1Time } from './p1-time';

/**
 * Octet strings stand in P1 telegrams as hexadecimal digits of ASCII (DSMR P1 Companion Standard 5.0.2, clause 6.4).
 * Gives undefined where the digits are none, or say something else than printable ASCII.
 */
export function hexText(digits: string): string | undefined {
  const known = texts.get(digits);
  if (known !== undefined) return known;
  const text = decoded(digits);
  if (text !== undefined && texts.size < MAX_TEXTS && digits.length <= MAX_LENGTH) texts.set(digits, text);
  return text;
}

/** Ids come again in each telegram. Noise must not fill the memory. */
const texts = new Map<string, string>();
const MAX_TEXTS = 256;
const MAX_LENGTH = 64;

function decoded(digits: string): string | undefined {
  if (digits.length === 0 || !/^([2-6][0-9A-Fa-f]|7[0-9A-Ea-e])+$/.test(digits)) return undefined;
  return Buffer.from(digits, 'hex').toString('latin1');
}

/** An integer without sign, of so few digits that a number holds it exactly. */
export function countOf(printed: string): number | undefined {
  if (printed.length === 0 || printed.length > MAX_DECIMALS) return undefined;
  let count = 0;
  for (let at = 0; at < printed.length; at++) {
    const digit = printed.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    count = count * 10 + digit;
  }
  return count;
}

/** `object` with the time that is printed, where it is one. */
export function stamped<T extends MeterEntry | MeterObject>(object: T, printed: string): T {
  const time = p1Time(printed);
  if (time === undefined) return object;
  object.timestamp = time.local;
  if (time.dst !== undefined) object.dst = time.dst;
  return object;
}
