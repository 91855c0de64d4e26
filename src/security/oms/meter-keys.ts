import { asMeterError, MeterError } from '../../base/errors';
import type { MeterKeys } from '../../base/keys';
import type { MbusAddress } from '../../base/mbus-address';
import { fingerprintOf, keyBytes } from '../key-bytes';
import { meterName } from '../titles';
import { addressNames } from './address-names';
import { Aes128 } from './aes';

/** A key of 16 bytes, ready for use. */
export interface MeterKey {
  readonly bytes: Buffer;
  readonly aes: Aes128;
  readonly previous: boolean;
  /** Tells two keys of a meter apart, as each has a counter of its own: see `fingerprintOf`. */
  readonly fingerprint: string;
}

/** What there is to try for a meter. */
export interface KeysToTry {
  /** Those of the meter first, then those that name no meter. */
  readonly keys: readonly MeterKey[];
  /** Whether one of them names this meter. */
  readonly own: boolean;
  /** Why none of them fits, once all have been tried. */
  readonly misfit: () => MeterError;
}

const KEY_LENGTH = 16;

/** The keys for a meter that is known by any of `addresses`: its own, and that of its radio converter. */
export function keysFor(keys: readonly MeterKeys[], addresses: readonly MbusAddress[]): KeysToTry {
  const own: MeterKey[] = [];
  const anyones: MeterKey[] = [];
  let unusable: MeterError | undefined;
  let names: ReadonlySet<string> | undefined;
  for (const one of keys) {
    const { key, name, fault } = prepare(one);
    if (name !== '') {
      names ??= new Set(addresses.flatMap(addressNames));
      if (!names.has(name)) continue;
    }
    unusable ??= fault;
    if (key !== undefined) (name === '' ? anyones : own).push(key);
  }
  const found = own.length === 0 ? anyones : own.concat(anyones);
  const { id } = addresses[0]!;
  const misfit = () => (found.length > 0 ? wrongKey(id) : (unusable ?? noKey(keys, id)));
  return { keys: found, own: own.length > 0, misfit };
}

function noKey(keys: readonly MeterKeys[], meter: string): MeterError {
  const none = !keys.some(({ encryption }) => encryption);
  const message = none ? 'the telegram is encrypted, and there are no keys' : 'the keys are for other meters';
  return new MeterError('no-key', message, { details: { reason: none ? 'none' : 'other-radio-meter', meter } });
}

function wrongKey(meter: string): MeterError {
  return new MeterError('wrong-key', 'the keys do not open the telegram', {
    details: { reason: 'encryption-key', meter },
  });
}

interface Prepared {
  readonly encryption: string | undefined;
  readonly meter: string | undefined;
  readonly previous: boolean | undefined;
  /** Of the meter; '' where the key names none. */
  readonly name: string;
  readonly key: MeterKey | undefined;
  readonly fault: MeterError | undefined;
}

/** Keys are made ready once: a telegram costs no reading of digits. */
const PREPARED = new WeakMap<MeterKeys, Prepared>();

function prepare(keys: MeterKeys): Prepared {
  const known = PREPARED.get(keys);
  const { encryption, meter, previous } = keys;
  if (known !== undefined && known.encryption === encryption && known.meter === meter && known.previous === previous) {
    return known;
  }
  const prepared = { encryption, meter, previous, name: meterName(meter ?? ''), ...keyOf(keys) };
  PREPARED.set(keys, prepared);
  return prepared;
}

function keyOf({ encryption, previous }: MeterKeys): Pick<Prepared, 'key' | 'fault'> {
  if (!encryption) return { key: undefined, fault: undefined };
  try {
    const bytes = keyBytes(encryption);
    if (bytes.length === KEY_LENGTH) {
      const key = { bytes, aes: new Aes128(bytes), previous: previous === true, fingerprint: fingerprintOf(bytes) };
      return { key, fault: undefined };
    }
    return { key: undefined, fault: wrongLength() };
  } catch (thrown) {
    return { key: undefined, fault: asMeterError(thrown) };
  }
}

function wrongLength(): MeterError {
  return new MeterError('wrong-key', `the telegram needs keys of ${KEY_LENGTH * 2} digits`, {
    details: { reason: 'key-length', count: KEY_LENGTH * 2 },
  });
}
