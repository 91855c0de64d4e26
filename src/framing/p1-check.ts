import { BLANK, CR, LF, SLASH } from '../base/ascii';
import { crc16Arc } from '../base/crc';

/** The last line of a telegram: `!`, 0 to 4 hexadecimal digits, the line end. */
export interface EndLine {
  /** Of the `!`. */
  bang: number;
  /** Behind the line end. */
  end: number;
  /** How many digits stand there; -1 where something else does. */
  digits: number;
  /** What the digits say. */
  crc: number;
}

/** Behind the `!` of a damaged checksum line its line end is looked for among so many bytes. */
export const MAX_END_LINE = 8;

/**
 * Reads the line that begins with `!` at `bang`; undefined where its end has not arrived. With `final` the end of the
 * bytes is a line end: some bridges trim it. Bit 7 is not looked at, as a 7E1 line may carry its parity there.
 *
 * `!` and CRC: DSMR P1 Companion Standard 5.0.2, clause 6.2. Meters spell the CRC in either case and without leading
 * zeros, and before DSMR 4 there is none.
 */
export function readEndLine(bytes: Uint8Array, bang: number, final: boolean): EndLine | undefined {
  let crc = 0;
  let at = bang + 1;
  while (at < bytes.length && at - bang <= 4) {
    const digit = hexDigit(bytes[at]! & 0x7f);
    if (digit < 0) break;
    crc = (crc << 4) | digit;
    at++;
  }
  const digits = at - bang - 1;
  if (at < bytes.length && (bytes[at]! & 0x7f) === CR) at++;
  if (at === bytes.length) return final ? { bang, end: at, digits, crc } : undefined;
  if (bytes[at] === LF) return { bang, end: at + 1, digits, crc };
  const end = endOfDamagedLine(bytes, bang, final);
  return end === undefined ? undefined : { bang, end, digits: -1, crc: 0 };
}

/** Behind the line end if one is near, but never into what may be the next telegram. */
function endOfDamagedLine(bytes: Uint8Array, bang: number, final: boolean): number | undefined {
  for (let at = bang + 1; at <= bang + MAX_END_LINE; at++) {
    if (at === bytes.length) return final ? bang + 1 : undefined;
    if (bytes[at] === LF) return at + 1;
    if ((bytes[at]! & 0x7f) === SLASH) break;
  }
  return bang + 1;
}

/** Whether `bytes[start..end)` are characters that can be printed, and line ends. */
export function isText(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if ((byte < BLANK && byte !== CR && byte !== LF) || byte > 0x7e) return false;
  }
  return true;
}

/** Whether bit 7 is clear in all of `bytes[start..end)`. */
export function isSevenBit(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! > 0x7f) return false;
  return true;
}

function hexDigit(char: number): number {
  if (char >= 0x30 && char <= 0x39) return char - 0x30;
  const lower = char | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}

/** CRC over the raw bytes from `/` to `!`, both included. */
export function telegramCrc(bytes: Uint8Array, start: number, bang: number): number {
  return crc16Arc(bytes, start, bang + 1);
}

/**
 * Whether the standard that the meter follows gives its telegrams a CRC. DSMR 4.0 brought the CRC and the meter's clock
 * at once, and every later specification has both, so the clock tells them apart.
 */
export function standardHasCrc(bytes: Buffer, start: number, bang: number): boolean {
  return bytes.subarray(start, bang).includes('0-0:1.0.0(', 0, 'latin1');
}
