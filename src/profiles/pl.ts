import type { Profile } from './profile';

/**
 * Poland: Stoen's P1 port (Stoen, "Model obiektów" v2.0), whose lines come encrypted; Elgama's meters tell three limits
 * and no id of the Dutch form, Kaifa's tell the limits twice. And meters with a radio, of Stoen, PGE and Tauron.
 */
export const PL: Profile = {
  country: 'PL',
  zone: 'Europe/Warsaw',
  withoutLetter: 'calendar',
  // The zones of G12 and G12w differ from one company to the next.
  tariffs: {},
  lines: ['115200 8N1'],
  lists: ['gama', 'amiplus'],
  sends: (has) => has('0-0:94.98.31') || has('0-0:94.98.32'),
};
