import { CR, LF } from '../base/ascii';
import { MeterError } from '../base/errors';
import type { Discarded, Framed } from '../base/frame';
import { Arrivals } from './arrivals';
import { ByteQueue } from './byte-queue';
import { P1Framing } from './p1';
import type { Ending } from './span';

/** A chunk is worked off in pieces of this size, so that the queue stays small whatever is pushed. */
const PIECE = 32_768;

/**
 * Cuts a stream into frames. Chunks may be cut and joined anywhere. Bytes that belong to no frame come out as
 * `discarded`; only the line ends between telegrams go without saying.
 */
export class Splitter {
  readonly #queue = new ByteQueue();
  readonly #arrivals = new Arrivals();
  readonly #p1 = new P1Framing();
  /** Of the first byte that waits, counted from the start of the stream. */
  #offset = 0;
  /** Nothing but line ends has come since the last frame. */
  #between = true;
  #found: Framed[] = [];

  /** `receivedAt`: when the chunk arrived. */
  push(chunk: Uint8Array, receivedAt?: Date): readonly Framed[] {
    if (chunk.length <= PIECE) {
      this.#take(chunk, receivedAt);
    } else {
      for (let from = 0; from < chunk.length; from += PIECE) this.#take(chunk.subarray(from, from + PIECE), receivedAt);
    }
    return this.#report();
  }

  /** The line has been silent: what has begun will not go on. */
  flush(): readonly Framed[] {
    return this.#finish('paused');
  }

  /** The recording ends. */
  end(): readonly Framed[] {
    return this.#finish('ended');
  }

  /** Whether the beginning of a frame waits for its end. */
  get waiting(): boolean {
    return this.#queue.length > 0;
  }

  #finish(ending: Ending): readonly Framed[] {
    this.#queue.skip(this.#split(this.#queue.bytes, ending));
    return this.#report();
  }

  #take(piece: Uint8Array, receivedAt: Date | undefined): void {
    this.#arrivals.add(this.#offset + this.#queue.length, receivedAt);
    if (this.#queue.length === 0) {
      const whole = Buffer.isBuffer(piece) ? piece : Buffer.from(piece.buffer, piece.byteOffset, piece.length);
      const used = this.#split(whole, 'open');
      if (used < whole.length) this.#queue.append(whole.subarray(used));
    } else if (!this.#p1.mayEndIn(piece, this.#queue.length)) {
      this.#queue.append(piece);
    } else {
      this.#queue.append(piece);
      this.#queue.skip(this.#split(this.#queue.bytes, 'open'));
    }
  }

  /** Reports what `bytes` hold and says how many of them are done with. */
  #split(bytes: Buffer, ending: Ending): number {
    let at = 0;
    while (at < bytes.length) {
      const start = this.#p1.findStart(bytes, at, bytes.length);
      if (start < 0) {
        this.#discard(bytes, at, bytes.length);
        at = bytes.length;
        break;
      }
      this.#discard(bytes, at, start);
      at = start;
      const span = this.#p1.measure(bytes, start, ending);
      if (span.kind === 'more') break;
      if (span.kind === 'frame') {
        const receivedAt = this.#arrivals.of(this.#offset + start);
        const frame = receivedAt === undefined ? span.frame : { ...span.frame, receivedAt };
        this.#found.push({ kind: 'frame', frame });
        this.#between = true;
      } else if (span.kind === 'error') {
        const error = new MeterError(span.code, span.message, { offset: this.#offset + start });
        this.#found.push({ kind: 'error', error });
        this.#between = true;
      } else {
        this.#discard(bytes, start, span.end);
      }
      at = span.end;
    }
    this.#offset += at;
    return at;
  }

  #discard(bytes: Buffer, start: number, end: number): void {
    let from = start;
    if (this.#between) while (from < end && isLineEnd(bytes[from]!)) from++;
    if (from === end) return;
    this.#between = false;
    const offset = this.#offset + from;
    const last = this.#found.at(-1);
    if (last?.kind === 'discarded') last.count += end - from;
    else this.#found.push({ kind: 'discarded', count: end - from, reason: 'noise', offset } satisfies Discarded);
  }

  #report(): readonly Framed[] {
    if (this.#found.length === 0) return NOTHING;
    const found = this.#found;
    this.#found = [];
    this.#arrivals.forget(this.#offset);
    return found;
  }
}

/** Most chunks end no frame. */
const NOTHING: readonly Framed[] = [];

function isLineEnd(char: number): boolean {
  return char === CR || char === LF;
}
