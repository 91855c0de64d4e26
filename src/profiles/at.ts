import type { Profile } from './profile';

/** Austria: the P1 port of Energienetze Steiermark. The version of the Netherlands, but totals, and no meter id. */
export const AT: Profile = {
  country: 'AT',
  zone: 'Europe/Vienna',
  withoutLetter: 'calendar',
  tariffs: {},
  lines: ['115200 8N1'],
  sends: (has) => has('1-3:0.2.8') && has('1-0:1.8.0') && !has('0-0:96.1.1') && !has('0-0:42.0.0'),
};
