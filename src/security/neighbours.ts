import { type ErrorCode, MeterError } from '../base/errors';
import type { Frame } from '../base/frame';
import type { MeterKeys, Security } from '../base/keys';
import { addressFrom } from '../base/mbus-address';
import { addressNames } from './oms/address-names';
import { type Opened, type OpenOptions, open } from './open';
import { meterName } from './titles';

/*
 * The air is full of meters, and most of them are somebody else's: their telegrams are no errors.
 */

/**
 * Whose telegrams count: those of the meters with these numbers or addresses; `keyed`: those that a key is for; `clear`:
 * those that need no key.
 */
export type WantedMeters = readonly string[] | 'keyed' | 'clear';

export interface Wishes {
  meters?: WantedMeters;
  keys?: readonly MeterKeys[];
}

/** Whether a frame is of a meter that was not asked for. */
function isNeighbour(frame: Frame, { meters }: Wishes): boolean {
  return isList(meters) && frame.link === 'wmbus' && !isOneOf(frame, meters);
}

/** Whether a frame that is clear now was opened by no key, while only the meters with keys count. */
function isUnopened(frame: Frame, security: Security | undefined, { meters, keys }: Wishes): boolean {
  if (meters !== 'keyed' || frame.link !== 'wmbus') return false;
  const opened = security !== undefined && 'ciphers' in security && security.ciphers.length > 0;
  return !opened && security?.authenticated !== true && !isOneOf(frame, named(keys));
}

/** Whether what is wrong with a frame that does not open is a neighbour's business. */
function isOthers(error: MeterError, frame: Frame, { meters, keys }: Wishes): boolean {
  if (frame.link !== 'wmbus' || meters === undefined || isList(meters)) return false;
  if (meters === 'clear') return error.code === 'no-key';
  const opened = frame.encrypted && OPENED.has(error.code);
  return !opened && error.details?.reason !== FRAGMENT && !isOneOf(frame, named(keys));
}

/** What can only be said of an encrypted frame once a key fits; and that a key is none, which is the user's to mend. */
const OPENED: ReadonlySet<string> = new Set<ErrorCode>(['replay', 'not-authenticated', 'bad-key']);
/** Whether a key fits a fragment shows when the others are there. */
const FRAGMENT = 'fragment';

/** Whether a frame is of a meter that counts, as far as its keys tell. */
export function isWanted(frame: Frame, wishes: Wishes): boolean {
  if (wishes.meters === undefined || isList(wishes.meters)) return !isNeighbour(frame, wishes);
  try {
    return openWanted(frame, wishes).withheld !== 'neighbour';
  } catch (error) {
    if (error instanceof MeterError) return true;
    throw error;
  }
}

/** Opens a frame of a meter that counts; those of others are withheld. Throws what {@link open} throws. */
export function openWanted(frame: Frame, options: OpenOptions & Wishes): OpenedOrNot {
  if (isNeighbour(frame, options)) return { withheld: 'neighbour' };
  try {
    const opened = open(frame, options);
    return opened.withheld === undefined && isUnopened(frame, opened.security, options)
      ? { withheld: 'neighbour' }
      : opened;
  } catch (error) {
    if (error instanceof MeterError && isOthers(error, frame, options)) return { withheld: 'neighbour' };
    throw error;
  }
}

export type OpenedOrNot = Opened | { withheld: 'neighbour' };

/** Whether what was damaged came from a meter that was not asked for, as far as one can tell. */
export function isOthersDamage({ details }: MeterError, { meters, keys }: Wishes): boolean {
  const address = details?.address;
  if (meters === undefined || typeof address !== 'string') return false;
  return !isOneOf({ address }, isList(meters) ? meters : named(keys));
}

function isList(meters: WantedMeters | undefined): meters is readonly string[] {
  return Array.isArray(meters);
}

function named(keys: readonly MeterKeys[] = []): readonly string[] {
  return keys.flatMap(({ meter }) => meter || []);
}

function isOneOf({ address, meter }: Pick<Frame, 'address' | 'meter'>, names: readonly string[]): boolean {
  const wanted = new Set(names.map(meterName));
  return [address, meter].some((one) => one !== undefined && addressNames(addressFrom(one)).some((n) => wanted.has(n)));
}
