import type { Profile } from './profile';

/** Lithuania: ESO, its standard, extended and full list (ESO customer port sheet). */
export const LT: Profile = {
  country: 'LT',
  zone: 'Europe/Vilnius',
  withoutLetter: 'calendar',
  tariffs: {},
  lines: ['115200 8N1'],
  sends: (has) => has('1-0:16.24.0') && !has('1-3:0.2.8'),
};
