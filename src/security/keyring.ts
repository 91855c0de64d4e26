import { createSecretKey, type KeyObject } from 'node:crypto';
import { asMeterError, type MeterError } from '../base/errors';
import type { MeterKeys } from '../base/keys';
import { fingerprintOf, keyBytes } from './key-bytes';
import { meterName, namesOf, titleFrom } from './titles';

/** The two keys of a meter in one of their two orders, ready for use. */
export interface KeyPair {
  readonly encryption: KeyObject;
  readonly authentication: Buffer | undefined;
  /** Whether the user's authentication key serves as encryption key, and the other way round. */
  readonly swapped: boolean;
  readonly previous: boolean;
  /** The system title that the user gave, for frames that carry none. */
  readonly title: Buffer | undefined;
  /** Tells two encryption keys of a meter apart, as each has an invocation counter of its own: see `fingerprintOf`. */
  readonly fingerprint: string;
}

/** What there is to try. */
export interface Candidates {
  /** In the order in which they should be tried. */
  readonly pairs: readonly KeyPair[];
  /** Why some of the keys are not among them. */
  readonly unusable: MeterError | undefined;
}

/**
 * The keys for a system title: those of that meter first, then those that name no meter. An empty title does not say
 * whose frame it is, so that all of them are tried. Where the frame has no place for a title (undefined), the keys must
 * bring one.
 */
export function candidates(keys: readonly MeterKeys[], title: Buffer | undefined): Candidates {
  const own: KeyPair[] = [];
  const anyones: KeyPair[] = [];
  let names: readonly string[] | undefined;
  let unusable: MeterError | undefined;
  for (const one of keys) {
    const prepared = prepare(one);
    if (prepared.name !== '' && title !== undefined && title.length > 0) {
      names ??= namesOf(title);
      if (!names.includes(prepared.name)) continue;
    }
    unusable ??= prepared.unusable;
    (prepared.name === '' ? anyones : own).push(...prepared.pairs);
  }
  const pairs = [...own, ...anyones];
  return { pairs: title === undefined ? pairs.filter((pair) => pair.title !== undefined) : pairs, unusable };
}

interface Prepared extends Candidates {
  /** What `pairs` were made of. */
  readonly from: MeterKeys;
  /** Of the meter; '' where the keys name none. */
  readonly name: string;
}

/** Keys are made ready once: a telegram costs no reading of digits. */
const PREPARED = new WeakMap<MeterKeys, Prepared>();

function prepare(keys: MeterKeys): Prepared {
  const known = PREPARED.get(keys);
  if (known !== undefined && isSame(known.from, keys)) return known;
  const prepared = { from: { ...keys }, name: meterName(keys.meter ?? ''), ...pairsOf(keys) };
  PREPARED.set(keys, prepared);
  return prepared;
}

function isSame(one: MeterKeys, other: MeterKeys): boolean {
  return (
    one.encryption === other.encryption &&
    one.authentication === other.authentication &&
    one.meter === other.meter &&
    one.previous === other.previous
  );
}

function pairsOf(keys: MeterKeys): Candidates {
  try {
    const encryption = keys.encryption ? keyBytes(keys.encryption) : undefined;
    const authentication = keys.authentication ? keyBytes(keys.authentication) : undefined;
    const pairs: KeyPair[] = [];
    if (encryption !== undefined) pairs.push(pairOf(keys, encryption, authentication, false));
    if (authentication !== undefined && encryption?.equals(authentication) !== true) {
      pairs.push(pairOf(keys, authentication, encryption, true));
    }
    return { pairs, unusable: undefined };
  } catch (thrown) {
    return { pairs: [], unusable: asMeterError(thrown) };
  }
}

function pairOf(keys: MeterKeys, encryption: Buffer, authentication: Buffer | undefined, swapped: boolean): KeyPair {
  return {
    encryption: createSecretKey(encryption),
    authentication,
    swapped,
    previous: keys.previous === true,
    title: titleFrom(keys.meter ?? ''),
    fingerprint: fingerprintOf(encryption),
  };
}
