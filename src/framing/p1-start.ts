import { BANG, BLANK, COLON, CR, LF, MINUS, SLASH } from '../base/ascii';

/** `/` with its even parity in bit 7. */
export const SLASH_7E1 = 0xaf;

/** The longest identification line known is 27 bytes; a `/` without a line end near it is noise. */
export const MAX_IDENTIFICATION = 128;

/** So soon the first data line begins, if text stands before it: an operator's word in a recording. */
const MAX_BEFORE_DATA = 128;

/** Value groups A and B have up to three digits each. */
const MAX_DIGITS = 3;

/** Where the next telegram may begin, in `bytes[from..to)`; -1 where nowhere. */
export function findSlash(bytes: Buffer, from: number, to: number): number {
  for (let at = from; at < to; at++) if (bytes[at] === SLASH || bytes[at] === SLASH_7E1) return at;
  return -1;
}

/**
 * Behind the line end of the identification that begins at `start`; 0 where it has not arrived, -1 where none is near.
 * None is before `from`.
 */
export function endOfIdentification(bytes: Buffer, start: number, from = start + 1): number {
  const limit = start + MAX_IDENTIFICATION;
  const reach = Math.min(bytes.length, limit);
  for (let at = from; at < reach; at++) if (bytes[at] === LF) return at + 1;
  return bytes.length < limit ? 0 : -1;
}

/**
 * Behind the value groups A and B, `1-0:`, of the first data line at `lines` or soon behind it; 0 where that has not
 * arrived, -1 where something else has. Bit 7 is not looked at, as a 7E1 line may carry its parity there.
 */
export function endOfFirstGroups(bytes: Buffer, lines: number): number {
  const limit = lines + MAX_BEFORE_DATA;
  for (let line = lines; line < limit; ) {
    const groups = endOfGroups(bytes, line);
    if (groups >= 0) return groups;
    const next = nextLine(bytes, line, limit);
    if (next <= 0) return next;
    line = next;
  }
  return -1;
}

function endOfGroups(bytes: Buffer, line: number): number {
  const dash = endOfDigits(bytes, line);
  if (dash <= 0) return dash;
  if ((bytes[dash]! & 0x7f) !== MINUS) return -1;
  const colon = endOfDigits(bytes, dash + 1);
  if (colon <= 0) return colon;
  return (bytes[colon]! & 0x7f) === COLON ? colon + 1 : -1;
}

/** Behind one to three digits; 0 where more may come, -1 where none are. */
function endOfDigits(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && at - start < MAX_DIGITS && isDigit(bytes[at]! & 0x7f)) at++;
  if (at === bytes.length) return 0;
  return at > start ? at : -1;
}

function isDigit(char: number): boolean {
  return char >= 0x30 && char <= 0x39;
}

/** Where the next line of text begins; 0 where it has not arrived, -1 where a telegram ends or begins, or no text is. */
function nextLine(bytes: Buffer, line: number, limit: number): number {
  const first = bytes[line];
  if (first === BANG || first === SLASH || first === SLASH_7E1) return -1;
  for (let at = line; at < limit; at++) {
    const byte = bytes[at];
    if (byte === undefined) return 0;
    if (byte === LF) return at + 1;
    const char = byte & 0x7f;
    if (char < BLANK && char !== CR) return -1;
  }
  return -1;
}
