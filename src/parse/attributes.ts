import { AXDR, type Data, readData } from '../base/axdr';
import type { Cursor } from '../base/cursor';

/** An attribute of a COSEM object: class, OBIS code (6 bytes), number of the attribute, and what it holds. */
export interface Attribute {
  readonly classId: number;
  readonly obis: Buffer;
  readonly attribute: number;
  readonly value: Data;
}

/**
 * The body of Czech meters (EG.D and ČEZ descriptions of the RS-485 port): a structure of two, an identifying number and
 * an array; each row is a structure of two whose first member, class, code and attribute, stands there without any tag.
 *
 * Undefined, and the cursor where it was, where the body is something else. Throws `truncated` or `malformed` where
 * such a body is damaged.
 */
export function untaggedAttributes(cursor: Cursor): Attribute[] | undefined {
  if (!isUntagged(cursor)) return undefined;
  cursor.skip(HEAD);
  const rows = cursor.length();
  const attributes: Attribute[] = [];
  for (let i = 0; i < rows; i++) {
    cursor.skip(2);
    attributes.push({
      classId: cursor.u16(),
      obis: cursor.take(6),
      attribute: cursor.i8(),
      value: readData(cursor),
    });
  }
  return attributes;
}

/** `02 02`, `16` and a number, `01`: a structure of two, an enum, an array. */
const HEAD = 5;

/** The first row, `02 02`, goes on with the class, whose first byte is 00: null-data there would be a row of nothing. */
function isUntagged({ bytes, at, end }: Cursor): boolean {
  if (end - at < HEAD + 4 || bytes.readUInt16BE(at) !== STRUCTURE_OF_TWO) return false;
  if (bytes[at + 2] !== AXDR.enum || bytes[at + 4] !== AXDR.array) return false;
  const row = bytes[at + HEAD]! < 0x80 ? at + HEAD + 1 : at + HEAD + 2;
  return bytes.readUInt16BE(row) === STRUCTURE_OF_TWO && bytes[row + 2] === 0;
}

const STRUCTURE_OF_TWO = 0x0202;
