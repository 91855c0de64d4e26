import type { ErrorCode } from '../../src/base/errors';

/** What to do with a problem now. */
export type Verdict =
  /** Tell it. */
  { tell: true /** So many of the same kind went untold before. */; untold: number } | { tell: false };

/** One summary of a lasting problem in ten minutes: a wrong key at one telegram a second must not fill the log. */
const SUMMARY_EVERY = 600_000;

/**
 * Decides which problems are told: the first of a kind at once, then one in ten minutes with the count of those between.
 * When all is well again for as long, the next one is a first one. Times are epoch ms.
 */
export class ProblemLog {
  readonly #kinds = new Map<ErrorCode, { toldAt: number; untold: number }>();

  add(code: ErrorCode, now: number): Verdict {
    const kind = this.#kinds.get(code);
    if (kind !== undefined && now >= kind.toldAt && now - kind.toldAt < SUMMARY_EVERY) {
      kind.untold++;
      return { tell: false };
    }
    this.#kinds.set(code, { toldAt: now, untold: 0 });
    return { tell: true, untold: kind?.untold ?? 0 };
  }
}
