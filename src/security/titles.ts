import { upperHex } from '../base/hex';
import { isHex } from './key-bytes';

/*
 * System titles (DLMS UA Green Book, edition 8, clause 4.3.4): 3 letters of the maker, 5 bytes as the maker likes. People know their meter
 * by a number on its front, which most makers put into the last four bytes.
 */

const DIGITS = /^\d+$/;

/** A name of a meter as people write it, ready to be compared. */
export function meterName(meter: string): string {
  return withoutZeros(meter.replace(/[\s:-]/g, '').toUpperCase());
}

/** Under which names the meter with this title may be known, written as `meterName` does. */
export function namesOf(title: Buffer): readonly string[] {
  if (title.length !== 8) return [];
  const hex = upperHex(title);
  const number = title.readUInt32BE(4);
  return [
    withoutZeros(hex),
    title.toString('latin1').toUpperCase(),
    withoutZeros(hex.slice(8)), // Kaifa: decimal digits, two a byte
    String(number), // Kamstrup
    String(number & 0x0fffffff), // IDIS: the upper four bits say what the meter can do
  ];
}

/** The title that a name is: 16 hexadecimal digits, or 8 characters. A number of 8 digits is none. */
export function titleFrom(meter: string): Buffer | undefined {
  const name = meter.trim();
  if (name.length === 16 && isHex(name)) return Buffer.from(name, 'hex');
  return name.length === 8 && !DIGITS.test(name) ? Buffer.from(name, 'latin1') : undefined;
}

function withoutZeros(name: string): string {
  return DIGITS.test(name) ? name.replace(/^0+(?=\d)/, '') : name;
}
