import type { MeterKeys } from '../../src/base/keys';
import type { WantedMeters } from '../../src/security/neighbours';

/** Every meter that radio brings, as a user types it. */
const EVERY = '*';

/**
 * Which meters count of all that radio brings, as a user typed it: numbers or addresses; nothing for those that a key is
 * for, or for those that need none where there is no key.
 */
export function wantedMeters(typed: string | undefined, keys: readonly MeterKeys[]): { meters?: WantedMeters } {
  const names = (typed ?? '').split(/[\s,;]+/).filter((name) => name !== '');
  if (names.includes(EVERY)) return {};
  if (names.length > 0) return { meters: names };
  return { meters: keys.length > 0 ? 'keyed' : 'clear' };
}
