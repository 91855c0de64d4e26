import type { Framing } from '../framing';
import { type Ending, type ErrorSpan, NOISE, type Span, undecided } from '../span';
import { blockFits, CRC_LENGTH, type CrcFormat, FIRST_BLOCK, lengthWithCrcs } from '../wmbus-blocks';
import { decodeThreeOfSix } from '../wmbus-three-of-six';
import { cutSpan, heardSpan } from './heard';
import { mayStart } from './telegram-start';

/*
 * What a radio chip hands on behind the synchronisation word 54 3D (EN 13757-4): of mode T chips, three out of six; of
 * mode C another word that tells the format, and the bytes themselves. Some chips keep the first word, some the second
 * one only, some none.
 */

const SYNC = 0x54;
const SYNC_END = 0x3d;
/** The end of the second word of mode C. */
const FORMATS: ReadonlyMap<number, CrcFormat> = new Map([
  [0xcd, 'A'],
  [SYNC_END, 'B'],
]);
const SYNC_LENGTH = 2;

/** The first block of format A and its CRC: bytes, and bytes of chips. */
const PROOF_LENGTH = FIRST_BLOCK + CRC_LENGTH;
const PROOF_CHIPS = chipBytes(PROOF_LENGTH);

/** Finds telegrams in chips of mode T and in the bits of mode C. */
export class ChipsFraming implements Framing {
  readonly link = 'wmbus';
  readonly #told: boolean;

  /** `told`: that there is nothing else, so that chips may begin anywhere without a synchronisation word. */
  constructor(told: boolean) {
    this.#told = told;
  }

  findStart(bytes: Buffer, from: number, to: number): number {
    if (!this.#told) return bytes.subarray(0, to).indexOf(SYNC, from);
    for (let at = from; at < to; at++) if (bytes[at] === SYNC || this.mayBegin(bytes[at]!)) return at;
    return -1;
  }

  mayBegin(byte: number): boolean {
    return BEGINS.has(byte);
  }

  measure(bytes: Buffer, ending: Ending): Span {
    if (bytes[0] !== SYNC) return measureChips(bytes, 0, ending);
    if (bytes.length < SYNC_LENGTH) return undecided(bytes.length, ending);
    const format = FORMATS.get(bytes[1]!);
    if (format === undefined) return NOISE;
    if (format === 'A') return measureBits(bytes, { at: SYNC_LENGTH, format }, ending);
    if (bytes.length <= SYNC_LENGTH) return undecided(bytes.length, ending);
    return bytes[SYNC_LENGTH] === SYNC ? measureTwice(bytes, ending) : measureOnce(bytes, ending);
  }
}

/** Both words of mode C. */
function measureTwice(bytes: Buffer, ending: Ending): Span {
  const at = 2 * SYNC_LENGTH;
  if (bytes.length < at) return undecided(bytes.length, ending);
  const format = FORMATS.get(bytes[at - 1]!);
  return format === undefined ? NOISE : measureBits(bytes, { at, format }, ending);
}

/** The word of mode T, or only the second one of mode C, which is the same in format B. */
function measureOnce(bytes: Buffer, ending: Ending): Span {
  const chips = measureChips(bytes, SYNC_LENGTH, ending);
  return chips.kind === 'noise' ? measureBits(bytes, { at: SYNC_LENGTH, format: 'B' }, ending) : chips;
}

/** Mode T is always in format A. */
function measureChips(bytes: Buffer, at: number, ending: Ending): Span {
  const begin = bytes.subarray(at, at + PROOF_CHIPS);
  const block = decodeThreeOfSix(begin);
  if (block.length < Math.floor((begin.length * 2) / 3)) return NOISE;
  if (begin.length < PROOF_CHIPS) return undecided(bytes.length, ending);
  if (!blockFits(block, 0, FIRST_BLOCK)) return NOISE;
  const length = lengthWithCrcs(block[0]!, 'A');
  const end = at + chipBytes(length);
  const proven = at + PROOF_CHIPS;
  if (bytes.length < end) return unfinished(bytes.length, end, ending, proven);
  const telegram = decodeThreeOfSix(bytes.subarray(at, end));
  if (telegram.length < length) return damaged(end, proven, noCode(telegram.length));
  return checked(telegram, 'A', end, proven);
}

/** Bytes of mode C, where in `bytes` they begin. */
function measureBits(bytes: Buffer, { at, format }: { at: number; format: CrcFormat }, ending: Ending): Span {
  const telegram = bytes.subarray(at);
  if (!mayStart(telegram.subarray(0, FIRST_BLOCK))) return NOISE;
  if (telegram.length < PROOF_LENGTH) return undecided(bytes.length, ending);
  const length = lengthWithCrcs(telegram[0]!, format);
  const end = at + length;
  const proven = format === 'A' && blockFits(telegram, 0, FIRST_BLOCK) ? at + PROOF_LENGTH : undefined;
  if (bytes.length < end) return unfinished(bytes.length, end, ending, proven);
  return checked(telegram.subarray(0, length), format, end, proven);
}

function checked(telegram: Buffer, format: CrcFormat, end: number, proven: number | undefined): Span {
  const span = heardSpan(telegram, { format }, end, proven);
  // Bytes may have been lost, so that the next telegram begins within.
  return span.kind === 'frame' ? span : damaged(end, proven, span);
}

function unfinished(length: number, end: number, ending: Ending, proven: number | undefined): Span {
  if (ending === 'open') return { kind: 'more', until: end, proven };
  return ending === 'overtaken' && proven === undefined ? NOISE : cutSpan(length, end, proven);
}

function damaged(end: number, proven: number | undefined, { code, message }: Damage): ErrorSpan {
  return { kind: 'error', end, next: 1, proven, code, message };
}

type Damage = Pick<ErrorSpan, 'code' | 'message'>;

function noCode(length: number): Damage {
  return { code: 'checksum', message: `the chips behind ${length} bytes are no code` };
}

/** How many bytes the chips of so many bytes fill: twelve of them a byte. */
function chipBytes(length: number): number {
  return Math.ceil((length * 12) / 8);
}

/** Bytes whose first six chips are a half byte. */
const BEGINS: ReadonlySet<number> = new Set(
  Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => isCode(byte >> 2)),
);

/** The same six chips twice are a byte. */
function isCode(chips: number): boolean {
  return decodeThreeOfSix(Buffer.of((chips << 2) | (chips >> 4), (chips << 4) & 0xff)).length === 1;
}
