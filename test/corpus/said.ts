import { isDeepStrictEqual } from 'node:util';
import type { MeterEntry, MeterObject } from '../../src/base/telegram';
import type { DecodedTelegram } from '../../src/decode';
import { p1Time } from '../../src/parse/p1-time';
import type { ExpectedEntry, ExpectedObject } from './corpus';

/** Whether `object` says what is expected, in each respect that the corpus tells. */
function says(object: MeterObject, expected: ExpectedObject): boolean {
  if (object.obis !== expected.obis || !isDeepStrictEqual(object.value, expected.value)) return false;
  if ((object.unit ?? null) !== expected.unit) return false;
  return saysTime(object, expected) && saysEntries(object, expected);
}

function saysTime({ timestamp, dst }: MeterObject, expected: ExpectedObject): boolean {
  if (expected.timestamp === undefined) return true;
  const time = p1Time(expected.timestamp);
  return timestamp === time?.local && dst === time?.dst;
}

function saysEntries({ entries = [] }: MeterObject, expected: ExpectedObject): boolean {
  if (expected.entries === undefined) return true;
  if (entries.length !== expected.entries.length) return false;
  return expected.entries.every((entry, i) => saysEntry(entries[i]!, entry));
}

function saysEntry({ timestamp, periodEnd, value, unit }: MeterEntry, expected: ExpectedEntry): boolean {
  if ('duration' in expected) {
    const seconds = Number.parseInt(expected.duration, 10);
    return timestamp === p1Time(expected.end)?.local && value === seconds && unit === 's';
  }
  const times = timestamp === p1Time(expected.occurred)?.local && periodEnd === p1Time(expected.period_end)?.local;
  return times && value === expected.value && unit === expected.unit;
}

/** What is expected and not said; each object says one thing. */
export function missing({ objects }: DecodedTelegram, expected: readonly ExpectedObject[]): ExpectedObject[] {
  const left = [...objects];
  return expected.filter((one) => {
    const at = left.findIndex((object) => says(object, one));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
