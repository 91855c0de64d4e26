import { MeterError } from '../base/errors';
import type { Framed } from '../base/frame';
import { Arrivals } from './arrivals';
import { ByteQueue } from './byte-queue';
import { isLineEnd, Ledger } from './ledger';
import { framingsOf, type Way } from './links';
import { Messages } from './messages';
import { Repeats } from './receivers/repeats';
import { type Found, Search } from './search';
import type { Ending, ErrorSpan } from './span';
import { NOWHERE, type Stretch } from './track';

/** A chunk is worked off in pieces of this size, so that the queue stays small whatever is pushed. */
const PIECE = 32_768;

/**
 * Cuts a stream into frames. Chunks may be cut and joined anywhere. Bytes that belong to no frame come out as
 * `discarded`; only what stands between frames by rule, line ends and the flags of HDLC, goes without saying.
 */
export class Splitter {
  readonly #queue = new ByteQueue();
  readonly #arrivals = new Arrivals();
  readonly #messages = new Messages();
  readonly #ledger = new Ledger();
  readonly #repeats = new Repeats();
  readonly #search: Search;
  /** Of the first byte that waits, counted from the start of the stream, as all places here. */
  #offset = 0;
  /** Where a frame must begin if there is one: at the start, after a pause, behind a frame; else {@link NOWHERE}. */
  #clean = 0;

  constructor(way: Way = {}) {
    this.#search = new Search(framingsOf(way));
  }

  /** `receivedAt`: when the chunk arrived. */
  push(chunk: Uint8Array, receivedAt?: Date): readonly Framed[] {
    if (chunk.length <= PIECE) {
      this.#receive(chunk, receivedAt);
    } else {
      for (let from = 0; from < chunk.length; from += PIECE)
        this.#receive(chunk.subarray(from, from + PIECE), receivedAt);
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

  /** Whether it makes a difference that the line falls silent: {@link flush} is to be called then. */
  get waiting(): boolean {
    return this.#queue.length > 0 || this.#messages.waiting || this.#clean === NOWHERE;
  }

  #finish(ending: Ending): readonly Framed[] {
    this.#queue.skip(this.#work(this.#queue.bytes, ending));
    this.#messages.flush(this.#ledger.found);
    this.#clean = this.#offset;
    return this.#report();
  }

  #receive(piece: Uint8Array, receivedAt: Date | undefined): void {
    if (receivedAt !== undefined) this.#arrivals.add(this.#offset + this.#queue.length, receivedAt);
    if (this.#queue.length === 0) {
      const whole = Buffer.isBuffer(piece) ? piece : Buffer.from(piece.buffer, piece.byteOffset, piece.length);
      const used = this.#work(whole, 'open');
      if (used < whole.length) this.#queue.append(used > 0 ? whole.subarray(used) : whole);
    } else {
      this.#queue.append(piece);
      if (!this.#mayWait(piece)) this.#queue.skip(this.#work(this.#queue.bytes, 'open'));
    }
  }

  /** Whether what waits waits for more than `piece`, which has been appended. */
  #mayWait(piece: Uint8Array): boolean {
    const wait = this.#search.wait;
    if (wait === undefined || this.#offset + this.#queue.length >= wait.until) return false;
    const { awaits } = wait;
    return awaits === undefined || (piece[0] !== awaits.first && !piece.includes(awaits.byte));
  }

  /** Reports what `bytes` hold and says how many of them are done with. */
  #work(bytes: Buffer, ending: Ending): number {
    const offset = this.#offset;
    const end = offset + bytes.length;
    this.#split({ bytes, offset }, end, ending);
    this.#offset = Math.min(this.#search.at, end);
    this.#discard(bytes, offset, this.#offset);
    return this.#offset - offset;
  }

  /** Reports what the stretch holds before `to`. */
  #split(stretch: Stretch, to: number, ending: Ending): void {
    while (ending !== 'open' || Math.min(this.#search.at, this.#clean) < to) {
      this.#passLineEnds(stretch, to);
      const found = this.#search.next(stretch, to, this.#clean, ending);
      if (found === undefined) return;
      this.#take(found, stretch);
    }
  }

  /** Where a frame must begin if there is one: that may be behind line ends as well. */
  #passLineEnds({ bytes, offset }: Stretch, to: number): void {
    if (this.#clean === NOWHERE) return;
    while (this.#clean < to && isLineEnd(bytes[this.#clean - offset]!)) this.#clean++;
  }

  #take(found: Found, stretch: Stretch): void {
    const { track, start, span } = found;
    const failed = span.kind === 'error' && span.intact !== true;
    if (!failed || !this.#isNoNews(start, span.proven)) {
      this.#overtake(stretch, start);
      track.framing.taken?.(span);
      this.#add(found);
      this.#ledger.settle(start + span.end, failed, track.framing.fill);
    }
    this.#moveOn(found);
  }

  /** What fails within something damaged; or within a frame, where nothing proves that there is another. */
  #isNoNews(start: number, proven: number | undefined): boolean {
    return this.#ledger.isDamaged(start) || (proven === undefined && start < this.#ledger.settled);
  }

  /** What waits before `start` will not go on, as something else has begun there. */
  #overtake({ bytes, offset }: Stretch, start: number): void {
    if (start <= this.#ledger.settled) return;
    const before = bytes.subarray(0, start - offset);
    this.#split({ bytes: before, offset }, start, 'overtaken');
    this.#discard(before, offset, start);
  }

  #add({ start, span }: Found): void {
    const { found } = this.#ledger;
    switch (span.kind) {
      case 'error':
        found.push({ kind: 'error', error: errorOf(span, start) });
        break;
      case 'idle':
        this.#ledger.discardIdle(start, start + span.end);
        break;
      case 'piece':
        this.#messages.add(span.piece, start, this.#arrivals.of(start), found);
        break;
      case 'frame': {
        const receivedAt = this.#arrivals.of(start);
        if (span.frame.link === 'wmbus' && this.#repeats.isRepeat(span.frame, receivedAt)) {
          found.push({ kind: 'discarded', count: span.end, reason: 'repeat', offset: start });
        } else {
          found.push({ kind: 'frame', frame: receivedAt === undefined ? span.frame : { ...span.frame, receivedAt } });
        }
      }
    }
  }

  #moveOn({ track, start, span }: Found): void {
    const end = start + span.end;
    if (span.kind === 'error' && span.intact !== true) {
      track.pass(start + span.next);
      this.#clean = NOWHERE;
      this.#messages.interrupt();
      return;
    }
    // What is not proven does not rule out that another frame begins within.
    if (span.proven === undefined) track.pass(end);
    else this.#search.pass(end);
    this.#clean = end;
  }

  #discard(bytes: Buffer, offset: number, to: number): void {
    if (this.#ledger.settled < to && this.#clean < to) this.#clean = NOWHERE;
    if (this.#ledger.discard(bytes, offset, to) > 0) this.#messages.interrupt();
  }

  #report(): readonly Framed[] {
    if (this.#ledger.found.length === 0) return NOTHING;
    this.#arrivals.forget(this.#offset);
    return this.#ledger.take();
  }
}

function errorOf({ code, message, details }: ErrorSpan, offset: number): MeterError {
  return new MeterError(code, message, { offset, ...(details && { details }) });
}

/** Most chunks end no frame. */
const NOTHING: readonly Framed[] = [];
