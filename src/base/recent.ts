/** A map of so many entries at most: the one that was used longest ago gives way. */
export class Recent<V> {
  readonly #most: number;
  readonly #entries = new Map<string, V>();
  #latest: string | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined && key !== this.#latest) this.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    // What is last already stays in its place.
    if (key !== this.#latest) this.#entries.delete(key);
    this.#latest = key;
    this.#entries.set(key, value);
    if (this.#entries.size > this.#most) this.#entries.delete(this.#entries.keys().next().value!);
  }

  /** From the one used longest ago to the latest. */
  entries(): IterableIterator<[string, V]> {
    return this.#entries.entries();
  }
}
