import type { MeterTime } from '../base/telegram';

/** A DLMS date-time: year (2), month, day, day of week, hour, minute, second, 1/100 s, deviation (2), status. */
const LENGTH = 12;
const SUMMER_TIME = 0b1000_0000;
const NOT_SPECIFIED = 0xff;

/**
 * The meter's local time in a DLMS date-time of 12 bytes, big-endian (IEC 62056-6-2, clause 4.1.6.1); undefined where a
 * part of it is not specified.
 */
export function dlmsTime(bytes: Buffer): MeterTime | undefined {
  if (bytes.length !== LENGTH) return undefined;
  const [month, day, hour, minute, second] = [bytes[2]!, bytes[3]!, bytes[5]!, bytes[6]!, bytes[7]!];
  const year = bytes.readUInt16BE(0);
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (year < 2000 || year > 2099 || month < 1 || month > 12 || day < 1 || day > days) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const pad = (part: number) => String(part).padStart(2, '0');
  const local = `${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}`;
  const status = bytes[11]!;
  return status === NOT_SPECIFIED ? { local } : { local, dst: (status & SUMMER_TIME) !== 0 };
}
