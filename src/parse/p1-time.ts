import type { MeterTime } from '../base/telegram';
import { dlmsTime } from './dlms-time';

/**
 * The times that meters print, in their local time.
 *
 * - `YYMMDDhhmmssX`, X being S in summer time and W in winter time; before DSMR 4, and in Wallonia, without X (DSMR P1
 *   Companion Standard 5.0.2, table 5-1; 3.0, TST12);
 * - `YYYYMMDD hh:mm:ss` (NES, Denmark), `YY-MM-DD hh:mm:ss` (Itron ACE4000);
 * - a DLMS date-time in hexadecimal (Metcom MCS301).
 *
 * Gives undefined for what meters print when they have no time: 632525252525W and 35255255255255255S (all bits set,
 * printed as decimals), 700101010000W (the M-Bus device is gone), 000101010000W (the clock was never set),
 * 000000000000W; and for what is no time.
 */
export function p1Time(text: string): MeterTime | undefined {
  const digits = timeDigits(text);
  if (digits === undefined) return text.length === DLMS_DIGITS ? dlmsTime(Buffer.from(text, 'hex')) : undefined;
  const field = (at: number) => (digits.charCodeAt(at) - 0x30) * 10 + digits.charCodeAt(at + 1) - 0x30;
  const year = field(0);
  const month = field(2);
  if (year === 0 || year >= NO_YEAR || month < 1 || month > 12) return undefined;
  if (field(4) < 1 || field(4) > daysOf(month, year) || field(6) > 23 || field(8) > 59 || field(10) > 59)
    return undefined;
  const date = `20${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4, 6)}`;
  const local = `${date}T${digits.slice(6, 8)}:${digits.slice(8, 10)}:${digits.slice(10, 12)}`;
  const letter = text.charCodeAt(text.length - 1);
  return letter === SUMMER || letter === WINTER ? { local, dst: letter === SUMMER } : { local };
}

/** Whether a meter means a time, be it none. */
export function isP1Time(text: string): boolean {
  return timeDigits(text) !== undefined || ALL_BITS_SET.test(text);
}

/** `YYMMDDhhmmss`; undefined where the text has another form. */
function timeDigits(text: string): string | undefined {
  const letter = text.charCodeAt(text.length - 1);
  const end = letter === SUMMER || letter === WINTER ? text.length - 1 : text.length;
  if (end === 12) return areDigits(text, end) ? text : undefined;
  if (end !== 17) return undefined;
  const [, year, month, day, hour, minute, second] = WITH_SEPARATORS.exec(text) ?? [];
  return year === undefined ? undefined : `${year}${month}${day}${hour}${minute}${second}`;
}

function areDigits(text: string, end: number): boolean {
  for (let at = 0; at < end; at++) {
    const char = text.charCodeAt(at);
    if (char < 0x30 || char > 0x39) return false;
  }
  return true;
}

const SUMMER = 0x53;
const WINTER = 0x57;
const DLMS_DIGITS = 24;
const WITH_SEPARATORS = /^(?:20(?=\d{6} )|(?=\d\d-))(\d\d)-?(\d\d)-?(\d\d) (\d\d):(\d\d):(\d\d)$/;
const ALL_BITS_SET = /^35(255){5}[SW]$/;

/** Years are two digits; from here on they are the 1970 and 2063 of an unset clock. */
const NO_YEAR = 63;

function daysOf(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
