import { BANG, LF, OPENING_BRACKET, SLASH } from '../base/ascii';
import type { Frame } from '../base/frame';
import { type EndLine, isSevenBit, MAX_END_LINE, readEndLine, standardHasCrc, telegramCrc } from './p1-check';
import { stripEvenParity } from './parity';
import { type Ending, MORE, type Span } from './span';

/** `/` with its even parity in bit 7. */
const SLASH_7E1 = 0xaf;

/** The characters with which an end line or the next telegram begins. */
const MAY_END = Uint8Array.from({ length: 256 }, (_, char) => Number([BANG, SLASH, SLASH_7E1].includes(char)));

/** The longest identification line known is 27 bytes; a `/` without a line end near it is noise. */
const MAX_IDENTIFICATION = 128;

/** Five text messages of 2,048 digits (Luxembourg) and a long object list stay below this. */
export const MAX_P1_TELEGRAM = 16_384;

/** So many `/` are tried when noise in front of a telegram contains some; an identification line has no room for more. */
const MAX_STARTS = MAX_IDENTIFICATION;

/**
 * Finds P1 telegrams: `/`, identification, data lines, `!`, CRC (DSMR P1 Companion Standard 5.0.2, clause 6.2; DSMR
 * 2.2 and 3.0 without CRC). It remembers how far it looked, and whether this stream has ever carried a CRC.
 */
export class P1Framing {
  /** Bytes from the start that hold no end for certain. */
  #searched = 0;
  #crcSeen = false;
  /** Whether the bytes that wait are data lines, and no end line has begun. */
  #inData = false;

  /** Where the next telegram may begin, in `bytes[from..to)`; -1 where nowhere. */
  findStart(bytes: Buffer, from: number, to: number): number {
    for (let at = from; at < to; at++) if (bytes[at] === SLASH || bytes[at] === SLASH_7E1) return at;
    return -1;
  }

  /** What the telegram at `start` is. */
  measure(bytes: Buffer, start: number, ending: Ending): Span {
    this.#inData = false;
    const span = this.#measure(bytes, start, ending);
    this.#searched = span.kind === 'more' ? bytes.length - start : 0;
    return span;
  }

  #measure(bytes: Buffer, start: number, ending: Ending): Span {
    const final = ending !== 'open';
    const firstData = endOfIdentification(bytes, start);
    if (firstData === undefined) {
      const hopeless = final || bytes.length - start >= MAX_IDENTIFICATION;
      return hopeless ? { kind: 'noise', end: start + 1 } : MORE;
    }
    // What lies further off is not looked at, so that it does not matter how much of the stream has arrived.
    const limit = start + MAX_P1_TELEGRAM;
    const reach = bytes.length > limit ? bytes.subarray(0, limit) : bytes;
    const from = Math.max(firstData, start + this.#searched - MAX_UNFINISHED_END_LINE);
    const line = endOrNext(reach, bytes[start]!, from);
    if (line >= 0 && bytes[line] !== BANG) return cut(bytes, start, line);
    if (line >= 0) {
      const endLine = readEndLine(bytes, line, final);
      return endLine === undefined ? MORE : this.#check(bytes, start, endLine);
    }
    if (bytes.length >= limit) return tooLong(bytes, start, limit);
    if (ending === 'ended') return this.#endless(bytes, start) ?? cut(bytes, start, bytes.length);
    if (final) return cut(bytes, start, bytes.length);
    this.#inData = true;
    return MORE;
  }

  /**
   * A recording that ends with a data line, but without `!`, of a meter that has no CRC: people cut telegrams of DSMR 2
   * and 3 so, as nothing is lost by it.
   */
  #endless(bytes: Buffer, start: number): Span | undefined {
    const end = bytes.length;
    if (bytes[end - 1] !== LF) return undefined;
    const frame = this.#telegram(bytes, start, { bang: end, end, digits: 0, crc: 0 });
    return frame && { kind: 'frame', end, frame };
  }

  /**
   * Whether `piece` may end the telegram of which `waiting` bytes wait. Where it cannot, it counts as searched, and no
   * look at what waits is needed.
   */
  mayEndIn(piece: Uint8Array, waiting: number): boolean {
    if (!this.#inData || waiting + piece.length >= MAX_P1_TELEGRAM) return true;
    for (let at = 0; at < piece.length; at++) if (MAY_END[piece[at]!]) return true;
    this.#searched = waiting + piece.length;
    return false;
  }

  /** The telegram, from the first `/` for which it holds: noise or a cut telegram before it may contain some more. */
  #check(bytes: Buffer, start: number, endLine: EndLine): Span {
    const { bang, end, digits } = endLine;
    if (digits >= 0) {
      let candidate = start;
      for (let tries = 0; tries < MAX_STARTS && candidate >= 0; tries++) {
        const frame = this.#telegram(bytes, candidate, endLine);
        if (frame !== undefined)
          return candidate === start ? { kind: 'frame', end, frame } : cut(bytes, start, candidate);
        candidate = this.findStart(bytes, candidate + 1, bang);
      }
    }
    if (!hasDataLine(bytes, start, bang)) return { kind: 'noise', end };
    return { kind: 'error', end, code: 'checksum', message: this.#complaint(bytes, start, endLine) };
  }

  #telegram(bytes: Buffer, start: number, endLine: EndLine): Omit<Frame, 'receivedAt'> | undefined {
    const { bang, end, digits } = endLine;
    let message: Buffer | undefined;
    if (bytes[start] === SLASH_7E1) {
      message = stripEvenParity(bytes.subarray(start, end));
      if (message === undefined) return undefined;
    } else if (!isSevenBit(bytes, bang, end)) {
      return undefined;
    }
    const [clear, from, to] = message === undefined ? [bytes, start, bang] : [message, 0, bang - start];
    if (!(digits > 0 ? this.#hasCrc(clear, from, to, endLine.crc) : this.#needsNoCrc(clear, from, to)))
      return undefined;
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

  #hasCrc(bytes: Buffer, start: number, bang: number, crc: number): boolean {
    if (telegramCrc(bytes, start, bang) !== crc) return false;
    this.#crcSeen = true;
    return true;
  }

  /** Without a CRC: the identification holds no second `/` (IEC 62056-21, clause 6.3.2), and data follow it. */
  #needsNoCrc(bytes: Buffer, start: number, bang: number): boolean {
    if (this.#crcSeen || standardHasCrc(bytes, start, bang) || !hasDataLine(bytes, start, bang)) return false;
    return this.findStart(bytes, start + 1, bytes.indexOf(LF, start)) < 0;
  }

  #complaint(bytes: Buffer, start: number, endLine: EndLine): string {
    const damaged = endLine.digits < 0 || (bytes[start] === SLASH && !isSevenBit(bytes, endLine.bang, endLine.end));
    if (damaged) return 'the checksum line is damaged';
    if (bytes[start] === SLASH_7E1) return 'a byte has the wrong parity, or the checksum does not fit';
    if (endLine.digits === 0) return 'the checksum is missing, though this meter sends one';
    const computed = telegramCrc(bytes, start, endLine.bang);
    return `the checksum does not fit: the telegram says ${hex(endLine.crc)}, its bytes give ${hex(computed)}`;
  }
}

/** So far before the end of what has arrived may an end line begin whose own end has not. */
const MAX_UNFINISHED_END_LINE = 1 + MAX_END_LINE;

/** Behind the line end of the identification; undefined where none is near. */
function endOfIdentification(bytes: Buffer, start: number): number | undefined {
  const limit = Math.min(bytes.length, start + MAX_IDENTIFICATION);
  for (let at = start + 1; at < limit; at++) if (bytes[at] === LF) return at + 1;
  return undefined;
}

/**
 * Where the first line begins, its line feed at `from` - 1 or behind, that starts with `!` or, as the next telegram does,
 * with `slash`; -1 where none does. Looks from one `slash` to the next, so that many of them cost no more than few.
 */
function endOrNext(bytes: Buffer, slash: number, from: number): number {
  let at = from;
  while (true) {
    const next = bytes.indexOf(slash, at);
    const bang = lineStartingWith(next < 0 ? bytes : bytes.subarray(0, next), BANG, at);
    if (bang >= 0) return bang;
    if (next < 0 || bytes[next - 1] === LF) return next;
    at = next + 1;
  }
}

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

/** Without a data line it was none, and its last bytes may be the identification of one. */
function tooLong(bytes: Buffer, start: number, end: number): Span {
  if (!hasDataLine(bytes, start, end)) return { kind: 'noise', end: end - MAX_IDENTIFICATION };
  return { kind: 'error', end, code: 'too-long', message: `no end within ${MAX_P1_TELEGRAM} bytes` };
}

function hasDataLine(bytes: Buffer, start: number, end: number): boolean {
  const telegram = bytes.subarray(start, end);
  const line = telegram.indexOf(LF);
  return line >= 0 && telegram.includes(OPENING_BRACKET, line);
}

function hex(crc: number): string {
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
