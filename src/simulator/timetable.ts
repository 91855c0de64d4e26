import type { Encode, MeterList } from './meter-model';

/** A list and the moment that it tells of, epoch milliseconds. */
export interface Due {
  readonly at: number;
  readonly encode: Encode;
}

/** The fastest time that users can choose passes 70 hours between two telegrams; a leap of a year fills no memory. */
const MOST = 100;

/**
 * What a meter sends for the time after `since` and up to `until`: of each list the latest, or all of them where none
 * may be missed. Of lists that are due at the same moment, the last one of the table stands for all.
 */
export function due(lists: readonly MeterList[], since: number, until: number): readonly Due[] {
  const found = new Map<number, Encode>();
  for (const list of lists) {
    for (const at of moments(list, since, until)) found.set(at, list.encode);
  }
  return [...found].map(([at, encode]) => ({ at, encode })).sort((one, other) => one.at - other.at);
}

function moments({ every, after = 0, all }: MeterList, since: number, until: number): readonly number[] {
  if (every === undefined) return [until];
  const [period, offset] = [every * 1000, after * 1000];
  const last = Math.floor((until - offset) / period);
  const passed = last - Math.floor((since - offset) / period);
  const count = Math.max(0, Math.min(passed, all ? MOST : 1));
  return Array.from({ length: count }, (_, i) => (last - i) * period + offset);
}
