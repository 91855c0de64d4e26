import { setTimeout as passed } from 'node:timers/promises';

/** Between two looks, ms. */
const PAUSE = 25;

/**
 * Asks until the answer is neither undefined, null nor false, and gives it. An error while asking counts as no answer
 * yet; after `ms` the last one is thrown.
 */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  ms: number,
  what = '',
): Promise<Exclude<NonNullable<T>, false>> {
  const deadline = Date.now() + ms;
  for (;;) {
    let failure: unknown;
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) {
        return answer as Exclude<NonNullable<T>, false>;
      }
    } catch (error) {
      failure = error;
    }
    if (Date.now() > deadline) throw failure ?? new Error(`not within ${ms} ms: ${what || String(ask)}`);
    await passed(PAUSE);
  }
}
