/**
 * What has been made of something, so that it need not be made again: so many at most. When it is full it begins anew,
 * which costs less than to know what was used last.
 */
export class Known<K, V> {
  readonly #most: number;
  readonly #made = new Map<K, V>();

  constructor(most: number) {
    this.#most = most;
  }

  get(key: K): V | undefined {
    return this.#made.get(key);
  }

  set(key: K, value: V): void {
    if (this.#made.size >= this.#most) this.#made.clear();
    this.#made.set(key, value);
  }
}
