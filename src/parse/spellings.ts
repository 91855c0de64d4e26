/**
 * Short ASCII texts that come again in each telegram, such as units and ids: the same string each time, without making
 * it anew.
 * Found by the packed bytes, then compared, so that two words never stand for each other.
 */
export class Spellings {
  readonly #known = new Map<number, string>();

  /** The word in `bytes[start..end)`. */
  at(bytes: Buffer, start: number, end: number): string {
    let key = 0;
    for (let i = start; i < end; i++) key = ((key << 6) ^ bytes[i]!) | 0;
    const known = this.#known.get(key);
    if (known !== undefined && isAt(bytes, start, end, known)) return known;
    const word = bytes.toString('latin1', start, end);
    if (known === undefined && this.#known.size < MAX_WORDS && word.length <= MAX_LENGTH) this.#known.set(key, word);
    return word;
  }
}

/** Noise must not fill the memory. */
const MAX_WORDS = 256;
const MAX_LENGTH = 64;

function isAt(bytes: Buffer, start: number, end: number, word: string): boolean {
  if (word.length !== end - start) return false;
  for (let i = start; i < end; i++) if (bytes[i] !== word.charCodeAt(i - start)) return false;
  return true;
}
