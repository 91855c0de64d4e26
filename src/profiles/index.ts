import type { MeterObject } from '../base/telegram';
import { NL } from './nl';
import type { Profile } from './profile';

/** By country, ISO 3166-1. */
export const PROFILES: ReadonlyMap<string, Profile> = new Map([NL].map((profile) => [profile.country, profile]));

/** The only profile that fits these objects; undefined where they do not tell, as a wrong guess would be silent. */
export function recognise(objects: readonly MeterObject[]): Profile | undefined {
  const byCode = new Map(objects.flatMap((object) => (object.obis === undefined ? [] : [[object.obis, object]])));
  const fitting = [...PROFILES.values()].filter((profile) => profile.recognises(byCode));
  return fitting.length === 1 ? fitting[0] : undefined;
}
