/**
 * The bytes that wait for the rest of their frame: one linear buffer that grows to what the longest frame needs, so
 * that a chunk costs one copy and nothing is joined.
 */
export class ByteQueue {
  #buffer = Buffer.allocUnsafe(2048);
  #head = 0;
  #tail = 0;

  get length(): number {
    return this.#tail - this.#head;
  }

  /** The waiting bytes. The view is good until the next call of {@link append}. */
  get bytes(): Buffer {
    return this.#buffer.subarray(this.#head, this.#tail);
  }

  append(chunk: Uint8Array): void {
    if (this.#tail + chunk.length > this.#buffer.length) this.#makeRoom(chunk.length);
    this.#buffer.set(chunk, this.#tail);
    this.#tail += chunk.length;
  }

  /** Forgets the first `count` bytes. */
  skip(count: number): void {
    this.#head += count;
    if (this.#head === this.#tail) this.#head = this.#tail = 0;
  }

  #makeRoom(more: number): void {
    const length = this.length;
    const target = length + more > this.#buffer.length ? Buffer.allocUnsafe(2 * (length + more)) : this.#buffer;
    this.#buffer.copy(target, 0, this.#head, this.#tail);
    this.#buffer = target;
    this.#head = 0;
    this.#tail = length;
  }
}
