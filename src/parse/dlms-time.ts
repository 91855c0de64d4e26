import type { MeterTime } from '../base/telegram';

/** A DLMS date-time: year (2), month, day, day of week, hour, minute, second, 1/100 s, deviation (2), status. */
const LENGTH = 12;
const SUMMER_TIME = 0b1000_0000;
/** Invalid or doubtful value, or invalid status. */
const DOUBTFUL = 0b0000_1011;
const NOT_SPECIFIED = 0xff;
/** Minutes from local time to UTC; what lies beyond, 8000 first of all, is not specified. */
const MAX_DEVIATION = 14 * 60;

/**
 * The meter's local time in a DLMS date-time of 12 bytes, big-endian (IEC 62056-6-2, clause 4.1.6.1); undefined where a
 * part of it is not specified. A meter that does not tell its deviation does not tell normal time from summer time
 * either unless it sets the flag: Kamstrup and Landis+Gyr leave it clear all year.
 */
export function dlmsTime(bytes: Buffer): MeterTime | undefined {
  if (bytes.length !== LENGTH) return undefined;
  const [month, day, hour, minute, second] = [bytes[2]!, bytes[3]!, bytes[5]!, bytes[6]!, bytes[7]!];
  const year = bytes.readUInt16BE(0);
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (year < 2000 || year > 2099 || month < 1 || month > 12 || day < 1 || day > days) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const pad = (part: number) => String(part).padStart(2, '0');
  const time: MeterTime = { local: `${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}` };
  const deviation = bytes.readInt16BE(9);
  const status = bytes[11] === NOT_SPECIFIED ? 0 : bytes[11]!;
  const saysDeviation = Math.abs(deviation) <= MAX_DEVIATION;
  if (saysDeviation) time.deviation = deviation;
  if (status & SUMMER_TIME) time.dst = true;
  else if (saysDeviation && bytes[11] !== NOT_SPECIFIED) time.dst = false;
  if (status & DOUBTFUL) time.doubtful = true;
  return time;
}
