import { AXDR, type Data } from '../base/axdr';
import { dlmsTime } from '../parse/dlms-time';
import type { Entry } from './entry';
import { printableText } from './text';

/** A list, which nobody may have described, and its entries. */
export interface NamedList {
  readonly list: string | undefined;
  readonly entries: readonly Entry[];
}

const LIST_VERSION = Buffer.from([1, 1, 0, 2, 129, 0xff]);
const CLOCK = Buffer.from([0, 0, 1, 0, 0, 0xff]);
const SERIAL_NUMBER = Buffer.from([0, 0, 96, 1, 0, 0xff]);
const METER_NUMBER = Buffer.from([1, 1, 0, 0, 1, 0xff]);
const DEVICE_NAME = Buffer.from([0, 0, 42, 0, 0, 0xff]);

/** By the version that the list carries. */
const BY_VERSION: readonly (readonly [RegExp, list: string])[] = [
  [/^AIDON_V/, 'aidon'],
  [/^AIDON/, 'aidon-h1'],
  [/^EMBRIQ/, 'embriq'],
  [/^KFM/, 'kaifa'],
  [/^Kamstrup/, 'kamstrup'],
];

/** By the logical device name, whose first letters are the maker's FLAG code. */
const BY_DEVICE: readonly (readonly [RegExp, list: string])[] = [
  [/^KFM/, 'kaifa-at'],
  [/^ISK/, 'iskra'],
  [/^LGZ/, 'landis-gyr'],
];

/** Gives values that stand alone the code that their place means, and finds whose list it is. */
export function namedList(entries: readonly Entry[], otherwise?: string): NamedList {
  const named = entries.map((entry, i) => (entry.obis === undefined ? nameAlone(entry, i, entries) : entry));
  const list = listOf(named) ?? otherwise;
  if (list === 'kamstrup' && textAt(named, METER_NUMBER, 1) !== undefined) {
    return { list: 'kamstrup-push-1', entries: named };
  }
  const isLarge = list === 'landis-gyr' && named.some(({ data }) => typeof data.value === 'bigint');
  return { list: isLarge ? 'landis-gyr-ct' : list, entries: named };
}

/** Kamstrup begins with the version of its list, EVN and Landis+Gyr with the clock; EVN ends with the meter's number. */
function nameAlone(entry: Entry, at: number, entries: readonly Entry[]): Entry {
  const { data } = entry;
  if (at === 0 && data.tag === AXDR.visibleString) return { ...entry, obis: LIST_VERSION };
  if (data.bytes !== undefined && dlmsTime(data.bytes) !== undefined) return { ...entry, obis: CLOCK };
  const isLast = at > 0 && at === entries.length - 1;
  return isLast && textOf(data) !== undefined ? { ...entry, obis: SERIAL_NUMBER } : entry;
}

function listOf(entries: readonly Entry[]): string | undefined {
  const version = entries.find(({ obis }) => isCode(obis, LIST_VERSION, 2));
  const text = version && textOf(version.data);
  if (text !== undefined) return BY_VERSION.find(([pattern]) => pattern.test(text))?.[1];
  const device = textAt(entries, DEVICE_NAME, 0);
  if (device !== undefined) return BY_DEVICE.find(([pattern]) => pattern.test(device))?.[1];
  const scaled = entries.filter(({ scaler }) => scaler !== undefined).length;
  if (entries[0]?.obis === CLOCK) return scaled > 0 ? 'evn' : 'landis-gyr';
  if (scaled === 1 && entries.length === 1) return 'aidon';
  return scaled === entries.length - 1 && isCode(entries[0]?.obis, CLOCK, 0) ? 'aidon-h1' : undefined;
}

/** What the entry with this code says, from value group `from` on; a number is its digits. */
function textAt(entries: readonly Entry[], obis: Buffer, from: number): string | undefined {
  const entry = entries.find((one) => isCode(one.obis, obis, from));
  return entry === undefined ? undefined : (textOf(entry.data) ?? String(entry.data.value));
}

/** Whether both are the same from value group `from` on. */
function isCode(obis: Buffer | undefined, code: Buffer, from: number): boolean {
  if (obis === undefined) return false;
  for (let group = from; group < code.length; group++) if (obis[group] !== code[group]) return false;
  return true;
}

function textOf({ bytes }: Data): string | undefined {
  return bytes && printableText(bytes);
}
