import { BANG, LF, SLASH } from '../base/ascii';
import type { ErrorCode } from '../base/errors';
import type { Framing } from './framing';
import { type EndLine, MAX_END_LINE, readEndLine } from './p1-check';
import { isEncryptedPart, measureEncrypted } from './p1-encrypted';
import { endOfFirstGroups, endOfIdentification, findSlash, MAX_IDENTIFICATION, SLASH_7E1 } from './p1-start';
import { complaint, laterStart, telegramAt } from './p1-telegram';
import { type Awaited, type Ending, type ErrorSpan, NOISE, type Span, undecided } from './span';

/** Five text messages of 2,048 digits (Luxembourg) and a long object list stay below this. */
export const MAX_P1_TELEGRAM = 16_384;

/** Only an end line ends a telegram; a new one that begins with a chunk is told at once. */
const END_OR_NEXT: Awaited = { byte: BANG, first: SLASH };
const END_OR_NEXT_7E1: Awaited = { byte: BANG, first: SLASH_7E1 };

/**
 * Finds P1 telegrams: `/`, identification, data lines, `!`, CRC (DSMR P1 Companion Standard 5.0.2, clause 6.2; DSMR
 * 2.2 and 3.0 without CRC), or the same with encrypted lines. It remembers how far it looked, and whether this stream
 * has ever carried a CRC.
 *
 * One that is proven ends at the next line that begins with `!` or `/`. All the `/` before that are tried with that end,
 * as noise or a cut telegram may stand in front of a good one.
 */
export class P1Framing implements Framing {
  readonly link = 'p1';
  readonly findStart = findSlash;
  /** No line ends from the `/` that was looked at last up to there. */
  #lineEnd = 0;
  /** For each kind of `/`: up to there no line begins with it or with `!`, but those that ended a telegram. */
  readonly #searched: Record<number, number> = { [SLASH]: 0, [SLASH_7E1]: 0 };
  #crcSeen = false;

  measure(bytes: Buffer, ending: Ending, offset: number): Span {
    const lines = endOfIdentification(bytes, 0, Math.max(1, this.#lineEnd - offset));
    if (lines <= 0) this.#lineEnd = offset + Math.min(bytes.length, MAX_IDENTIFICATION);
    if (lines < 0) return NOISE;
    if (lines > 0 && isEncryptedPart(bytes, lines)) return measureEncrypted(bytes, lines, ending);
    const proven = lines > 0 ? endOfFirstGroups(bytes, lines) : 0;
    if (proven < 0) return NOISE;
    return proven === 0 ? undecided(bytes.length, ending) : this.#measureLines(bytes, lines, proven, ending, offset);
  }

  taken(span: Span): void {
    if (span.kind === 'frame' && span.frame.check === 'ok' && !span.frame.encrypted) this.#crcSeen = true;
  }

  #measureLines(bytes: Buffer, lines: number, proven: number, ending: Ending, offset: number): Span {
    const final = ending !== 'open';
    const slash = bytes[0]!;
    // What lies further off is not looked at, so that it does not matter how much of the stream has arrived.
    const reach = bytes.length > MAX_P1_TELEGRAM ? bytes.subarray(0, MAX_P1_TELEGRAM) : bytes;
    const searched = this.#searched[slash]! - offset;
    const line = endOrNext(reach, slash, Math.max(lines, searched - MAX_UNFINISHED_END_LINE));
    if (line >= 0) {
      if (bytes[line] !== BANG) return cut(bytes, line, proven);
      const endLine = readEndLine(bytes, line, final);
      if (endLine === undefined) return { kind: 'more', until: bytes.length + 1, proven };
      return this.#fit(bytes, endLine, proven) ?? misfit(bytes, endLine, proven);
    }
    this.#searched[slash] = offset + reach.length;
    if (bytes.length >= MAX_P1_TELEGRAM) return tooLong(proven);
    const unended = ending === 'ended' ? this.#unended(bytes, proven) : undefined;
    if (final) return unended ?? cut(bytes, bytes.length, proven);
    return { kind: 'more', until: MAX_P1_TELEGRAM, proven, awaits: slash === SLASH ? END_OR_NEXT : END_OR_NEXT_7E1 };
  }

  /**
   * A recording that ends with a data line, but without `!`, of a meter that has no CRC: people cut telegrams of DSMR 2
   * and 3 so, as nothing is lost by it.
   */
  #unended(bytes: Buffer, proven: number): Span | undefined {
    const end = bytes.length;
    return bytes[end - 1] === LF ? this.#fit(bytes, { bang: end, end, digits: 0, crc: 0 }, proven) : undefined;
  }

  /** The telegram that ends so, or what is in front of it; undefined where none does. */
  #fit(bytes: Buffer, endLine: EndLine, proven: number): Span | undefined {
    if (endLine.digits < 0) return undefined;
    const frame = telegramAt(bytes, 0, endLine, this.#crcSeen);
    if (frame !== undefined) return { kind: 'frame', end: endLine.end, proven, frame };
    const start = laterStart(bytes, endLine, this.#crcSeen);
    if (start < 0) return undefined;
    return start < proven ? { kind: 'noise', end: start } : cut(bytes, start, proven);
  }
}

/** Within, telegrams may begin whose own end is still to come. */
function tooLong(proven: number): ErrorSpan {
  const message = `no end within ${MAX_P1_TELEGRAM} bytes`;
  return { kind: 'error', end: MAX_P1_TELEGRAM, next: 1, proven, code: 'too-long', message };
}

function misfit(bytes: Buffer, endLine: EndLine, proven: number): ErrorSpan {
  return failed(bytes, endLine.end, proven, 'checksum', complaint(bytes, endLine));
}

function cut(bytes: Buffer, end: number, proven: number): ErrorSpan {
  return failed(bytes, end, proven, 'truncated', `the telegram ends after ${end} bytes without its "!"`);
}

/** All that begin within have been tried, but for encrypted ones. */
function failed(bytes: Buffer, end: number, proven: number, code: ErrorCode, message: string): ErrorSpan {
  return { kind: 'error', end, next: encryptedStart(bytes, end), proven, code, message };
}

/** Where an encrypted telegram begins behind the first of `bytes`; `to` where none does before. */
function encryptedStart(bytes: Buffer, to: number): number {
  for (let start = findSlash(bytes, 1, to); start >= 0; start = findSlash(bytes, start + 1, to)) {
    const lines = endOfIdentification(bytes, start);
    if (lines > 0 && isEncryptedPart(bytes, lines)) return start;
  }
  return to;
}

/** So far before the end of what has arrived may an end line begin whose own end has not. */
const MAX_UNFINISHED_END_LINE = 1 + MAX_END_LINE;

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
