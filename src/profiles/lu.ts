import type { Profile } from './profile';

/** Luxembourg: Smarty (Luxembourg Smarty P1 specification 1.1.3, table 3.1). */
export const LU: Profile = {
  country: 'LU',
  zone: 'Europe/Luxembourg',
  withoutLetter: 'calendar',
  tariffs: {},
  lines: ['115200 8N1'],
  sends: (has) => has('1-3:0.2.8') && has('0-0:42.0.0'),
};
