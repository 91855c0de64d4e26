import type { LocalClock } from '../local-clock';

const HOUR = 3600_000;
const SUMMER = { f: 0x80, i: 0x40 } as const;
const LEAP_YEAR = 0x80;
const SIGN = 0x40;
/** Of type F: the hundreds of years from 1900 on. */
const THIS_CENTURY = 1 << 5;

/** Minute, hour with the summer bit, day, month, year (EN 13757-3, annex A, type F), local time. */
export function typeF(time: number, clock: LocalClock): Buffer {
  const local = new Date(clock.local(time));
  const hour = local.getUTCHours() | THIS_CENTURY | (clock.isSummer(time) ? SUMMER.f : 0);
  return Buffer.of(local.getUTCMinutes(), hour, ...date(local));
}

/** What a make puts into the parts of type I that others leave open. */
export interface TypeIForm {
  /** Day of the week, 1 Monday to 7 Sunday. */
  readonly weekday: boolean;
  /** The sign of the deviation. */
  readonly sign: boolean;
}

/**
 * The same with seconds (EN 13757-3, annex A, type I). As captures of Polish meters show, the week is 0, and the
 * deviation of summer time says how many hours local time is before UTC.
 */
export function typeI(time: number, clock: LocalClock, { weekday, sign }: TypeIForm): Buffer {
  const shown = clock.local(time);
  const local = new Date(shown);
  return Buffer.of(
    local.getUTCSeconds() | (clock.isSummer(time) ? SUMMER.i : 0) | (isLeapYear(local) ? LEAP_YEAR : 0),
    local.getUTCMinutes() | (sign ? SIGN : 0),
    local.getUTCHours() | ((weekday ? local.getUTCDay() || 7 : 0) << 5),
    ...date(local),
    ((shown - time) / HOUR) << 6,
  );
}

function isLeapYear(date: Date): boolean {
  return new Date(Date.UTC(date.getUTCFullYear(), 1, 29)).getUTCMonth() === 1;
}

/** Day with the low bits of the year, month with the high ones. */
function date(local: Date): readonly [number, number] {
  const year = local.getUTCFullYear() % 100;
  return [local.getUTCDate() | ((year & 7) << 5), (local.getUTCMonth() + 1) | ((year >> 3) << 4)];
}
