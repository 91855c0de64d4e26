import type { MeterError } from '../base/errors';
import type { Frame } from '../base/frame';
import type { MeterKeys, Security } from '../base/keys';
import { addressFrom } from '../base/mbus-address';
import { addressNames } from './oms/address-names';
import { meterName } from './titles';

/*
 * The air is full of meters, and most of them are somebody else's: their telegrams are no errors.
 */

/** Whose telegrams count: those of the meters with these numbers or addresses; `keyed`: those that a key is for. */
export type WantedMeters = readonly string[] | 'keyed';

export interface Wishes {
  meters?: WantedMeters;
  keys?: readonly MeterKeys[];
}

/** Whether a frame is of a meter that was not asked for. */
export function isNeighbour(frame: Frame, { meters }: Wishes): boolean {
  return isList(meters) && frame.link === 'wmbus' && !isOneOf(frame, meters);
}

/** Whether a frame that is clear now was opened by no key, while only the meters with keys count. */
export function isUnopened(frame: Frame, security: Security | undefined, { meters, keys }: Wishes): boolean {
  if (meters !== 'keyed' || frame.link !== 'wmbus') return false;
  const opened = security !== undefined && 'ciphers' in security && security.ciphers.length > 0;
  return !opened && security?.authenticated !== true && !isOneOf(frame, named(keys));
}

/** Whether a frame that no key opens is of a meter that no key names, while only the meters with keys count. */
export function isOthers(error: MeterError, frame: Frame, { meters, keys }: Wishes): boolean {
  return meters === 'keyed' && frame.link === 'wmbus' && KEYS.has(error.code) && !isOneOf(frame, named(keys));
}

/** Whether what was damaged came from a meter that was not asked for, as far as one can tell. */
export function isOthersDamage({ details }: MeterError, { meters, keys }: Wishes): boolean {
  const address = details?.address;
  if (meters === undefined || typeof address !== 'string') return false;
  return !isOneOf({ address }, meters === 'keyed' ? named(keys) : meters);
}

const KEYS: ReadonlySet<string> = new Set(['no-key', 'wrong-key', 'unsupported']);

function isList(meters: WantedMeters | undefined): meters is readonly string[] {
  return meters !== undefined && meters !== 'keyed';
}

function named(keys: readonly MeterKeys[] = []): readonly string[] {
  return keys.flatMap(({ meter }) => meter || []);
}

function isOneOf({ address, meter }: Pick<Frame, 'address' | 'meter'>, names: readonly string[]): boolean {
  const wanted = new Set(names.map(meterName));
  return [address, meter].some((one) => one !== undefined && addressNames(addressFrom(one)).some((n) => wanted.has(n)));
}
