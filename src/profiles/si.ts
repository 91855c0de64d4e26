import type { Profile } from './profile';

/** Slovenia: Iskraemeco AM550, which sends DLMS, or P1 with date and time of day apart (captures). */
export const SI: Profile = {
  country: 'SI',
  zone: 'Europe/Ljubljana',
  withoutLetter: 'calendar',
  tariffs: {},
  lines: ['115200 8N1', '9600 7E1'],
  lists: ['iskra'],
  sends: (has) => has('0-0:97.97.0') && has('1-0:0.9.1'),
};
