import { BANG, BLANK, CLOSING_BRACKET, COLON, CR, LF, MINUS, OPENING_BRACKET, POINT, SLASH, STAR } from '../base/ascii';
import { readData } from '../base/axdr';
import { Cursor } from '../base/cursor';
import { MeterError } from '../base/errors';
import { type EndLine, isSevenBit, readEndLine, telegramCrc } from '../framing/p1-check';
import { readCiphered } from './ciphered';

/**
 * What deciphered bytes show of the key, where no tag tells:
 * - `check`: they carry a check of their own, and it fits;
 * - `form`: they have the form of a message to the last byte;
 * - `damaged`: the key is right, but the bytes are not what the meter sent;
 * - `none`: any bytes could look so.
 */
export type Evidence = 'check' | 'form' | 'damaged' | 'none';

/**
 * Of an APDU or a P1 telegram. The wrong key makes random bytes. They pass as a telegram with a CRC once in 2^60 times.
 * They pass as a data-notification once in 2^33 times while it is shorter than 128 bytes: 0F (2^-8), four bits of the
 * invoke id that are always clear (2^-4), one of two forms of date-time (2^-7), a string that ends exactly with the
 * bytes (2^-14; any other root is rarer). Longer ones need 8 or 16 bits more for the length. As a ciphered APDU within
 * the ciphered one they pass once in 2^30 times, and then that one has to be opened.
 */
export function evidence(text: Buffer): Evidence {
  const line = endLineOf(text);
  if (line !== undefined && line.digits > 0 && hasRightCrc(text, line)) return 'check';
  if (line !== undefined && line.digits === 0 && areDataLines(text, text.indexOf(LF) + 1, line.bang)) return 'form';
  if (holds(isNotification, text) || holds(isCipheredApdu, text)) return 'form';
  return isMostlyText(text) ? 'damaged' : 'none';
}

/** Of the data lines that Polish meters encrypt; `checked`: the CRC of the whole frame fits. */
export function evidenceOfLines(text: Buffer, checked: boolean): Evidence {
  if (areDataLines(text, 0, text.length)) return checked ? 'check' : 'form';
  return isMostlyText(text) ? 'damaged' : 'none';
}

/** The line with `!` that ends a P1 telegram; undefined where the bytes are none. */
export function endLineOf(text: Buffer): EndLine | undefined {
  if (text[0] !== SLASH) return undefined;
  const bang = text.lastIndexOf(BANG);
  if (text[bang - 1] !== LF) return undefined;
  const line = readEndLine(text, bang, true);
  return line?.end === text.length && isSevenBit(text, bang, line.end) ? line : undefined;
}

/** Whether the CRC over the bytes from `/` to `!` is the one that the end line says. */
export function hasRightCrc(text: Buffer, { bang, crc }: EndLine): boolean {
  return telegramCrc(text, 0, bang) === crc;
}

const DATA_NOTIFICATION = 0x0f;
/** Of the long invoke id and priority: reserved (DLMS UA Green Book, edition 8, clause 9.5). */
const RESERVED_BITS = 0x0f;
const OCTET_STRING = 0x09;
const DATE_TIME_LENGTH = 12;

/** Whether it is one to its last byte. Meters of Netz Niederösterreich and Vorarlberg fill up with zeros behind it. */
function isNotification(text: Buffer): boolean {
  if (text[0] !== DATA_NOTIFICATION) return false;
  const cursor = new Cursor(text, 1);
  if (cursor.u8() & RESERVED_BITS) return false;
  cursor.skip(3);
  if (cursor.next === OCTET_STRING) cursor.skip(1);
  const length = cursor.length();
  if (length !== 0 && length !== DATE_TIME_LENGTH) return false;
  cursor.skip(length);
  readData(cursor);
  while (cursor.left > 0) if (cursor.u8() !== 0) return false;
  return true;
}

/** One that says whose it is. */
function isCipheredApdu(text: Buffer): boolean {
  return readCiphered(text)?.title !== undefined;
}

/** Whether `check` holds; what cannot even be read is no evidence. */
function holds(check: (text: Buffer) => boolean, text: Buffer): boolean {
  try {
    return check(text);
  } catch (error) {
    if (error instanceof MeterError) return false;
    throw error;
  }
}

/** Whether `text[start..end)` is lines such as `1-0:1.8.0(000336.420*kWh)` and nothing else. */
function areDataLines(text: Buffer, start: number, end: number): boolean {
  let objects = 0;
  let at = start;
  while (at < end) {
    let lineEnd = text.indexOf(LF, at);
    if (lineEnd < 0 || lineEnd >= end) lineEnd = end;
    const last = text[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
    if (isDataLine(text, at, last)) objects++;
    else if (last > at && !(objects > 0 && isContinuation(text, at, last))) return false;
    at = lineEnd + 1;
  }
  return objects > 0;
}

function isDataLine(text: Buffer, start: number, end: number): boolean {
  const dash = text.indexOf(MINUS, start);
  const colon = text.indexOf(COLON, dash + 1);
  const bracket = text.indexOf(OPENING_BRACKET, colon + 1);
  if (dash <= start || colon < 0 || bracket < 0) return false;
  for (let at = start; at < bracket; at++) if (!isOfCode(text[at]!)) return false;
  return isContinuation(text, bracket, end);
}

/** What stands in brackets; in a line of its own it belongs to the line before (DSMR 3.0, clause 6.10). */
function isContinuation(text: Buffer, start: number, end: number): boolean {
  if (text[start] !== OPENING_BRACKET || text[end - 1] !== CLOSING_BRACKET) return false;
  for (let at = start; at < end; at++) if (!isPrintable(text[at]!)) return false;
  return true;
}

function isOfCode(byte: number): boolean {
  return (byte >= 0x30 && byte <= COLON) || byte === MINUS || byte === POINT || byte === STAR;
}

/** Seven bytes of eight can be printed: chance does that once in 2^49 times with 64 bytes. */
function isMostlyText(text: Buffer): boolean {
  if (text.length < 64) return false;
  let printable = 0;
  for (const byte of text) if (isPrintable(byte) || byte === CR || byte === LF) printable++;
  return printable * 8 >= text.length * 7;
}

function isPrintable(byte: number): boolean {
  return byte >= BLANK && byte < 0x7f;
}
