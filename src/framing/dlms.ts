import { extentOf, tellsItsEnd } from './apdu-end';
import { hasLlc, LLC_LENGTH } from './llc';
import { MAX_MESSAGE, type Piece, WHOLE } from './piece';
import { type Ending, NOISE, type Span, undecided } from './span';
import { UnmarkedFraming } from './unmarked';

/** The first byte of the logical link control header, which some adapters leave in front. */
const LLC = 0xe6;

/**
 * Finds APDUs without any link layer (IEC 62056-5-3, clause 9.5), as Czech, Austrian and Luxembourg meters send them, and
 * as bridges hand them over. They carry no check, so that they are believed only where a frame must begin if there
 * is one; or anywhere, if that is said.
 */
export class ApduFraming extends UnmarkedFraming {
  readonly link = 'apdu';

  mayBegin(byte: number): boolean {
    return byte === LLC || tellsItsEnd(byte);
  }

  measure(bytes: Buffer, ending: Ending): Span {
    const start = bytes[0] === LLC ? LLC_LENGTH : 0;
    if (start > 0 && !mayHaveLlc(bytes)) return NOISE;
    if (bytes.length <= start) return undecided(bytes.length, ending);
    const { header, end, doubtful = false } = extentOf(bytes, start);
    if (end < 0 || end > start + MAX_MESSAGE) return NOISE;
    if (doubtful) return measureAlone(bytes, start, end, ending);
    if (end <= bytes.length) return { kind: 'piece', end, piece: pieceOf(bytes, start, end) };
    if (ending === 'open') return { kind: 'more', until: end };
    if (header > bytes.length || ending === 'overtaken') return NOISE;
    const message = `the APDU ends after ${bytes.length} of ${end} bytes or more`;
    return { kind: 'error', end: bytes.length, next: bytes.length, code: 'truncated', message };
  }
}

/** An APDU that is one only if nothing comes behind it. */
function measureAlone(bytes: Buffer, start: number, end: number, ending: Ending): Span {
  if (end < bytes.length || ending === 'overtaken') return NOISE;
  if (ending === 'open') return { kind: 'more', until: end === bytes.length ? end + 1 : end };
  return end === bytes.length ? { kind: 'piece', end, piece: pieceOf(bytes, start, end) } : NOISE;
}

function mayHaveLlc(bytes: Buffer): boolean {
  return bytes.length < LLC_LENGTH || hasLlc(bytes);
}

function pieceOf(bytes: Buffer, start: number, end: number): Piece {
  const wire = Buffer.from(bytes.subarray(0, end));
  return { link: 'apdu', check: 'absent', conversation: '', wire, content: wire.subarray(start), place: WHOLE };
}
