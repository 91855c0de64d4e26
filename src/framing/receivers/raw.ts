import { type Ending, type ErrorSpan, type FrameSpan, NOISE, type Span } from '../span';
import { UnmarkedFraming } from '../unmarked';
import { BLOCK, blockFits, CRC_LENGTH, FIRST_BLOCK, lengthWithCrcs, looksLikeFormatB } from '../wmbus-blocks';
import { encryptedEnd } from './encrypted-end';
import { cutSpan, heardSpan } from './heard';
import { hasDecimalNumber, mayStart, START_LENGTH } from './telegram-start';

/** L, C, M, A, and the CRC of these in format A. */
const PROOF_LENGTH = FIRST_BLOCK + CRC_LENGTH;
/** What receivers put behind a telegram, and L does not count. */
const MAX_EXCESS = 8;
/** A byte of records that says nothing (EN 13757-3): a meter may send one behind its encrypted blocks. */
const IDLE_FILLER = 0x2f;

/** What is to be remembered of a telegram that is damaged. */
interface RawError extends ErrorSpan {
  /** Where in the stream it seems to end. */
  readonly behind: number;
}

/** What is to be remembered once it is taken. */
interface RawSpan extends FrameSpan {
  /** Where in the stream the next telegram must begin. */
  readonly behind: number;
  /** L counts the signal strength; undefined where the telegram does not show it. */
  readonly counted: boolean | undefined;
}

/**
 * Finds telegrams that stand one behind the other, without anything that marks where they begin. L tells where one ends;
 * CRCs, or encrypted blocks that fill it, tell that it is right. Without either, what comes next decides: another
 * telegram, or a pause.
 *
 * Some receivers put the signal strength behind a telegram and count it in L: a telegram whose encrypted blocks end one
 * byte before its end gives that away, and holds for those that follow.
 */
export class RawFraming extends UnmarkedFraming {
  readonly link = 'wmbus';
  #behind = 0;
  #counted = false;
  /** Before this place lies a damaged telegram, in which much looks like the beginning of another. */
  #doubted = 0;

  mayBegin(byte: number): boolean {
    return byte >= FIRST_BLOCK;
  }

  measure(bytes: Buffer, ending: Ending, offset: number): Span {
    if (blockFits(bytes, 0, FIRST_BLOCK) || hasSecondBlock(bytes)) return withCrcs(bytes, ending, offset);
    if (!mayStart(bytes.subarray(0, FIRST_BLOCK))) return NOISE;
    if (bytes.length < PROOF_LENGTH && ending === 'open') return { kind: 'more', until: PROOF_LENGTH };
    if (bytes.length < START_LENGTH || !mayStart(bytes)) return NOISE;
    return this.#isLikely(bytes, offset) ? this.#withoutFirstCrc(bytes, ending, offset) : NOISE;
  }

  taken(span: Span): void {
    if (span.kind === 'error' && 'behind' in span) this.#doubted = (span as RawError).behind;
    if (!isRaw(span)) return;
    this.#behind = span.behind;
    if (span.counted !== undefined) this.#counted = span.counted;
  }

  /** Where a telegram may begin anywhere, more is asked of one that begins where none must. */
  #isLikely(bytes: Buffer, offset: number): boolean {
    if (!this.anywhere) return !isText(bytes);
    return offset === this.#behind || hasDecimalNumber(bytes);
  }

  /** Format B, or no CRCs at all: in both L counts all that is there. */
  #withoutFirstCrc(bytes: Buffer, ending: Ending, offset: number): Span {
    const length = bytes[0]! + 1;
    if (bytes.length < length) {
      if (ending === 'open') return { kind: 'more', until: length };
      return ending === 'overtaken' ? NOISE : short(bytes, length, offset);
    }
    const telegram = bytes.subarray(0, length);
    if (looksLikeFormatB(telegram)) return spanOf(telegram, { format: 'B', end: length, offset, proven: length });
    const encrypted = encryptedEnd(telegram);
    if (encrypted === length) return spanOf(telegram, { format: 'none', end: length, offset, counted: false });
    const counted = (encrypted === length - 1 && telegram[encrypted] !== IDLE_FILLER) || undefined;
    if (offset < this.#doubted) return NOISE;
    if (counted ?? this.#counted) return spanOf(uncounted(telegram), { format: 'none', end: length, offset, counted });
    return followed(bytes, length, ending, offset);
  }
}

/** Where the first CRC of format A does not fit, the second one may. */
function hasSecondBlock(bytes: Buffer): boolean {
  return bytes[0]! >= PROOF_LENGTH + BLOCK && blockFits(bytes, PROOF_LENGTH, PROOF_LENGTH + BLOCK);
}

/** Format A: one of its first two CRCs fits. */
function withCrcs(bytes: Buffer, ending: Ending, offset: number): Span {
  const length = lengthWithCrcs(bytes[0]!, 'A');
  if (bytes.length >= length) {
    return spanOf(bytes.subarray(0, length), { format: 'A', end: length, offset, proven: PROOF_LENGTH });
  }
  if (ending === 'open') return { kind: 'more', until: length, proven: PROOF_LENGTH };
  return cutSpan(bytes.length, length, PROOF_LENGTH);
}

/** Whether the telegram ends where L says is for what comes behind it to tell. */
function followed(bytes: Buffer, length: number, ending: Ending, offset: number): Span {
  for (let end = length; end <= length + MAX_EXCESS; end++) {
    if (end + START_LENGTH > bytes.length) break;
    if (mayStart(bytes.subarray(end, end + START_LENGTH))) {
      return spanOf(bytes.subarray(0, length), { format: 'none', end, offset });
    }
  }
  if (ending === 'open' && bytes.length < length + MAX_EXCESS + START_LENGTH) {
    return { kind: 'more', until: bytes.length + 1 };
  }
  const end = bytes.length <= length + MAX_EXCESS ? bytes.length : length;
  return spanOf(bytes.subarray(0, end), { end, offset });
}

/** The last one before a pause: L may count CRCs that are gone. */
function short(bytes: Buffer, length: number, offset: number): Span {
  const span = spanOf(bytes, { end: bytes.length, offset });
  return span.kind === 'frame' ? span : cutSpan(bytes.length, length);
}

/** Without the last byte, and with a length that does not count it. */
function uncounted(telegram: Buffer): Buffer {
  const rest = Buffer.from(telegram.subarray(0, -1));
  rest[0] = rest.length - 1;
  return rest;
}

interface About {
  readonly format?: 'A' | 'B' | 'none';
  readonly end: number;
  /** Of the telegram in the stream. */
  readonly offset: number;
  readonly proven?: number;
  readonly counted?: boolean | undefined;
}

function spanOf(telegram: Buffer, { format, end, offset, proven, counted }: About): RawSpan | RawError {
  const span = heardSpan(telegram, { format }, end);
  // One whose CRC does not fit may have lost bytes, so that the next one begins within.
  if (span.kind === 'error') {
    return { ...span, next: 1, proven, intact: false, behind: offset + end };
  }
  return { ...span, proven, behind: offset + end, counted };
}

function isRaw(span: Span): span is RawSpan {
  return span.kind === 'frame' && 'behind' in span;
}

/** Digits, or anything else that is written. */
function isText(bytes: Buffer): boolean {
  return bytes.subarray(0, START_LENGTH).every((byte) => byte >= 0x20 && byte <= 0x7e);
}
