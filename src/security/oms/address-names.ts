import { upperHex } from '../../base/hex';
import type { MbusAddress } from '../../base/mbus-address';
import { meterName } from '../titles';

/**
 * How people write an address, ready to be compared: the number on the front; or all of it, as radio or as a long header
 * sends it, or in the order in which people read it.
 */
export function addressNames(address: MbusAddress): readonly string[] {
  const known = NAMES.get(address);
  if (known !== undefined) return known;
  const names = namesOf(address);
  NAMES.set(address, names);
  return names;
}

const NAMES = new WeakMap<MbusAddress, readonly string[]>();

function namesOf({ id, bytes }: MbusAddress): string[] {
  const hex = upperHex(bytes);
  const [manufacturer, rest] = [hex.slice(0, 4), hex.slice(12)];
  const swapped = manufacturer.slice(2) + manufacturer.slice(0, 2);
  return [id, hex, id + manufacturer + rest, id + swapped + rest, swapped + id + rest].map(meterName);
}
