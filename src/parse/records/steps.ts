import type { MeterEntry, MeterObject } from '../../base/telegram';

/** How far an element of a profile lies from the start: so many times the spacing, in the unit of the control byte. */
export interface Steps {
  /** Negative into the past. */
  readonly steps: number;
  /** Bits 5 and 4 of the control byte: seconds, minutes, hours, days. */
  readonly unit: number;
  readonly spacing: number;
}

const MILLISECONDS = [1_000, 60_000, 3_600_000, 86_400_000] as const;

/** The largest spacing that counts units; 0 counts elements without a time (EN 13757-3:2018, annex F). */
const MAX_COUNT = 250;
const IN_MONTHS = 254;
/** What {@link IN_MONTHS} means by unit; with seconds it is reserved. */
const MONTHS = [undefined, 6, 3, 1] as const;

/** When the element was; nothing where the start or the spacing is not known, or half months are counted. */
export function timeAfter(
  start: MeterObject | undefined,
  { steps, unit, spacing }: Steps,
): Pick<MeterEntry, 'timestamp'> {
  const text = start?.value;
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d(T|$)/.test(text)) return {};
  const from = Date.parse(`${text.padEnd(COMPLETE, 'T00:00:00')}Z`);
  // Times of each hour, and what a meter sends as text.
  if (Number.isNaN(from)) return {};
  const months = spacing === IN_MONTHS ? MONTHS[unit] : undefined;
  if (months !== undefined) return stamp(monthsLater(from, steps * months), text.length);
  if (spacing === 0 || spacing > MAX_COUNT) return {};
  return stamp(from + steps * spacing * MILLISECONDS[unit]!, text.length);
}

/** Of a date with a time of day. */
const COMPLETE = '2026-11-20T19:00:00'.length;

function stamp(time: number, length: number): { timestamp: string } {
  return { timestamp: new Date(time).toISOString().slice(0, length) };
}

/** The same day of another month; the last day stays the last one. */
function monthsLater(from: number, months: number): number {
  const date = new Date(from);
  const day = date.getUTCDate();
  const isLast = new Date(from + MILLISECONDS[3]).getUTCDate() === 1;
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(isLast ? last : Math.min(day, last));
  return date.getTime();
}
