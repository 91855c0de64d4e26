import type { LocalMoment } from './local-clock';

/** 1 is low, 2 is normal (DSMR P1 Companion Standard 5.0.2, clause 7.1, note). */
export type Tariff = 1 | 2;

const LOW_UNTIL = 7 * 60;
const LOW_FROM = 23 * 60;

/** Low from 23:00 to 07:00 and all weekend, as most Dutch grids have it; their public holidays are left out. */
export function tariffAt({ weekday, minute }: LocalMoment): Tariff {
  return weekday === 0 || weekday === 6 || minute < LOW_UNTIL || minute >= LOW_FROM ? 1 : 2;
}
