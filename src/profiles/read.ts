import { add, shift } from '../base/decimal';
import type { Meter, MeterEntry, MeterObject, MeterTime } from '../base/telegram';
import { type Quantity, unitOf } from '../base/units';
import { failureLog } from './failure-log';
import { PLACES, type Place } from './places';
import type { Profile } from './profile';
import { type Flow, GROUPS, type Group, type Medium, type Peak, type Reading, type ReadingMeter } from './reading';
import { subMeters } from './sub-meters';
import { Zone } from './zone';

/** A decoded telegram, as much of it as a reading needs. */
export interface ReadableTelegram {
  objects: readonly MeterObject[];
  meter?: Meter;
  time?: MeterTime;
  list?: string;
}

/** What the objects tell, before it is put in order. */
type Draft = Pick<Reading, Group>;

/**
 * Puts what a meter said into the one shape that is the same in every country. `receivedAt` (ISO 8601 in UTC) is the
 * time of the reading where the meter sends none.
 */
export function readingOf(telegram: ReadableTelegram, profile: Profile, receivedAt?: string): Reading {
  const zone = zoneOf(profile);
  const draft: Draft = {};
  for (const object of telegram.objects) {
    const places = object.obis === undefined ? undefined : PLACES.get(object.obis);
    if (places === undefined) continue;
    for (const place of places) put(draft, place.path, valueFor(place, object, zone));
  }
  total(draft);
  const grid = gridOf(telegram.meter, profile);
  if (grid === 'IT') leaveOutNeutral(draft);
  if (grid !== undefined) draft.grid = grid;
  const tariffName = draft.tariff === undefined ? undefined : profile.tariffs[draft.tariff];
  if (tariffName !== undefined) draft.tariffName = tariffName;
  const others = subMeters(telegram.objects, zone);
  if (others.length > 0) draft.subMeters = others;

  const reading: Record<string, unknown> = { meter: meterOf(telegram.meter, profile) };
  if (telegram.time !== undefined) reading.timestamp = zone.iso(telegram.time);
  else if (receivedAt !== undefined) reading.timestamp = zone.at(Date.parse(receivedAt));
  reading.clock = telegram.time === undefined ? 'host' : 'meter';
  for (const group of GROUPS) if (draft[group] !== undefined) reading[group] = draft[group];
  return reading as unknown as Reading;
}

const zones = new Map<string, Zone>();

function zoneOf({ country, zone: name, withoutLetter, deviation }: Profile): Zone {
  let zone = zones.get(country);
  if (zone === undefined) {
    zone = new Zone(name, withoutLetter, deviation);
    zones.set(country, zone);
  }
  return zone;
}

function meterOf(meter: Meter | undefined, { country }: Profile): ReadingMeter {
  const known: Record<string, unknown> = {};
  if (meter?.id !== undefined) known.id = meter.id;
  if (meter?.manufacturer !== undefined) known.manufacturer = meter.manufacturer;
  if (meter?.model !== undefined) known.model = meter.model;
  known.country = country;
  known.medium = MEDIA[meter?.type ?? ''] ?? 'electricity';
  return known as unknown as ReadingMeter;
}

/** By the type of device that the meter says it is. What says nothing, or is but a radio converter, meters electricity. */
const MEDIA: Readonly<Record<string, Medium>> = {
  gas: 'gas',
  heat: 'heat',
  'heat, volume at inlet': 'heat',
  'heat and cooling': 'heat',
  'warm water': 'hot water',
  'hot water': 'hot water',
  water: 'water',
  'cold water': 'water',
};

/** Undefined where the country has one kind of grid only, or the meter does not tell which. */
function gridOf(meter: Meter | undefined, { grids }: Profile): Reading['grid'] {
  const type = meter?.model;
  return type === undefined ? undefined : grids?.find(([pattern]) => pattern.test(type))?.[1];
}

/** A meter with two elements on three lines sends zeros for what it does not measure. */
function leaveOutNeutral({ phases }: Draft): void {
  if (phases?.L2?.voltage === 0) delete phases.L2.voltage;
  if (phases?.L2?.current === 0) delete phases.L2.current;
  if (phases?.L2 !== undefined && Object.keys(phases.L2).length === 0) delete phases.L2;
}

/** Undefined where the object is not what belongs in its place: absent is better than wrong. */
function valueFor({ kind }: Place, object: MeterObject, zone: Zone): unknown {
  const { value, unit, text } = object;
  switch (kind) {
    case 'count':
      return typeof value === 'number' && unit === undefined ? value : undefined;
    case 'code':
      return tariffNumber(value);
    case 'text':
      return value === '' || value === null ? undefined : (text ?? value);
    case 'failures':
      return failureLog(object, zone);
    case 'ratio':
      return ratio(value);
    case 'demand':
      return kilowatts(value, unit);
    case 'peak':
      return peak(object, zone);
    case 'peaks':
      return object.entries?.flatMap((entry) => peak(entry, zone) ?? []);
    default:
      return measured(kind, value, unit);
  }
}

function measured(quantity: Quantity, value: MeterObject['value'], unit: string | undefined): number | undefined {
  const known = unit === undefined ? undefined : unitOf(unit);
  return known?.quantity === quantity && typeof value === 'number' ? shift(value, known.places) : undefined;
}

function kilowatts(value: MeterObject['value'], unit: string | undefined): number | undefined {
  const watts = measured('power', value, unit);
  return watts === undefined ? undefined : shift(watts, -3);
}

function peak({ value, unit, timestamp, dst }: MeterEntry | MeterObject, zone: Zone): Peak | undefined {
  const power = kilowatts(value, unit);
  if (power === undefined) return undefined;
  if (timestamp === undefined) return { value: power };
  return { value: power, timestamp: zone.iso(dst === undefined ? { local: timestamp } : { local: timestamp, dst }) };
}

/** The Netherlands print `0002`, Czechia sends `T2`, Cyprus `RATE2`. */
function tariffNumber(value: MeterObject['value']): number | undefined {
  const digits = typeof value === 'string' ? /^[A-Z]{0,4}(\d{1,15})$/.exec(value)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

/** A power factor carries no unit. Printed without a decimal point it is in thousandths (ESO, old firmware). */
function ratio(value: MeterObject['value']): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^[+-]?\d{1,6}(\.\d{1,6})?$/.test(value)) return undefined;
  return value.includes('.') ? Number(value) : shift(Number(value), -3);
}

/** Where a code comes twice, the first counts. */
function put(draft: Draft, path: readonly string[], value: unknown): void {
  if (value === undefined) return;
  let group = draft as Record<string, unknown>;
  for (let i = 0; i < path.length - 1; i++) {
    const key = path[i]!;
    group[key] ??= {};
    group = group[key] as Record<string, unknown>;
  }
  group[path[path.length - 1]!] ??= value;
}

/** Sums that the meter leaves to the reader. */
function total({ power, energy }: Draft): void {
  if (power?.import !== undefined) power.net = add(power.import, -(power.export ?? 0));
  if (energy?.tariffs === undefined) return;
  const tariffs = Object.values(energy.tariffs);
  for (const way of ['import', 'export'] as const) {
    const registers = tariffs.flatMap((tariff: Flow) => tariff[way] ?? []);
    if (energy[way] === undefined && registers.length > 0) energy[way] = add(...registers);
  }
}
