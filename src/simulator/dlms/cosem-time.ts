import type { LocalClock } from '../local-clock';

/** What a make puts into the parts of a date-time that others leave open. */
export interface TimeForm {
  /** The day of the week, 1 Monday to 7 Sunday, or 0. */
  readonly weekday: boolean;
  /** Hundredths of a second: 0, or FF for not specified. */
  readonly hundredths: 0 | 0xff;
  /** Minutes from local time to UTC: as it is, 0 whatever it is, or 8000 for not specified. */
  readonly deviation: 'told' | 'zero' | 'unspecified';
  /** The status: with the summer-time flag where it is summer, always 0, or FF for not specified. */
  readonly status: 'summer' | 'zero' | 'unspecified';
}

const NO_DEVIATION = -0x8000;
const SUMMER_TIME = 0x80;
const NOT_SPECIFIED = 0xff;
const MINUTE = 60_000;

/** Epoch milliseconds → a date-time of 12 bytes, in the local time of `clock` (IEC 62056-6-2, clause 4.1.6.1). */
export function cosemTime(time: number, clock: LocalClock, form: TimeForm): Buffer {
  const shown = clock.local(time);
  const local = new Date(shown);
  const bytes = Buffer.alloc(12);
  bytes.writeUInt16BE(local.getUTCFullYear(), 0);
  bytes[2] = local.getUTCMonth() + 1;
  bytes[3] = local.getUTCDate();
  bytes[4] = form.weekday ? local.getUTCDay() || 7 : 0;
  bytes[5] = local.getUTCHours();
  bytes[6] = local.getUTCMinutes();
  bytes[7] = local.getUTCSeconds();
  bytes[8] = form.hundredths;
  bytes.writeInt16BE({ told: (time - shown) / MINUTE, zero: 0, unspecified: NO_DEVIATION }[form.deviation], 9);
  bytes[11] = { summer: clock.isSummer(time) ? SUMMER_TIME : 0, zero: 0, unspecified: NOT_SPECIFIED }[form.status];
  return bytes;
}
