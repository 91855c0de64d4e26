import { add, shift } from '../base/decimal';
import type { Meter, MeterObject, MeterTime } from '../base/telegram';
import { unitOf } from '../base/units';
import { events } from './events';
import type { Profile } from './profile';
import { PLACES, type Place } from './quantities';
import type { Flow, Reading } from './reading';
import { subMeters } from './sub-meters';
import { Zone } from './zone';

/** A decoded telegram, as much of it as a reading needs. */
export interface ReadableTelegram {
  objects: readonly MeterObject[];
  meter?: Meter;
  time?: MeterTime;
  /** ISO 8601 in UTC. */
  receivedAt?: string;
}

const zones = new Map<string, Zone>();

/** Puts what a meter said into the one shape that is the same in every country. */
export function readingOf(telegram: ReadableTelegram, profile: Profile): Reading {
  const zone = zoneOf(profile);
  const reading: Reading = {
    meter: { ...telegram.meter, country: profile.country, medium: 'electricity' },
    ...clock(telegram, zone),
  };
  const byCode = new Map<string, MeterObject>();
  for (const object of telegram.objects) {
    if (object.obis === undefined || byCode.has(object.obis)) continue;
    byCode.set(object.obis, object);
    const place = PLACES.get(object.obis);
    if (place !== undefined) put(reading, place, object);
  }
  total(reading);
  const tariff = Number(byCode.get('0-0:96.14.0')?.value || Number.NaN);
  if (Number.isInteger(tariff)) reading.tariff = tariff;
  const others = subMeters(telegram.objects, zone);
  if (others.length > 0) reading.subMeters = others;
  const happened = events(byCode, zone);
  if (happened !== undefined) reading.events = happened;
  return reading;
}

function zoneOf({ zone: name }: Profile): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = new Zone(name);
  zones.set(name, zone);
  return zone;
}

function clock({ time, receivedAt }: ReadableTelegram, zone: Zone): Pick<Reading, 'timestamp' | 'clock'> {
  if (time !== undefined) return { timestamp: zone.iso(time), clock: 'meter' };
  return receivedAt === undefined ? { clock: 'host' } : { timestamp: zone.at(receivedAt), clock: 'host' };
}

function put(reading: Reading, place: Place, { value, unit }: MeterObject): void {
  const measured = unit === undefined ? undefined : unitOf(unit);
  if (measured?.quantity !== place.quantity || typeof value !== 'number') return;
  const { path } = place;
  let group = reading as unknown as Record<string, unknown>;
  for (let i = 0; i < path.length - 1; i++) {
    const key = path[i]!;
    group[key] ??= {};
    group = group[key] as Record<string, unknown>;
  }
  group[path[path.length - 1]!] = shift(value, measured.places);
}

/** Sums that the meter leaves to the reader. */
function total({ power, energy }: Reading): void {
  if (power?.import !== undefined) power.net = add(power.import, -(power.export ?? 0));
  if (energy?.tariffs === undefined) return;
  const tariffs = Object.values(energy.tariffs);
  for (const way of ['import', 'export'] as const) {
    const registers = tariffs.flatMap((tariff: Flow) => tariff[way] ?? []);
    if (energy[way] === undefined && registers.length > 0) energy[way] = add(...registers);
  }
}
