import { LF, OPENING_BRACKET, SLASH } from '../base/ascii';
import type { Frame } from '../base/frame';
import { type EndLine, isSevenBit, isText, standardHasCrc, telegramCrc } from './p1-check';
import { endOfFirstGroups, endOfIdentification, findSlash, SLASH_7E1 } from './p1-start';
import { stripEvenParity } from './parity';

/** So many beginnings are tried when a telegram does not fit from its first `/` on. */
const MAX_STARTS = 128;

/**
 * The telegram that begins at `start` and ends with `endLine`, if its CRC fits; or if it has none and needs none, which
 * cannot be where the stream has carried one, `crcSeen`.
 */
export function telegramAt(
  bytes: Buffer,
  start: number,
  endLine: EndLine,
  crcSeen: boolean,
): Omit<Frame, 'receivedAt'> | undefined {
  const { bang, end, digits, crc } = endLine;
  let message: Buffer | undefined;
  if (bytes[start] === SLASH_7E1) {
    message = stripEvenParity(bytes.subarray(start, end));
    if (message === undefined) return undefined;
  } else if (!isSevenBit(bytes, bang, end)) {
    return undefined;
  }
  const [clear, from, to] = message === undefined ? [bytes, start, bang] : [message, 0, bang - start];
  const holds = digits > 0 ? telegramCrc(clear, from, to) === crc : !crcSeen && needsNoCrc(clear, from, to);
  if (!holds) return undefined;
  const wire = Buffer.allocUnsafe(end - start);
  bytes.copy(wire, 0, start, end);
  return {
    link: 'p1',
    content: 'p1',
    wire,
    message: (message ?? wire).subarray(0, bang - start),
    check: digits > 0 ? 'ok' : 'absent',
    encrypted: false,
  };
}

/** Where a telegram begins, behind the first of `bytes`, that holds up to `endLine`; -1 where none does. */
export function laterStart(bytes: Buffer, endLine: EndLine, crcSeen: boolean): number {
  let start = nextStart(bytes, 1, endLine.bang);
  for (let tries = 0; start >= 0 && tries < MAX_STARTS; tries++) {
    if (telegramAt(bytes, start, endLine, crcSeen) !== undefined) return start;
    start = nextStart(bytes, start + 1, endLine.bang);
  }
  return -1;
}

/** What is wrong with the telegram that begins with the first of `bytes`. */
export function complaint(bytes: Buffer, endLine: EndLine): string {
  const damaged = endLine.digits < 0 || (bytes[0] === SLASH && !isSevenBit(bytes, endLine.bang, endLine.end));
  if (damaged) return 'the checksum line is damaged';
  if (bytes[0] === SLASH_7E1) return 'a byte has the wrong parity, or the checksum does not fit';
  if (endLine.digits === 0) return 'the checksum is missing, though this meter sends one';
  const computed = telegramCrc(bytes, 0, endLine.bang);
  return `the checksum does not fit: the telegram says ${hex(endLine.crc)}, its bytes give ${hex(computed)}`;
}

/**
 * Without a CRC: data follow the identification, which holds no second `/` (IEC 62056-21, clause 6.3.2); no other
 * telegram begins among them; and all of them are text.
 */
function needsNoCrc(bytes: Buffer, start: number, bang: number): boolean {
  if (standardHasCrc(bytes, start, bang)) return false;
  const lines = bytes.indexOf(LF, start);
  if (lines < 0 || lines >= bang || findSlash(bytes, start + 1, lines) >= 0) return false;
  if (!isText(bytes, lines, bang) || !bytes.subarray(lines, bang).includes(OPENING_BRACKET)) return false;
  let next = nextStart(bytes, start + 1, bang);
  while (next >= 0 && !isMake(bytes, next + 1)) next = nextStart(bytes, next + 1, bang);
  return next < 0;
}

/** The next `/` in `bytes[from..bang)` behind which a telegram begins; -1 where none does. */
function nextStart(bytes: Buffer, from: number, bang: number): number {
  let start = findSlash(bytes, from, bang);
  while (start >= 0 && !beginsTelegram(bytes, start, bang)) start = findSlash(bytes, start + 1, bang);
  return start;
}

function beginsTelegram(bytes: Buffer, start: number, bang: number): boolean {
  const lines = endOfIdentification(bytes, start);
  return lines > 0 && lines < bang && endOfFirstGroups(bytes, lines) > 0;
}

/** Two of the three letters that name a make: a `/` within a text has other things behind it. */
function isMake(bytes: Buffer, at: number): boolean {
  return isLetter(bytes[at]!) && isLetter(bytes[at + 1]!);
}

function isLetter(char: number): boolean {
  const lower = char | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function hex(crc: number): string {
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
