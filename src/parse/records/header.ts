import type { Cursor } from '../../base/cursor';
import { upperHex } from '../../base/hex';
import { Known } from '../../base/known';
import { type Dib, EXTENSION, readDib } from './dib';
import { type Meaning, meaningOf } from './meaning';
import { readVib } from './vib';

/** What stands in front of the data of a record, understood. */
export interface RecordHeader {
  readonly dib: Dib;
  readonly meaning: Meaning;
  /** What is measured, without what modifiers make of it. */
  readonly quantity: string;
  /** DIF, DIFEs, VIF and VIFEs in hexadecimal. */
  readonly code: string;
}

/** Meters send the same headers again and again: by their bytes. */
const KNOWN = new Known<number, RecordHeader>(1024);

/** The header at the cursor. Throws what `readDib` and `readVib` throw. */
export function readHeader(cursor: Cursor): RecordHeader {
  const start = cursor.at;
  const key = keyAt(cursor.bytes, start, cursor.end);
  const known = key === UNKEYED ? undefined : KNOWN.get(key);
  if (known !== undefined) {
    cursor.skip(known.code.length / 2);
    return known;
  }
  const dib = readDib(cursor);
  const vib = readVib(cursor);
  const code = upperHex(cursor.bytes, start, cursor.at);
  const header = { dib, meaning: meaningOf(vib), quantity: vib.quantity.name, code };
  if (key !== UNKEYED) KNOWN.set(key, header);
  return header;
}

const UNKEYED = -1;
/** So many bytes and their number fit into a number. */
const MAX_KEY_LENGTH = 6;
const PLAIN_TEXT = 0x7c;

/** The bytes of a header and their number, in one number; {@link UNKEYED} where it is long, holds a text, or is cut. */
function keyAt(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at]! & EXTENSION) at++;
  at++;
  if (at >= end || (bytes[at]! & ~EXTENSION) === PLAIN_TEXT) return UNKEYED;
  while (at < end && bytes[at]! & EXTENSION) at++;
  at++;
  const length = at - start;
  if (at > end || length > MAX_KEY_LENGTH) return UNKEYED;
  return length * 2 ** (8 * MAX_KEY_LENGTH) + bytes.readUIntLE(start, length);
}
