import { setTimeout as wait } from 'node:timers/promises';

const DEADLINE = 8_000;
const PAUSE = 10;

/** Waits until `condition` holds; fails where it does not within a few seconds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const end = Date.now() + DEADLINE;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await wait(PAUSE);
  }
}

/** Does something again and again until `condition` holds. */
export async function untilDoing(
  action: () => void | Promise<void>,
  condition: () => boolean,
  what: string,
): Promise<void> {
  const end = Date.now() + DEADLINE;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await action();
    await wait(5 * PAUSE);
  }
}
