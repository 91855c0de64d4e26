import type { Framed } from '../base/frame';
import type { Way } from '../framing/links';
import { Splitter } from '../framing/splitter';
import { PAUSE } from './pause';
import { SilenceLimit } from './silence-limit';
import type { LineState, Step, Talker } from './talker';

/** A line without a single byte is worth a word after this long; the slowest meters send every 10 s. */
const NOTHING_AFTER = 15_000;
/** A line with bytes but no telegram is worth one after three telegrams could have come. */
const NO_TELEGRAM_AFTER = 35_000;

/** Listens to a meter that sends by itself. */
export class Listener implements Talker {
  readonly #splitter: Splitter;
  readonly #silence = new SilenceLimit();
  #startedAt = 0;
  #lastByteAt: number | undefined;
  #lastFrameAt: number | undefined;

  constructor(way: Way = {}) {
    this.#splitter = new Splitter(way);
  }

  start(now: number): Step {
    this.#startedAt = now;
    return this.#step([], now);
  }

  push(chunk: Uint8Array, now: number): Step {
    this.#lastByteAt = now;
    return this.#step(this.#splitter.push(chunk, new Date(now)), now);
  }

  wake(now: number): Step {
    const paused = this.#splitter.waiting && now - this.#lastByteAt! >= PAUSE;
    return this.#step(paused ? this.#splitter.flush() : [], now);
  }

  #step(found: readonly Framed[], now: number): Step {
    if (found.some((item) => item.kind === 'frame')) {
      this.#silence.telegram(now);
      this.#lastFrameAt = now;
    }
    const state = this.#state(now);
    return { found, state, wakeAt: this.#wakeAt(state, now) };
  }

  #state(now: number): LineState {
    if (this.#lastFrameAt !== undefined && now - this.#lastFrameAt < this.#silence.limit) return 'receiving';
    const quietSince = this.#lastByteAt ?? this.#startedAt;
    if (now - quietSince >= NOTHING_AFTER) return 'silent';
    const without = now - (this.#lastFrameAt ?? this.#startedAt);
    return this.#lastByteAt !== undefined && without >= NO_TELEGRAM_AFTER ? 'no-telegram' : 'waiting';
  }

  /** When the state may change although no byte comes. */
  #wakeAt(state: LineState, now: number): number {
    const times = [(this.#lastByteAt ?? this.#startedAt) + NOTHING_AFTER];
    if (this.#splitter.waiting) times.push(this.#lastByteAt! + PAUSE);
    if (state === 'receiving') times.push(this.#lastFrameAt! + this.#silence.limit);
    else times.push((this.#lastFrameAt ?? this.#startedAt) + NO_TELEGRAM_AFTER);
    const coming = times.filter((time) => time > now);
    return coming.length > 0 ? Math.min(...coming) : now + NOTHING_AFTER;
  }
}
