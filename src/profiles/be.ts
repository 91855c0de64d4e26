import type { Profile } from './profile';

/** Belgium: e-MUCS, of which every telegram carries its version in 0-0:96.1.4 (captures; the text is not public). */
export const BE: Profile = {
  country: 'BE',
  zone: 'Europe/Brussels',
  withoutLetter: 'calendar',
  // The reverse of the Netherlands: captures show 1 on weekdays and 2 at night.
  tariffs: { 1: 'day', 2: 'night' },
  lines: ['115200 8N1'],
  sends: (has) => has('0-0:96.1.4'),
};
