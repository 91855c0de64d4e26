import type { Profile } from './profile';

/** Hungary: E.ON and ELMŰ, with the absolute energy that nobody else sends (captures of Sagemcom and Sanxing meters). */
export const HU: Profile = {
  country: 'HU',
  zone: 'Europe/Budapest',
  withoutLetter: 'calendar',
  tariffs: {},
  lines: ['115200 8N1'],
  sends: (has) => has('1-0:15.8.0') && !has('1-3:0.2.8'),
};
