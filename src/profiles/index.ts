import type { MeterObject } from '../base/telegram';
import { AT } from './at';
import { BE } from './be';
import { CH } from './ch';
import { CZ } from './cz';
import { HR } from './hr';
import { HU } from './hu';
import { LT } from './lt';
import { LU } from './lu';
import { NL } from './nl';
import { NO } from './no';
import { DK, FI, SE } from './nordic';
import { PL } from './pl';
import type { Profile } from './profile';
import { SI } from './si';

/** By country, ISO 3166-1. */
export const PROFILES: ReadonlyMap<string, Profile> = new Map(
  [AT, BE, CH, CZ, DK, FI, HR, HU, LT, LU, NL, NO, PL, SE, SI].map((profile) => [profile.country, profile]),
);

/**
 * The only profile that fits these objects, and the list that they came in; undefined where they do not tell, as a wrong
 * guess would be silent.
 */
export function recognise(objects: readonly MeterObject[], list?: string): Profile | undefined {
  if (list !== undefined) return theOnly(({ lists }) => lists?.includes(list) ?? false);
  const codes = new Set<string | undefined>();
  for (const { obis } of objects) codes.add(obis);
  const has = (obis: string) => codes.has(obis);
  return theOnly(({ sends }) => sends(has));
}

function theOnly(fits: (profile: Profile) => boolean): Profile | undefined {
  let found: Profile | undefined;
  for (const profile of PROFILES.values()) {
    if (!fits(profile)) continue;
    if (found !== undefined) return undefined;
    found = profile;
  }
  return found;
}
