/** Lets one item through at most every `interval` ms: the first at once, then the newest when the time has come. */
export class Pace<T> {
  readonly #interval: number;
  readonly #pass: (item: T) => void;
  #newest: { item: T } | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** `interval` 0: everything passes at once. */
  constructor(interval: number, pass: (item: T) => void) {
    this.#interval = interval;
    this.#pass = pass;
  }

  add(item: T): void {
    if (this.#interval === 0) {
      this.#pass(item);
    } else {
      this.#newest = { item };
      if (this.#timer === undefined) this.#next();
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#newest = undefined;
  }

  #next(): void {
    this.#timer = undefined;
    const newest = this.#newest;
    this.#newest = undefined;
    if (newest === undefined) return;
    this.#timer = setTimeout(() => this.#next(), this.#interval);
    this.#pass(newest.item);
  }
}
