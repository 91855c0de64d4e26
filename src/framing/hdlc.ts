import { crc16X25 } from '../base/crc';
import { upperHex } from '../base/hex';
import type { Framing } from './framing';
import { hasLlc, LLC_LENGTH } from './llc';
import type { Piece } from './piece';
import { type Ending, NOISE, type Span, undecided } from './span';

const FLAG = 0x7e;
/** The first four bits of the frame format field: type 3. */
const TYPE = 0xa0;
const TYPE_MASK = 0xf0;
/** Of its first byte: more segments follow; the high bits of the length. */
const SEGMENTED = 0x08;
const LENGTH_HIGH = 0x07;

const FORMAT_LENGTH = 2;
const CONTROL_LENGTH = 1;
const CHECK_LENGTH = 2;

/**
 * Finds frames of HDLC with format type 3 (ISO/IEC 13239, clause 4.9; IEC 62056-46, clause 6.4): flag, format with the
 * length of all between the flags, addresses, control, header check sequence, information, frame check sequence, flag.
 *
 * The end is where the length says, never at a flag, as flags occur within. The closing flag may be the opening one of
 * the next frame, and either may be lost: a frame without an opening flag is found where it must begin if there is one,
 * and then no closing flag is waited for. What its control field says does not matter.
 */
export class HdlcFraming implements Framing {
  readonly link = 'hdlc';
  readonly fill = FLAG;

  findStart(bytes: Buffer, from: number, to: number): number {
    for (let at = from; at < to; at++) if (bytes[at] === FLAG) return at;
    return -1;
  }

  mayBegin(byte: number): boolean {
    return (byte & TYPE_MASK) === TYPE;
  }

  measure(bytes: Buffer, ending: Ending): Span {
    const format = bytes[0] === FLAG ? 1 : 0;
    const header = readHeader(bytes, format);
    if (header === 'cut') return undecided(bytes.length, ending);
    if (header === 'none') return NOISE;
    const { proven, end } = header;
    if (bytes.length < end) {
      if (ending === 'open') return { kind: 'more', until: end, proven };
      return cut(bytes.length, end, proven);
    }
    if (!isChecked(bytes, format, end)) return damaged(bytes.subarray(0, end), proven);
    if (format > 0 && bytes.length === end && ending === 'open') return { kind: 'more', until: end + 1, proven };
    const behind = format > 0 && bytes[end] === FLAG ? end + 1 : end;
    const piece = pieceOf(bytes, header, behind);
    const saysNothing = piece.content.length === 0 && !header.segmented;
    return saysNothing ? { kind: 'idle', end: behind, proven } : { kind: 'piece', end: behind, proven, piece };
  }
}

interface Header {
  /** Behind its check: there the information begins. */
  readonly proven: number;
  /** Behind the frame check sequence. */
  readonly end: number;
  readonly addresses: number;
  readonly source: number;
  readonly control: number;
  readonly segmented: boolean;
}

/** The header whose format field begins at `format`; `none` where none does, `cut` where it has not arrived. */
function readHeader(bytes: Buffer, format: number): Header | 'none' | 'cut' {
  const addresses = format + FORMAT_LENGTH;
  if (bytes.length > format && (bytes[format]! & TYPE_MASK) !== TYPE) return 'none';
  if (bytes.length < addresses) return 'cut';
  const end = format + (((bytes[format]! & LENGTH_HIGH) << 8) | bytes[format + 1]!);
  const source = endOfAddress(bytes, addresses);
  const control = source > 0 ? endOfAddress(bytes, source) : source;
  if (control < 0) return 'none';
  if (control === 0) return 'cut';
  const proven = control + CONTROL_LENGTH + CHECK_LENGTH;
  // Without information the one check ends the frame, so that one byte more can be nothing.
  if (end < proven || end === proven + 1) return 'none';
  if (bytes.length < proven) return 'cut';
  if (!isChecked(bytes, format, proven)) return 'none';
  const segmented = (bytes[format]! & SEGMENTED) !== 0;
  return { proven, end, addresses, source, control, segmented };
}

/** Behind the address that begins at `start`, of 1, 2 or 4 bytes; 0 where that has not arrived; -1 where none is there. */
function endOfAddress(bytes: Buffer, start: number): number {
  for (let length = 1; length <= 4; length++) {
    const byte = bytes[start + length - 1];
    if (byte === undefined) return 0;
    if (byte & 1) return length === 3 ? -1 : start + length;
  }
  return -1;
}

/** Whether `bytes[start..end)` ends with the check of what is before, low byte first. */
function isChecked(bytes: Buffer, start: number, end: number): boolean {
  const check = end - CHECK_LENGTH;
  return crc16X25(bytes, start, check) === bytes.readUInt16LE(check);
}

function pieceOf(bytes: Buffer, header: Header, behind: number): Piece {
  const wire = Buffer.from(bytes.subarray(0, behind));
  const information = wire.subarray(header.proven, header.end - CHECK_LENGTH);
  const first = hasLlc(information);
  return {
    link: 'hdlc',
    check: 'ok',
    address: hex(wire, header.source, header.control),
    conversation: hex(wire, header.addresses, header.control),
    wire,
    content: first ? information.subarray(LLC_LENGTH) : information,
    place: { number: first ? 'first' : 'next', last: !header.segmented },
  };
}

function hex(bytes: Buffer, start: number, end: number): string {
  return upperHex(bytes, start, end);
}

function cut(length: number, announced: number, proven: number): Span {
  const message = `the frame ends after ${length} of ${announced} bytes`;
  return { kind: 'error', end: length, next: 1, proven, code: 'truncated', message };
}

/** Where another header that fits lies within, the frame was cut, and what did not fit is part of the next one. */
function damaged(frame: Buffer, proven: number): Span {
  for (let flag = frame.indexOf(FLAG, 1); flag >= 0; flag = frame.indexOf(FLAG, flag + 1)) {
    if (typeof readHeader(frame, flag + 1) === 'object') return cut(flag, frame.length, proven);
  }
  const message = `the frame check sequence does not fit the ${frame.length} bytes`;
  return { kind: 'error', end: frame.length, next: 1, proven, code: 'checksum', message };
}
