import type { Profile } from './profile';

/** The Netherlands: DSMR 4.x and 5.x (DSMR P1 Companion Standard 4.2.2 and 5.0.2, clause 6.12). */
export const NL: Profile = {
  country: 'NL',
  zone: 'Europe/Amsterdam',
  // Belgium adds 0-0:96.1.4; Luxembourg and Austria send the same version code, but a total 1-0:1.8.0.
  recognises: (objects) =>
    objects.has('1-3:0.2.8') &&
    !objects.has('0-0:96.1.4') &&
    !objects.has('1-0:1.8.0') &&
    (objects.has('1-0:1.8.1') || objects.has('0-1:24.2.1')),
};
