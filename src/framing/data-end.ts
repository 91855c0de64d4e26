import { AXDR } from '../base/axdr';
import { lengthAt, lengthSize } from './ber-length';

/** How many bytes stand behind a tag of A-XDR data, or what tells how many. */
type Size = number | 'items' | 'bits' | 'bytes' | 'compact';

const SIZES: ReadonlyMap<number, Size> = new Map<number, Size>([
  [AXDR.nullData, 0],
  [AXDR.array, 'items'],
  [AXDR.structure, 'items'],
  [AXDR.boolean, 1],
  [AXDR.bitString, 'bits'],
  [AXDR.doubleLong, 4],
  [AXDR.doubleLongUnsigned, 4],
  [AXDR.octetString, 'bytes'],
  [AXDR.visibleString, 'bytes'],
  [AXDR.utf8String, 'bytes'],
  [AXDR.bcd, 1],
  [AXDR.integer, 1],
  [AXDR.long, 2],
  [AXDR.unsigned, 1],
  [AXDR.longUnsigned, 2],
  [AXDR.compactArray, 'compact'],
  [AXDR.long64, 8],
  [AXDR.long64Unsigned, 8],
  [AXDR.enum, 1],
  [AXDR.float32, 4],
  [AXDR.float64, 8],
  [AXDR.dateTime, 12],
  [AXDR.date, 5],
  [AXDR.time, 4],
  [AXDR.dontCare, 0],
]);

/*
 * The functions below say where something ends without reading it. An end beyond the bytes that are there is the
 * least that it can be, and -1 says that these bytes are none. To ask again is worth it when that many have come, so
 * that bytes that come one by one are walked over a few times, not once for each.
 */

/** Where the piece of A-XDR data ends that begins with the tag at `start` (IEC 62056-6-2, clause 4.1.5). */
export function endOfData(bytes: Buffer, start: number): number {
  let at = start;
  // Each piece that is still to come takes a byte at least.
  for (let open = 1; open > 0; ) {
    if (at + open > bytes.length) return at + open;
    const size = SIZES.get(bytes[at]!);
    if (size === undefined) return -1;
    at++;
    open--;
    if (typeof size === 'number') {
      at += size;
      continue;
    }
    if (size === 'compact') {
      at = endOfDescription(bytes, at);
      if (at < 0) return -1;
    }
    const content = behindLength(bytes, at);
    if (content < 0 || content > bytes.length) return content < 0 ? -1 : content + open;
    const length = lengthAt(bytes, at);
    at = content;
    if (size === 'items') open += length;
    else at += size === 'bits' ? Math.ceil(length / 8) : length;
  }
  return at;
}

/** Where the type description of a compact array ends: a tag, and the members of a structure, or what an array is of. */
function endOfDescription(bytes: Buffer, start: number): number {
  let at = start;
  for (let open = 1; open > 0; ) {
    if (at + open > bytes.length) return at + open;
    const tag = bytes[at]!;
    if (!SIZES.has(tag) || tag === AXDR.compactArray) return -1;
    at++;
    open--;
    if (tag === AXDR.array) {
      at += 2;
      open++;
    } else if (tag === AXDR.structure) {
      const members = behindLength(bytes, at);
      if (members < 0 || members > bytes.length) return members < 0 ? -1 : members + open;
      open += lengthAt(bytes, at);
      at = members;
    }
  }
  return at;
}

/** Behind the length, or the count, at `at`. */
export function behindLength(bytes: Buffer, at: number): number {
  if (at >= bytes.length) return at + 1;
  const size = lengthSize(bytes[at]!);
  return size === 0 ? -1 : at + size;
}

/** Behind the length at `at` and the bytes that it counts. */
export function behindCounted(bytes: Buffer, at: number): number {
  const content = behindLength(bytes, at);
  return content < 0 || content > bytes.length ? content : content + lengthAt(bytes, at);
}
