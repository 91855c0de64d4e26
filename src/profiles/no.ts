import type { Profile } from './profile';

/**
 * Norway: the HAN port of NEK, three lists (Aidon 34331, Kaifa KFM_001, Kamstrup HAN-NVE). The clocks are local time; the
 * deviation is 0, unspecified, or that of normal time all year, by make.
 */
export const NO: Profile = {
  country: 'NO',
  zone: 'Europe/Oslo',
  withoutLetter: 'calendar',
  deviation: 'meaningless',
  tariffs: {},
  lines: ['2400 8E1', '2400 8N1', '115200 8N1'],
  // Kaifa and Kamstrup send the same lists in Sweden.
  lists: ['aidon', 'embriq'],
  sends: () => false,
  // Kamstrup, "HAN-NVE interface description" rev. 3.1: 10 Wh.
  energyScalers: { kamstrup: 1 },
  // Aidon 34331, clause 2; Kaifa KFM_001, page 1. The type numbers of Kamstrup do not tell.
  grids: [
    [/^(6525|MA304[HT]3)/, 'IT'],
    [/^(6534|MA304[HT]4)/, 'TN'],
  ],
};
