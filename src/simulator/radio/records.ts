import { crc16En13757 } from '../../base/crc-en13757';
import type { HouseholdRecord } from '../household-state';
import type { MeterIds } from '../meter-ids';

/** What stands in front of a value (DIF, DIFEs, VIF, VIFEs, in hexadecimal digits), and the value (EN 13757-3, clause 6). */
export type RecordRow = readonly [code: string, data: (state: HouseholdRecord, meter: MeterIds) => Buffer];

/** Records one behind the other. */
export function fullRecords(rows: readonly RecordRow[], state: HouseholdRecord, meter: MeterIds): Buffer {
  return Buffer.concat(rows.flatMap(([code, data]) => [Buffer.from(code, 'hex'), data(state, meter)]));
}

/**
 * The same without what stands in front of the values: the CRC of that, the CRC of the full records, both with their low
 * byte first, the values (EN 13757-3:2018, annex G).
 */
export function compactRecords(rows: readonly RecordRow[], state: HouseholdRecord, meter: MeterIds): Buffer {
  const format = Buffer.from(rows.map(([code]) => code).join(''), 'hex');
  const values = rows.map(([, data]) => data(state, meter));
  return Buffer.concat([checksum(format), checksum(fullRecords(rows, state, meter)), ...values]);
}

/** CRC-16/EN-13757, low byte first. */
export function checksum(bytes: Buffer): Buffer {
  const crc = crc16En13757(bytes, 0, bytes.length);
  return Buffer.of(crc & 0xff, crc >> 8);
}

/** Decimal digits, two a byte, low byte first (type A). What has no room begins again from 0. */
export function bcd(value: number, digits: number): Buffer {
  const text = String(value % 10 ** digits).padStart(digits, '0');
  return Buffer.from(text, 'hex').reverse();
}

/** Of 1 to 6 bytes, signed, low byte first (type B). */
export function integer(value: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeIntLE(value, 0, length);
  return bytes;
}

/** Of variable length: the number of characters, and these with the last one first (EN 13757-3, table 5). */
export function text(value: string): Buffer {
  return Buffer.concat([Buffer.of(value.length), Buffer.from(value, 'latin1').reverse()]);
}
