import { unitAt } from '../../src/profiles/places';
import type { Reading } from '../../src/profiles/reading';

/** A number in a reading, for a user to choose. */
export interface LiveValue {
  path: string;
  value: number;
  unit: string;
}

/** The last reading of each node that makes them, so that dialogs can show what a meter really sends. */
const latest = new Map<string, Reading>();

export function keepReading(nodeId: string, reading: Reading): void {
  latest.set(nodeId, reading);
}

export function forgetReading(nodeId: string): void {
  latest.delete(nodeId);
}

/** The numbers that these nodes sent last. */
export function liveValues(nodeIds: readonly string[]): LiveValue[] {
  const values = new Map<string, LiveValue>();
  for (const id of nodeIds) {
    const reading = latest.get(id);
    if (reading === undefined) continue;
    for (const [path, value] of numbersIn(reading, '')) values.set(path, { path, value, unit: unitAt(path) });
  }
  return [...values.values()];
}

function* numbersIn(group: object, prefix: string): Generator<[path: string, value: number]> {
  for (const [key, member] of Object.entries(group)) {
    const path = Array.isArray(group) ? `${prefix}[${key}]` : prefix === '' ? key : `${prefix}.${key}`;
    if (typeof member === 'number') yield [path, member];
    else if (typeof member === 'object' && member !== null) yield* numbersIn(member, path);
  }
}
