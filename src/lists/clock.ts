import type { MeterTime } from '../base/telegram';
import { dlmsTime } from '../parse/dlms-time';
import type { Entry } from './entry';

/** Deviation and status of a date-time that is made of two halves: not specified. */
const NOT_SPECIFIED = Buffer.from([0x80, 0x00, 0xff]);

const DATE_LENGTH = 5;
const TIME_LENGTH = 4;

/** The meter's clock where the list carries it: one date-time, or date and time of day apart (Iskraemeco, Kärnten). */
export function clockIn(entries: readonly Entry[]): MeterTime | undefined {
  let date: Buffer | undefined;
  let timeOfDay: Buffer | undefined;
  for (const { obis, data } of entries) {
    if (obis === undefined || data.bytes === undefined) continue;
    if (obis[0] === 0 && obis[2] === 1 && obis[3] === 0) return dlmsTime(data.bytes);
    if (obis[2] !== 0 || obis[3] !== 9) continue;
    if (obis[4] === 1 && data.bytes.length === TIME_LENGTH) timeOfDay = data.bytes;
    if (obis[4] === 2 && data.bytes.length === DATE_LENGTH) date = data.bytes;
  }
  return date && timeOfDay && dlmsTime(Buffer.concat([date, timeOfDay, NOT_SPECIFIED]));
}
