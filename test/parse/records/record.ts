import assert from 'node:assert/strict';
import type { MeterObject } from '../../../src/base/telegram';
import { parseRecords } from '../../../src/parse/records';

export function bytes(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(' ', ''), 'hex');
}

/** The one record in `hex`. */
export function record(hex: string): MeterObject {
  const { objects, more } = parseRecords(bytes(hex), false);
  assert.equal(objects.length, 1);
  assert.equal(more, false);
  return objects[0]!;
}

/** Value and unit of the one record in `hex`. */
export function says(hex: string): [value: MeterObject['value'], unit?: string] {
  const { value, unit } = record(hex);
  return unit === undefined ? [value] : [value, unit];
}
