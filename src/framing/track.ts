import type { Framing } from './framing';
import type { Ending, More, Span } from './span';

/** Bytes of the stream; `offset` is the place of the first of them in it. */
export interface Stretch {
  readonly bytes: Buffer;
  readonly offset: number;
}

/** No place in the stream. */
export const NOWHERE = -1;

/** How far one framing has looked. Positions count from the start of the stream. */
export class Track {
  readonly framing: Framing;
  /** Where its frame may begin that has been neither found nor ruled out. */
  #start = NOWHERE;
  /** Where it looks for the next one. */
  #from = 0;
  /** The latest place where it was asked for a frame without a sign. */
  #asked = NOWHERE;
  /** What it said of the bytes at `#start`, if they are too few. */
  #pending: More | undefined;
  /** Of what begins at {@link at}: no other frame is complete before. */
  alone = NOWHERE;

  constructor(framing: Framing) {
    this.framing = framing;
  }

  /** What comes before is of no use to it any more. */
  get at(): number {
    return this.#start === NOWHERE ? this.#from : this.#start;
  }

  /** Whether a frame may begin before `to`, at {@link at}. `clean`: where one must begin if there is one at all. */
  hasStart({ bytes, offset }: Stretch, to: number, clean: number): boolean {
    if (this.#start === NOWHERE && this.#from < to) {
      const found = this.framing.findStart(bytes, this.#from - offset, to - offset);
      if (found < 0) this.#from = to;
      else this.#begin(found + offset);
    }
    if (clean > this.#asked && clean < to && (this.#start === NOWHERE || clean < this.#start)) {
      this.#asked = clean;
      if (this.framing.mayBegin?.(bytes[clean - offset]!)) this.#begin(clean);
    }
    return this.#start !== NOWHERE && this.#start < to;
  }

  #begin(start: number): void {
    this.#start = start;
    this.#pending = undefined;
    this.alone = NOWHERE;
  }

  /** What begins there, as far as can be seen before `to`. */
  measure({ bytes, offset }: Stretch, to: number, ending: Ending): Span {
    const length = to - this.#start;
    const pending = this.#pending;
    const isEarly = pending !== undefined && pending.awaits === undefined && length < pending.until;
    if (isEarly && ending === 'open') return pending;
    const at = this.#start - offset;
    const seen = at === 0 && length === bytes.length ? bytes : bytes.subarray(at, at + length);
    const span = this.framing.measure(seen, ending, this.#start);
    this.#pending = span.kind === 'more' ? span : undefined;
    return span;
  }

  /** No frame of this framing begins before `position`. */
  pass(position: number): void {
    if (this.#start < position) this.#begin(NOWHERE);
    if (this.#from < position) this.#from = position;
  }
}
