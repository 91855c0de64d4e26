import type { Profile } from './profile';

/** Switzerland: Landis+Gyr E450, E360, E570, Iskraemeco AM550, Kamstrup (scs/smartmeter-datacollector; VSE 2026). */
export const CH: Profile = {
  country: 'CH',
  zone: 'Europe/Zurich',
  withoutLetter: 'calendar',
  tariffs: {},
  lines: ['2400 8E1', '2400 8N1', '115200 8N1', '9600 8N1'],
  // Cyprus has the lists of Landis+Gyr as well.
  sends: () => false,
  energyScalers: { kamstrup: 0 },
};
