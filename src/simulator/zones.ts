import { LocalClock } from './local-clock';

/** Of the countries that have a simulated meter, ISO 3166-1: their IANA time zone. */
const ZONES = {
  AT: 'Europe/Vienna',
  BE: 'Europe/Brussels',
  CH: 'Europe/Zurich',
  DK: 'Europe/Copenhagen',
  HU: 'Europe/Budapest',
  LU: 'Europe/Luxembourg',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  PL: 'Europe/Warsaw',
  SE: 'Europe/Stockholm',
} as const;

export type Country = keyof typeof ZONES;

export function zoneOf(country: Country): string {
  return ZONES[country];
}

export function clockOf(country: Country): LocalClock {
  return new LocalClock(ZONES[country]);
}

/** Normal time all year, as meters in Sweden keep it (branschrekommendation 2019-12). */
export const NORMAL_TIME = new LocalClock('Etc/GMT-1');
