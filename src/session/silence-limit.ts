/** So many usual intervals without a telegram are a silence. */
const INTERVALS = 5;
/** But never less than this, in ms: meters pause when they are busy. */
const SHORTEST = 60_000;
/** The usual interval is the median of so many. */
const REMEMBERED = 15;

/** Learns from the telegrams how often a meter sends, and so when it has fallen silent. Times are epoch ms. */
export class SilenceLimit {
  readonly #intervals: number[] = [];
  #last: number | undefined;

  telegram(now: number): void {
    if (this.#last !== undefined && now > this.#last) {
      this.#intervals.push(now - this.#last);
      if (this.#intervals.length > REMEMBERED) this.#intervals.shift();
    }
    this.#last = now;
  }

  /** In ms. */
  get limit(): number {
    return Math.max(SHORTEST, INTERVALS * this.#usual());
  }

  #usual(): number {
    const sorted = this.#intervals.toSorted((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? 0;
  }
}
