import type { LineState } from './talker';

/** A meter that is asked and says nothing for so long is not there, ms. */
const NOTHING_AFTER = 15_000;
/** So many cycles may go by in which the meter answers and tells nothing. */
const EMPTY_CYCLES = 3;

/** How a line does whose meter speaks when it is asked. Times are epoch ms. */
export class KmpLine {
  /** The first request of those that are unanswered. */
  #askedAt: number | undefined;
  /** Bytes have come since the latest request. */
  #bytes = false;
  /** They came instead of an answer. */
  #garbage = false;
  #telling = false;
  #emptyCycles = 0;

  asked(now: number): void {
    this.#askedAt ??= now;
    this.#bytes = false;
  }

  /** Bytes have come, be they an answer or not. */
  heard(): void {
    this.#bytes = true;
  }

  answered(now: number): void {
    if (this.isLost(now)) this.#telling = false;
    this.#askedAt = undefined;
  }

  /** The latest request has been waited for long enough. */
  unanswered(): void {
    this.#garbage = this.#bytes;
  }

  /** `told`: whether a register was among the answers. */
  cycleEnded(told: boolean): void {
    this.#telling ||= told;
    if (told) this.#emptyCycles = 0;
    else if (this.#askedAt === undefined) this.#emptyCycles++;
  }

  /** Whether the meter has not answered for long. */
  isLost(now: number): boolean {
    return this.#askedAt !== undefined && now - this.#askedAt >= NOTHING_AFTER;
  }

  state(now: number): LineState {
    if (this.isLost(now)) return this.#garbage ? 'no-telegram' : 'silent';
    if (this.#emptyCycles >= EMPTY_CYCLES) return 'no-telegram';
    return this.#telling ? 'receiving' : 'waiting';
  }

  /** When the meter will count as lost if nothing comes. */
  get lostAt(): number | undefined {
    return this.#askedAt === undefined ? undefined : this.#askedAt + NOTHING_AFTER;
  }
}
