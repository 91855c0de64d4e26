import type { Profile } from './profile';

/** The Netherlands: DSMR 2.2 to 5.0 (DSMR P1 Companion Standard 2.2, 3.0, 4.2.2, 5.0.2). */
export const NL: Profile = {
  country: 'NL',
  zone: 'Europe/Amsterdam',
  withoutLetter: 'calendar',
  // DSMR 2.2, note to table 5-1; 5.0.2, note to clause 7.1.
  tariffs: { 1: 'low', 2: 'normal' },
  lines: ['115200 8N1', '9600 7E1'],
  sends: (has) => {
    // A meter of heat alone has no tariff, but a device on channel 1.
    if (has('1-3:0.2.8')) return !has('0-0:96.1.4') && !has('1-0:1.8.0') && (has('0-0:96.14.0') || has('0-1:24.2.1'));
    // Before DSMR 4 there was neither version nor clock.
    return !has('0-0:1.0.0') && has('0-0:96.1.1') && has('1-0:1.8.1') && has('0-0:96.14.0');
  },
};
