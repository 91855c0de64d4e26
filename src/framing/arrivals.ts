/** When which byte of a stream arrived. */
export class Arrivals {
  #marks: { offset: number; at: Date }[] = [];

  /** The byte at `offset`, and those behind it, arrived at `at`. */
  add(offset: number, at: Date): void {
    if (this.#marks.at(-1)?.at.getTime() === at.getTime()) return;
    this.#marks.push({ offset, at });
  }

  /** ISO 8601 in UTC; undefined where nobody told. */
  of(offset: number): string | undefined {
    return this.#marks.findLast((mark) => mark.offset <= offset)?.at.toISOString();
  }

  /** Bytes before `offset` are done with. */
  forget(offset: number): void {
    const current = this.#marks.findLastIndex((mark) => mark.offset <= offset);
    if (current > 0) this.#marks.splice(0, current);
  }
}
