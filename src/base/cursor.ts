import { MeterError } from './errors';

/**
 * Reads bytes from the front to the back and never beyond their end: what a message announces and does not hold is a
 * `MeterError` `truncated` with the offset where it should be. Numbers are big-endian.
 */
export class Cursor {
  readonly bytes: Buffer;
  /** Where reading stops. */
  readonly end: number;
  #at: number;

  constructor(bytes: Buffer, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.#at = start;
    this.end = end;
  }

  get at(): number {
    return this.#at;
  }

  get left(): number {
    return this.end - this.#at;
  }

  /** The next byte, without moving on; undefined at the end. */
  get next(): number | undefined {
    return this.#at < this.end ? this.bytes[this.#at] : undefined;
  }

  u8(): number {
    return this.bytes[this.#advance(1)]!;
  }

  i8(): number {
    return this.bytes.readInt8(this.#advance(1));
  }

  u16(): number {
    return this.bytes.readUInt16BE(this.#advance(2));
  }

  i16(): number {
    return this.bytes.readInt16BE(this.#advance(2));
  }

  u32(): number {
    return this.bytes.readUInt32BE(this.#advance(4));
  }

  i32(): number {
    return this.bytes.readInt32BE(this.#advance(4));
  }

  u64(): bigint {
    return this.bytes.readBigUInt64BE(this.#advance(8));
  }

  i64(): bigint {
    return this.bytes.readBigInt64BE(this.#advance(8));
  }

  f32(): number {
    return this.bytes.readFloatBE(this.#advance(4));
  }

  f64(): number {
    return this.bytes.readDoubleBE(this.#advance(8));
  }

  /** A view of the next `count` bytes. */
  take(count: number): Buffer {
    const start = this.#advance(count);
    return this.bytes.subarray(start, start + count);
  }

  skip(count: number): void {
    this.#advance(count);
  }

  /**
   * A length in the short or the long form of BER (ISO/IEC 8825-1, clause 8.1.3): below 80 itself, else 8n and n bytes.
   * Meters pad the long form with zeros, so that is taken too. Throws `malformed` for n = 0 and above 4.
   */
  length(): number {
    const start = this.#at;
    const first = this.u8();
    if (first < 0x80) return first;
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw new MeterError('malformed', 'a length that nobody uses', { offset: start });
    let length = 0;
    for (let i = 0; i < count; i++) length = length * 0x100 + this.u8();
    return length;
  }

  #advance(count: number): number {
    const start = this.#at;
    if (count > this.end - start) {
      throw new MeterError('truncated', `${count} bytes are announced, ${this.end - start} are left`, {
        offset: start,
      });
    }
    this.#at = start + count;
    return start;
  }
}
