import type { MeterObject } from '../base/telegram';
import { AT } from './at';
import { BE } from './be';
import { HU } from './hu';
import { LT } from './lt';
import { LU } from './lu';
import { NL } from './nl';
import { DK, FI, SE } from './nordic';
import type { Profile } from './profile';
import { SI } from './si';

/** By country, ISO 3166-1. */
export const PROFILES: ReadonlyMap<string, Profile> = new Map(
  [AT, BE, DK, FI, HU, LT, LU, NL, SE, SI].map((profile) => [profile.country, profile]),
);

/** The only profile that fits these objects; undefined where they do not tell, as a wrong guess would be silent. */
export function recognise(objects: readonly MeterObject[]): Profile | undefined {
  const codes = new Set<string | undefined>();
  for (const { obis } of objects) codes.add(obis);
  const has = (obis: string) => codes.has(obis);
  let found: Profile | undefined;
  for (const profile of PROFILES.values()) {
    if (!profile.sends(has)) continue;
    if (found !== undefined) return undefined;
    found = profile;
  }
  return found;
}
