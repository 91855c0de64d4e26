import { Recent } from '../base/recent';

/** The frame with the highest invocation counter so far, or the first since the counter fell. */
export interface LastFrame {
  readonly counter: number;
  /** Of its bytes. */
  readonly digest: number;
}

/** An entry as it is kept in JSON. */
type Kept = readonly [sender: string, counter: number, digest: number];

const SENDER = /^[0-9A-F]{16}\/[0-9a-f]{6}$/;

/** The invocation counters of senders: system title and fingerprint of the key, as each key has its own counter. */
export class Counters {
  readonly #last: Recent<LastFrame>;

  constructor(maxMeters: number) {
    this.#last = new Recent(maxMeters);
  }

  last(sender: string): LastFrame | undefined {
    return this.#last.get(sender);
  }

  keep(sender: string, frame: LastFrame): void {
    this.#last.set(sender, frame);
  }

  toJSON(): Kept[] {
    return [...this.#last.entries()].map(([sender, { counter, digest }]) => [sender, counter, digest]);
  }

  /** Takes what `toJSON` gave; what has another shape is left out. */
  restore(json: unknown): void {
    if (!Array.isArray(json)) return;
    for (const kept of json) {
      if (isKept(kept)) this.keep(kept[0], { counter: kept[1], digest: kept[2] });
    }
  }
}

function isKept(kept: unknown): kept is Kept {
  if (!Array.isArray(kept)) return false;
  const [sender, counter, digest] = kept;
  return typeof sender === 'string' && SENDER.test(sender) && isUint32(counter) && isUint32(digest);
}

function isUint32(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 0xffffffff;
}
