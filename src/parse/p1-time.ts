import type { MeterTime } from '../base/telegram';

/**
 * A P1 time stamp `YYMMDDhhmmssX` in the meter's local time; X is S in summer time, W in winter time, and missing
 * before DSMR 4 (DSMR P1 Companion Standard 5.0.2, table 5-1; 3.0, TST12).
 *
 * Gives undefined for what meters print when they have no time: 632525252525W (all bits set, printed as decimals),
 * 700101010000W (the M-Bus device is gone), 000101010000W (the clock was never set), 000000000000W.
 */
export function p1Time(text: string): MeterTime | undefined {
  if (!isP1Time(text)) return undefined;
  const field = (at: number) => (text.charCodeAt(at) - 0x30) * 10 + text.charCodeAt(at + 1) - 0x30;
  const year = field(0);
  const month = field(2);
  if (year === 0 || year >= NO_YEAR || month < 1 || month > 12) return undefined;
  if (field(4) < 1 || field(4) > daysOf(month, year) || field(6) > 23 || field(8) > 59 || field(10) > 59)
    return undefined;
  const date = `20${text.slice(0, 2)}-${text.slice(2, 4)}-${text.slice(4, 6)}`;
  const local = `${date}T${text.slice(6, 8)}:${text.slice(8, 10)}:${text.slice(10, 12)}`;
  return text.length === 13 ? { local, dst: text.charCodeAt(12) === SUMMER } : { local };
}

/** Twelve digits, then perhaps S or W. */
export function isP1Time(text: string): boolean {
  if (text.length !== 12 && text.length !== 13) return false;
  for (let at = 0; at < 12; at++) {
    const char = text.charCodeAt(at);
    if (char < 0x30 || char > 0x39) return false;
  }
  const letter = text.length === 13 ? text.charCodeAt(12) : SUMMER;
  return letter === SUMMER || letter === WINTER;
}

const SUMMER = 0x53;
const WINTER = 0x57;

/** Years are two digits; from here on they are the 1970 and 2063 of an unset clock. */
const NO_YEAR = 63;

function daysOf(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
