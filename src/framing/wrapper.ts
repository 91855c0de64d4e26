import { isApduTag } from './apdu';
import { MAX_MESSAGE, type Piece, WHOLE } from './piece';
import { type Ending, NOISE, type Span, undecided } from './span';
import { UnmarkedFraming } from './unmarked';

/** Version, source port, destination port, length: two bytes each. */
const HEADER_LENGTH = 8;
const VERSION = 1;
const SOURCE = 2;
const DESTINATION = 4;
const LENGTH = 6;

/**
 * Finds APDUs in the wrapper of TCP and UDP (IEC 62056-47, clause 3.3). It has a length and no check, so that a frame is
 * believed only where one must begin if there is one; or anywhere, if that is said.
 */
export class WrapperFraming extends UnmarkedFraming {
  readonly link = 'wrapper';

  mayBegin(byte: number): boolean {
    return byte === VERSION >> 8;
  }

  measure(bytes: Buffer, ending: Ending): Span {
    if (bytes.length > 1 && bytes[1] !== VERSION) return NOISE;
    if (bytes.length <= HEADER_LENGTH) return undecided(bytes.length, ending);
    const length = bytes.readUInt16BE(LENGTH);
    if (length === 0 || length > MAX_MESSAGE || !isApduTag(bytes[HEADER_LENGTH])) return NOISE;
    const end = HEADER_LENGTH + length;
    if (bytes.length >= end) return { kind: 'piece', end, piece: pieceOf(bytes, end) };
    if (ending === 'open') return { kind: 'more', until: end };
    if (ending === 'overtaken') return NOISE;
    const message = `the frame ends after ${bytes.length} of ${end} bytes`;
    return { kind: 'error', end: bytes.length, next: bytes.length, code: 'truncated', message };
  }
}

function pieceOf(bytes: Buffer, end: number): Piece {
  const wire = Buffer.from(bytes.subarray(0, end));
  return {
    link: 'wrapper',
    check: 'absent',
    address: wire.toString('hex', SOURCE, DESTINATION).toUpperCase(),
    conversation: wire.toString('hex', SOURCE, LENGTH),
    wire,
    content: wire.subarray(HEADER_LENGTH),
    place: WHOLE,
  };
}
