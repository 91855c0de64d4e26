import type { Profile } from './profile';

/** Croatia: Iskraemeco IE.5 and AM550 (amsreader-firmware, issue 1072). */
export const HR: Profile = {
  country: 'HR',
  zone: 'Europe/Zagreb',
  withoutLetter: 'calendar',
  tariffs: {},
  lines: ['115200 8N1'],
  lists: ['iskra-hr'],
  sends: () => false,
};
