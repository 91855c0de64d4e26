import type { MeterObject } from '../base/telegram';
import type { Events } from './reading';
import type { Zone } from './zone';

/** Meters that lost their clock log failures of 2^31 s, which is 68 years, and more. */
const MAX_FAILURE = 2 ** 31 - 2;

/** The meter logs when a failure ended and how long it was; what a meter without a clock has logged is left out. */
export function failureLog({ entries }: MeterObject, zone: Zone): Events['powerFailureLog'] {
  const log: NonNullable<Events['powerFailureLog']> = [];
  for (const { timestamp, dst, value } of entries ?? []) {
    if (timestamp === undefined || typeof value !== 'number' || value > MAX_FAILURE) continue;
    const end = zone.iso(dst === undefined ? { local: timestamp } : { local: timestamp, dst });
    log.push({ start: zone.at(Date.parse(end) - value * 1000), end, duration: value });
  }
  return log;
}
