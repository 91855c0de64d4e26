import type { Profile } from './profile';

/** Czechia: the RS-485 port of ČEZ Distribuce and EG.D (EG.D, "Popis zákaznického rozhraní"). */
export const CZ: Profile = {
  country: 'CZ',
  zone: 'Europe/Prague',
  withoutLetter: 'calendar',
  tariffs: {},
  lines: ['9600 8N1'],
  lists: ['czech'],
  sends: () => false,
};
