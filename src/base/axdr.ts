import type { Cursor } from './cursor';
import { MeterError } from './errors';

/** Tags of A-XDR data (IEC 62056-6-2, clause 4.1.5; DLMS UA Blue Book, table 2). */
export const AXDR = {
  nullData: 0x00,
  array: 0x01,
  structure: 0x02,
  boolean: 0x03,
  bitString: 0x04,
  doubleLong: 0x05,
  doubleLongUnsigned: 0x06,
  octetString: 0x09,
  visibleString: 0x0a,
  utf8String: 0x0c,
  bcd: 0x0d,
  integer: 0x0f,
  long: 0x10,
  unsigned: 0x11,
  longUnsigned: 0x12,
  compactArray: 0x13,
  long64: 0x14,
  long64Unsigned: 0x15,
  enum: 0x16,
  float32: 0x17,
  float64: 0x18,
  dateTime: 0x19,
  date: 0x1a,
  time: 0x1b,
  dontCare: 0xff,
} as const;

/**
 * A piece of A-XDR data with its tag. Arrays, structures and compact arrays have `items`; strings, bit strings, dates and
 * times have `bytes`; all else has a number, a `bigint` where 64 bits were sent, a boolean, or null.
 */
export interface Data {
  readonly tag: number;
  /** `[start, end)` in the message, the tag included where one was sent. */
  readonly start: number;
  readonly end: number;
  readonly value: number | bigint | boolean | null;
  readonly bytes?: Buffer;
  readonly items?: readonly Data[];
}

/** Push lists nest four deep; what is deeper is made to fill the stack. */
const MAX_DEPTH = 12;
/** The longest list known has 250 pieces; the bound keeps a few bytes of null-data from becoming millions of objects. */
const MAX_PIECES = 4096;

/**
 * The data at the cursor. Throws `truncated` where it ends before its announced end, `malformed` for a tag that no
 * standard knows, `too-long` for more nesting or more pieces than any meter sends.
 */
export function readData(cursor: Cursor): Data {
  return new Reader(cursor).data(0);
}

class Reader {
  readonly #cursor: Cursor;
  #pieces = 0;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  data(depth: number): Data {
    const start = this.#cursor.at;
    return this.#body(this.#cursor.u8(), start, depth);
  }

  #body(tag: number, start: number, depth: number): Data {
    const cursor = this.#cursor;
    this.#count(start, depth);
    switch (tag) {
      case AXDR.nullData:
      case AXDR.dontCare:
        return this.#plain(tag, start, null);
      case AXDR.array:
      case AXDR.structure:
        return this.#items(tag, start, depth);
      case AXDR.compactArray:
        return this.#compactArray(start, depth);
      case AXDR.boolean:
        return this.#plain(tag, start, cursor.u8() !== 0);
      case AXDR.doubleLong:
        return this.#plain(tag, start, cursor.i32());
      case AXDR.doubleLongUnsigned:
        return this.#plain(tag, start, cursor.u32());
      case AXDR.bcd:
      case AXDR.unsigned:
      case AXDR.enum:
        return this.#plain(tag, start, cursor.u8());
      case AXDR.integer:
        return this.#plain(tag, start, cursor.i8());
      case AXDR.long:
        return this.#plain(tag, start, cursor.i16());
      case AXDR.longUnsigned:
        return this.#plain(tag, start, cursor.u16());
      case AXDR.long64:
        return this.#plain(tag, start, cursor.i64());
      case AXDR.long64Unsigned:
        return this.#plain(tag, start, cursor.u64());
      case AXDR.float32:
        return this.#plain(tag, start, cursor.f32());
      case AXDR.float64:
        return this.#plain(tag, start, cursor.f64());
      case AXDR.bitString:
        return this.#string(tag, start, Math.ceil(cursor.length() / 8));
      case AXDR.octetString:
      case AXDR.visibleString:
      case AXDR.utf8String:
        return this.#string(tag, start, cursor.length());
      case AXDR.dateTime:
        return this.#string(tag, start, 12);
      case AXDR.date:
        return this.#string(tag, start, 5);
      case AXDR.time:
        return this.#string(tag, start, 4);
      default:
        throw unknownTag(tag, start);
    }
  }

  #plain(tag: number, start: number, value: Data['value']): Data {
    return { tag, start, end: this.#cursor.at, value };
  }

  #string(tag: number, start: number, length: number): Data {
    const bytes = this.#cursor.take(length);
    return { tag, start, end: this.#cursor.at, value: null, bytes };
  }

  #items(tag: number, start: number, depth: number): Data {
    const count = this.#boundedCount(start);
    const items: Data[] = [];
    for (let i = 0; i < count; i++) items.push(this.data(depth + 1));
    return { tag, start, end: this.#cursor.at, value: null, items };
  }

  /** Each piece takes a byte at least, so a count above the bytes left is a lie. */
  #boundedCount(start: number): number {
    const count = this.#cursor.length();
    if (count > this.#cursor.left) {
      throw new MeterError('truncated', `${count} pieces are announced, ${this.#cursor.left} bytes are left`, {
        offset: start,
      });
    }
    return count;
  }

  /** Type description, length in bytes, then rows of values without tags (IEC 62056-6-2, clause 4.1.5). */
  #compactArray(start: number, depth: number): Data {
    const cursor = this.#cursor;
    const type = this.#description(depth + 1);
    const length = cursor.length();
    if (length > cursor.left) {
      throw new MeterError('truncated', `${length} bytes are announced, ${cursor.left} are left`, { offset: start });
    }
    const stop = cursor.at + length;
    const items: Data[] = [];
    while (cursor.at < stop) {
      const from = cursor.at;
      items.push(this.#described(type, depth + 1));
      if (cursor.at === from) throw new MeterError('malformed', 'a row of no bytes', { offset: from });
    }
    if (cursor.at > stop) throw new MeterError('malformed', 'a row goes beyond the array', { offset: start });
    return { tag: AXDR.compactArray, start, end: cursor.at, value: null, items };
  }

  #description(depth: number): Description {
    const start = this.#cursor.at;
    this.#count(start, depth);
    const tag = this.#cursor.u8();
    if (tag === AXDR.structure) {
      const count = this.#boundedCount(start);
      return { tag, members: Array.from({ length: count }, () => this.#description(depth + 1)) };
    }
    if (tag === AXDR.array) {
      const count = this.#cursor.u16();
      const member = this.#description(depth + 1);
      return { tag, members: [member], count };
    }
    if (tag === AXDR.compactArray) throw unknownTag(tag, start);
    return { tag, members: [] };
  }

  #described({ tag, members, count = 1 }: Description, depth: number): Data {
    const start = this.#cursor.at;
    if (tag !== AXDR.structure && tag !== AXDR.array) return this.#body(tag, start, depth);
    this.#count(start, depth);
    const items: Data[] = [];
    for (let i = 0; i < count; i++) for (const member of members) items.push(this.#described(member, depth + 1));
    return { tag, start, end: this.#cursor.at, value: null, items };
  }

  #count(offset: number, depth: number): void {
    if (depth > MAX_DEPTH) throw new MeterError('too-long', 'the data nest deeper than any meter sends', { offset });
    if (++this.#pieces > MAX_PIECES) throw new MeterError('too-long', 'more pieces than any meter sends', { offset });
  }
}

interface Description {
  readonly tag: number;
  readonly members: readonly Description[];
  /** Of an array. */
  readonly count?: number;
}

function unknownTag(tag: number, offset: number): MeterError {
  return new MeterError('malformed', `no data begin with ${tag.toString(16).padStart(2, '0').toUpperCase()}`, {
    offset,
  });
}
