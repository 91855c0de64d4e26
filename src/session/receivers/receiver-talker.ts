import type { Dialect, RadioMode } from '../../base/receivers';
import { Listener } from '../listen';
import { SilenceLimit } from '../silence-limit';
import type { LineState, Step, Talker } from '../talker';
import { Dialogue } from './dialogue';
import { SET_UPS } from './set-up';

export interface ReceiverTalkerOptions {
  /** `auto`: one that is to be found out; it is told nothing. */
  receiver: Dialect | 'auto';
  /** What to listen to; T1 by default. A receiver that has no such mode listens to the nearest. */
  mode?: RadioMode | undefined;
}

/** A receiver that has not answered is set up anew so long after. */
const AGAIN_AFTER = 30_000;
/** A receiver that has heard nothing for so long may have lost its power, and so its mode, unless meters send seldom. */
const DEAF_AFTER = 300_000;

/**
 * Tells a receiver what to listen to, and listens, also while it is being told. One that has gone deaf is told again, and
 * so is one that has not answered. Times are epoch ms.
 */
export class ReceiverTalker implements Talker {
  readonly #listener: Listener;
  /** Undefined where there is nothing to tell. */
  readonly #dialogue: Dialogue | undefined;
  readonly #silence = new SilenceLimit();
  /** The latest dialogue that ended has failed. */
  #failed = false;
  #lastByteAt = 0;
  #lastFrameAt = 0;

  constructor({ receiver, mode = 'T1' }: ReceiverTalkerOptions) {
    this.#listener = new Listener({ receiver });
    const setUp = receiver === 'auto' ? undefined : SET_UPS.get(receiver);
    this.#dialogue = setUp && new Dialogue(setUp, mode);
  }

  start(now: number): Step {
    this.#lastByteAt = now;
    return this.#step(this.#listener.start(now), this.#dialogue?.begin(now), now);
  }

  push(chunk: Uint8Array, now: number): Step {
    if (chunk.length > 0) this.#lastByteAt = now;
    return this.#step(this.#listener.push(chunk, now), this.#dialogue?.push(chunk, now), now);
  }

  wake(now: number): Step {
    const beginAt = this.#beginAt();
    const isDue = beginAt !== undefined && now >= beginAt;
    const write = isDue ? this.#dialogue?.begin(now) : this.#dialogue?.wake(now);
    return this.#step(this.#listener.wake(now), write, now);
  }

  #step({ found, state: heard, wakeAt }: Step, write: Uint8Array | undefined, now: number): Step {
    if (found.some((item) => item.kind === 'frame')) {
      this.#silence.telegram(now);
      this.#lastFrameAt = now;
    }
    const outcome = this.#dialogue?.outcome ?? 'done';
    if (outcome !== 'going') this.#failed = outcome === 'failed';
    // What is due already, as bytes have come before the wake, is due at once.
    const sayAt = this.#dialogue?.wakeAt ?? this.#beginAt();
    const times = [wakeAt, sayAt && Math.max(sayAt, now + 1), this.#lastByteAt + this.#deafAfter];
    const coming = times.flatMap((time) => (time !== undefined && time > now ? [time] : []));
    const step: Step = { found, state: this.#state(heard, now), wakeAt: Math.min(...coming) };
    return write === undefined ? step : { ...step, write };
  }

  get #deafAfter(): number {
    return Math.max(DEAF_AFTER, this.#silence.limit);
  }

  /** When to begin to tell it all anew; undefined where nothing is to be told, or is being told. */
  #beginAt(): number | undefined {
    const { outcome = 'going', endedAt = 0 } = this.#dialogue ?? {};
    if (outcome === 'going') return undefined;
    return outcome === 'failed' ? endedAt + AGAIN_AFTER : Math.max(endedAt, this.#lastFrameAt) + this.#deafAfter;
  }

  #state(heard: LineState, now: number): LineState {
    if (this.#failed) return heard === 'receiving' ? heard : 'no-answer';
    if (this.#dialogue?.outcome === 'going') return 'setting-up';
    // There is no telegram in what a receiver answers, and meters out there may send every few minutes.
    if (heard === 'no-telegram' && this.#lastByteAt <= (this.#dialogue?.endedAt ?? 0)) return 'waiting';
    return heard === 'silent' && now - this.#lastByteAt < this.#deafAfter ? 'waiting' : heard;
  }
}
