import type { Frame } from '../base/frame';
import { type EndLine, readEndLine, standardHasCrc, telegramCrc } from './p1-check';
import { stripEvenParity } from './parity';
import { MORE, type Span } from './span';

const LF = 0x0a;
const BANG = 0x21;
const OPENING_BRACKET = 0x28;
const SLASH = 0x2f;
/** `/` with its even parity in bit 7. */
const SLASH_7E1 = 0xaf;

/** The longest identification line known is 27 bytes; a `/` without a line end near it is noise. */
const MAX_IDENTIFICATION = 128;

/** Five text messages of 2,048 digits (Luxembourg) and a long object list stay below this. */
export const MAX_P1_TELEGRAM = 16_384;

/** So many `/` are tried when noise in front of a telegram contains some. */
const MAX_STARTS = 64;

/**
 * Finds P1 telegrams: `/`, identification, data lines, `!`, CRC (DSMR P1 Companion Standard 5.0.2, clause 6.2; DSMR
 * 2.2 and 3.0 without CRC). It remembers how far it looked, and whether this stream has ever carried a CRC.
 */
export class P1Framing {
  /** Bytes from the start that hold no end for certain. */
  #searched = 0;
  #crcSeen = false;

  /** Where the next telegram may begin, at `from` or behind; -1 where nowhere. */
  findStart(bytes: Buffer, from: number): number {
    if (bytes[from] === SLASH) return from;
    const plain = bytes.indexOf(SLASH, from);
    const parity = bytes.indexOf(SLASH_7E1, from);
    if (plain < 0 || parity < 0) return Math.max(plain, parity);
    return Math.min(plain, parity);
  }

  /** What the telegram at `start` is. With `final`, nothing more will come. */
  measure(bytes: Buffer, start: number, final: boolean): Span {
    const span = this.#measure(bytes, start, final);
    this.#searched = span.kind === 'more' ? bytes.length - start : 0;
    return span;
  }

  #measure(bytes: Buffer, start: number, final: boolean): Span {
    const firstData = this.#endOfIdentification(bytes, start);
    if (firstData === undefined) {
      const hopeless = final || bytes.length - start >= MAX_IDENTIFICATION;
      return hopeless ? { kind: 'noise', end: start + 1 } : MORE;
    }
    const from = Math.max(firstData, start + this.#searched - MAX_UNFINISHED_END_LINE);
    const next = lineStartingWith(bytes, bytes[start]!, from);
    const bang = lineStartingWith(bytes, BANG, from);
    if (next >= 0 && (bang < 0 || next < bang)) return cut(bytes, start, next);
    const endLine = bang < 0 ? undefined : readEndLine(bytes, bang, final);
    if (endLine !== undefined) return this.#check(bytes, start, endLine);
    if (bytes.length - start >= MAX_P1_TELEGRAM) return tooLong(bytes, start);
    return final ? cut(bytes, start, bytes.length) : MORE;
  }

  #endOfIdentification(bytes: Buffer, start: number): number | undefined {
    const limit = Math.min(bytes.length, start + MAX_IDENTIFICATION);
    for (let at = start + 1; at < limit; at++) if (bytes[at] === LF) return at + 1;
    return undefined;
  }

  /** The telegram, from the first `/` for which it holds: noise before it may contain some more. */
  #check(bytes: Buffer, start: number, endLine: EndLine): Span {
    if (endLine.digits >= 0) {
      let candidate = start;
      for (let tries = 0; tries < MAX_STARTS && candidate >= 0 && candidate < endLine.bang; tries++) {
        const frame = this.#telegram(bytes, candidate, endLine);
        if (frame !== undefined) return { kind: 'frame', start: candidate, end: endLine.end, frame };
        candidate = this.findStart(bytes, candidate + 1);
      }
    }
    return { kind: 'error', end: endLine.end, code: 'checksum', message: this.#complaint(bytes, start, endLine) };
  }

  #telegram(bytes: Buffer, start: number, endLine: EndLine): Omit<Frame, 'receivedAt'> | undefined {
    const length = endLine.bang - start;
    let message: Buffer | undefined;
    if (bytes[start] === SLASH_7E1) {
      message = stripEvenParity(bytes.subarray(start, endLine.end));
      if (message === undefined) return undefined;
    }
    const clear = message ?? bytes;
    const clearStart = message === undefined ? start : 0;
    if (endLine.digits > 0) {
      if (telegramCrc(clear, clearStart, clearStart + length) !== endLine.crc) return undefined;
      this.#crcSeen = true;
    } else if (this.#crcSeen || standardHasCrc(clear, clearStart, clearStart + length)) {
      return undefined;
    }
    const wire = Buffer.from(bytes.subarray(start, endLine.end));
    return {
      link: 'p1',
      content: 'p1',
      wire,
      message: (message ?? wire).subarray(0, length),
      check: endLine.digits > 0 ? 'ok' : 'absent',
      encrypted: false,
    };
  }

  #complaint(bytes: Buffer, start: number, endLine: EndLine): string {
    if (endLine.digits < 0) return 'the checksum line is damaged';
    if (bytes[start] === SLASH_7E1) return 'a byte has the wrong parity, or the checksum does not fit';
    if (endLine.digits === 0) return 'the checksum is missing, though this meter sends one';
    const computed = telegramCrc(bytes, start, endLine.bang);
    return `the checksum does not fit: the telegram says ${hex(endLine.crc)}, its bytes give ${hex(computed)}`;
  }
}

/** An end line may be unfinished by that many bytes: line feed, `!`, four digits, carriage return. */
const MAX_UNFINISHED_END_LINE = 7;

/** Where a line begins with `char`, its line feed at `from` - 1 or behind; -1 where nowhere. */
function lineStartingWith(bytes: Buffer, char: number, from: number): number {
  let at = bytes.indexOf(char, from);
  while (at >= 0 && bytes[at - 1] !== LF) at = bytes.indexOf(char, at + 1);
  return at;
}

/** Without a data line it was none: the banner of a serial server may well contain a `/`. */
function cut(bytes: Buffer, start: number, end: number): Span {
  if (!hasDataLine(bytes, start, end)) return { kind: 'noise', end };
  return {
    kind: 'error',
    end,
    code: 'truncated',
    message: `the telegram ends after ${end - start} bytes without its "!"`,
  };
}

function tooLong(bytes: Buffer, start: number): Span {
  const end = bytes.length;
  if (!hasDataLine(bytes, start, end)) return { kind: 'noise', end: start + 1 };
  return { kind: 'error', end, code: 'too-long', message: `no end within ${MAX_P1_TELEGRAM} bytes` };
}

function hasDataLine(bytes: Buffer, start: number, end: number): boolean {
  const line = bytes.indexOf(LF, start);
  const bracket = bytes.indexOf(OPENING_BRACKET, line);
  return line >= 0 && bracket >= 0 && bracket < end;
}

function hex(crc: number): string {
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
