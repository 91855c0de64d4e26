import { applicationOf } from '../base/mbus-ci';
import type { Framing } from './framing';
import type { Piece } from './piece';
import { type Ending, type ErrorSpan, NOISE, type Span, undecided } from './span';
import { seenFromWithout } from './wmbus-layers';

const START = 0x68;
const STOP = 0x16;

/** 68 L L 68. */
const START_LENGTH = 4;
/** Checksum and stop. */
const END_LENGTH = 2;
/** C, A, CI: the least that L counts (EN 13757-2, clause 5.4). */
const MIN_LENGTH = 3;
/** C, A, CI, STSAP, DTSAP. */
const HEADER_LENGTH = 5;

/** Control fields of what goes with data: SND_UD and RSP_UD with each value of their count bits (EN 13757-2, clause 5.5). */
const CONTROLS: ReadonlySet<number> = new Set([0x43, 0x53, 0x63, 0x73, 0x08, 0x18, 0x28, 0x38]);

/** Of the control information field: these bits are clear for DLMS; FIN; the number of the segment (EN 13757-3, clause 5). */
const OTHER_LAYERS = 0xe0;
const FIN = 0x10;
const NUMBER = 0x0f;

/** Sagemcom T210-D meters put 257 bytes into a frame, and say that there is 1 (Netz Niederösterreich). */
export const OVERFLOW = 256;

/**
 * Finds long frames of wired M-Bus (EN 13757-2, clause 5): 68 L L 68, L bytes, checksum, 16. One that is made with
 * `overflow` 0 finds those of L bytes, another one with {@link OVERFLOW} those of L + 256 that have no 16 where one of L
 * bytes ends: as there are two, no frame that may be of one length keeps one of the other waiting.
 */
export class MbusFraming implements Framing {
  readonly link = 'mbus';
  readonly #overflow: number;

  constructor(overflow: 0 | typeof OVERFLOW) {
    this.#overflow = overflow;
  }

  findStart(bytes: Buffer, from: number, to: number): number {
    for (let at = from; at < to; at++) if (bytes[at] === START) return at;
    return -1;
  }

  measure(bytes: Buffer, ending: Ending): Span {
    if (!mayStart(bytes)) return NOISE;
    const header = START_LENGTH + MIN_LENGTH;
    if (bytes.length < header) return undecided(bytes.length, ending);
    const announced = bytes[1]!;
    const length = announced + this.#overflow;
    if (length < MIN_LENGTH) return NOISE;
    const end = START_LENGTH + length + END_LENGTH;
    const proven = length === announced || announced < MIN_LENGTH ? header : undefined;
    const shorter = proven === undefined ? end - OVERFLOW : end;
    // What may end with the shorter length is that one's to report.
    if (shorter < end && bytes[shorter - 1] === STOP) return NOISE;
    if (bytes.length < end && ending === 'open') {
      return { kind: 'more', until: bytes.length < shorter ? shorter : end, proven };
    }
    if (bytes.length >= end && isChecked(bytes, end)) return intact(bytes, end, proven ?? end);
    return this.#overflow === 0 ? misfit(bytes, end) : lost(bytes, end, proven);
  }
}

/** Whether `bytes` may go on to be the beginning of a long frame. */
function mayStart(bytes: Buffer): boolean {
  if (bytes.length > 2 && bytes[2] !== bytes[1]) return false;
  if (bytes.length > 3 && bytes[3] !== START) return false;
  return bytes.length <= START_LENGTH || CONTROLS.has(bytes[START_LENGTH]!);
}

function isChecked(bytes: Buffer, end: number): boolean {
  let sum = 0;
  for (let at = START_LENGTH; at < end - END_LENGTH; at++) sum += bytes[at]!;
  return bytes[end - 1] === STOP && bytes[end - 2] === (sum & 0xff);
}

function intact(bytes: Buffer, end: number, proven: number): Span {
  const control = bytes[START_LENGTH + 2]!;
  if (control & OTHER_LAYERS) return otherLayer(bytes, end, proven);
  if (end < START_LENGTH + HEADER_LENGTH + END_LENGTH) return unsupported(control, end, proven);
  const place = { number: control & NUMBER, last: (control & FIN) !== 0 };
  const wire = Buffer.from(bytes.subarray(0, end));
  const content = wire.subarray(START_LENGTH + HEADER_LENGTH, end - END_LENGTH);
  if (content.length === 0 && place.number === 0 && place.last) return { kind: 'idle', end, proven };
  const piece: Piece = {
    link: 'mbus',
    check: 'ok',
    conversation: `${wire[START_LENGTH + 1]} ${wire[START_LENGTH + 3]} ${wire[START_LENGTH + 4]}`,
    wire,
    content,
    place,
  };
  return { kind: 'piece', end, proven, piece };
}

/** On a cable it leads the fixed data structure of old meters (EN 1434-3), not a compact frame. */
const FIXED_STRUCTURE = 0x73;

function otherLayer(bytes: Buffer, end: number, proven: number): Span {
  const control = bytes[START_LENGTH + 2]!;
  if (control === FIXED_STRUCTURE || applicationOf(control) === undefined) return unsupported(control, end, proven);
  const wire = Buffer.from(bytes.subarray(0, end));
  const message = withoutSignature(wire.subarray(START_LENGTH + 2, end - END_LENGTH));
  const { encrypted } = seenFromWithout(message);
  return {
    kind: 'frame',
    end,
    proven,
    frame: { link: 'mbus', content: 'records', wire, message, check: 'ok', encrypted },
  };
}

const LONG_HEADER = 0x72;
/** CI, number, manufacturer, version, type, access number, status. */
const CONFIGURATION = 11;
/** The highest security mode that may ever be named (EN 13757-7). */
const MAX_MODE = 0x0f;

/** Where the security mode stands, old meters have a signature (EN 1434-3) that nobody ever used. */
function withoutSignature(message: Buffer): Buffer {
  const isSignature = message[0] === LONG_HEADER && (message[CONFIGURATION + 1]! & 0x1f) > MAX_MODE;
  if (!isSignature) return message;
  const copy = Buffer.from(message);
  copy.fill(0, CONFIGURATION, CONFIGURATION + 2);
  return copy;
}

function unsupported(control: number, end: number, proven: number): ErrorSpan {
  const code = control.toString(16).padStart(2, '0').toUpperCase();
  const message = `a frame of ${end} bytes whose control information, ${code}, nobody reads`;
  return { kind: 'error', end, next: end, intact: true, proven, code: 'unsupported', message };
}

/** A frame of L bytes that ends where it says. If it does not, it may still be one of L + 256. */
function misfit(bytes: Buffer, end: number): Span {
  return bytes.length >= end && bytes[end - 1] === STOP ? wrongChecksum(end) : NOISE;
}

function wrongChecksum(end: number): ErrorSpan {
  const message = `the checksum does not fit the ${end} bytes`;
  const proven = START_LENGTH + MIN_LENGTH;
  return { kind: 'error', end, next: 1, proven, code: 'checksum', message };
}

/** A frame that ends neither with L nor with L + 256 bytes, up to `end`. */
function lost(bytes: Buffer, end: number, proven: number | undefined): Span {
  if (proven !== undefined && bytes[end - 1] === STOP) return wrongChecksum(end);
  const usual = proven === undefined ? end - OVERFLOW : end;
  const length = Math.min(bytes.length, usual);
  const message =
    length < usual ? `the frame ends after ${length} of ${usual} bytes` : `the frame does not end with ${usual} bytes`;
  // That it is neither of the two shows at the longer end only.
  const seen = proven ?? Math.min(bytes.length, end);
  return { kind: 'error', end: length, next: 1, proven: seen, code: 'truncated', message };
}
