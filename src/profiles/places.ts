import { type Quantity, READING_UNITS } from '../base/units';

/** Where an object goes in a reading, and what it must be to go there. */
export interface Place {
  /**
   * A quantity with its unit; mean power, and its peaks; a ratio; a count; a number printed as text; a text; the power
   * failure log.
   */
  readonly kind: Quantity | 'demand' | 'peak' | 'peaks' | 'ratio' | 'count' | 'code' | 'text' | 'failures';
  readonly path: readonly string[];
}

type Row = readonly [obis: string, kind: Place['kind'], path: string];

/*
 * OBIS value group C: 1, 2 active import, export; 3, 4 reactive; 20 more a phase: 21 to 36 L1, 41 to 56 L2, 61 to 76 L3.
 * Value group D: 7 the moment, 8 the register (IEC 62056-61, clauses 5.3 and 5.4).
 */
const TOTALS: readonly Row[] = [
  ['1-0:1.7.0', 'power', 'power.import'],
  ['1-0:2.7.0', 'power', 'power.export'],
  ['1-0:3.7.0', 'reactivePower', 'reactivePower.import'],
  ['1-0:4.7.0', 'reactivePower', 'reactivePower.export'],
  ['1-0:1.8.0', 'energy', 'energy.import'],
  ['1-0:2.8.0', 'energy', 'energy.export'],
  ['1-0:3.8.0', 'reactiveEnergy', 'reactiveEnergy.import'],
  ['1-0:4.8.0', 'reactiveEnergy', 'reactiveEnergy.export'],
  // Landis+Gyr in Norway.
  ['0-0:1.8.0', 'energy', 'energy.import'],
  ['0-0:2.8.0', 'energy', 'energy.export'],
  ['0-0:3.8.0', 'reactiveEnergy', 'reactiveEnergy.import'],
  ['0-0:4.8.0', 'reactiveEnergy', 'reactiveEnergy.export'],
  ...[1, 2, 3, 4].flatMap((tariff): Row[] => [
    [`1-0:1.8.${tariff}`, 'energy', `energy.tariffs.${tariff}.import`],
    [`1-0:2.8.${tariff}`, 'energy', `energy.tariffs.${tariff}.export`],
  ]),
  ['1-0:9.7.0', 'apparentPower', 'apparentPower.import'],
  ['1-0:10.7.0', 'apparentPower', 'apparentPower.export'],
  ['1-0:13.7.0', 'ratio', 'powerFactor'],
  ['1-0:14.7.0', 'frequency', 'frequency'],
  ['1-0:16.24.0', 'power', 'power.net'],
  ['1-0:1.4.0', 'demand', 'demand.current'],
  ['1-0:1.6.0', 'peak', 'demand.monthPeak'],
  ['0-0:98.1.0', 'peaks', 'demand.history'],
  ['0-0:96.14.0', 'code', 'tariff'],
];

/** Value group C is that of L1. */
const PER_PHASE: readonly (readonly [c: number, d: number, kind: Place['kind'], path: string])[] = [
  [32, 7, 'voltage', 'phases.L#.voltage'],
  [31, 7, 'current', 'phases.L#.current'],
  [21, 7, 'power', 'phases.L#.power.import'],
  [22, 7, 'power', 'phases.L#.power.export'],
  [23, 7, 'reactivePower', 'phases.L#.reactivePower.import'],
  [24, 7, 'reactivePower', 'phases.L#.reactivePower.export'],
  [33, 7, 'ratio', 'phases.L#.powerFactor'],
  [32, 32, 'count', 'events.voltageSags.L#'],
  [32, 36, 'count', 'events.voltageSwells.L#'],
];

const EVENTS: readonly Row[] = [
  ['0-0:96.7.21', 'count', 'events.powerFailures'],
  ['0-0:96.7.9', 'count', 'events.longPowerFailures'],
  ['1-0:99.97.0', 'failures', 'events.powerFailureLog'],
  ['0-0:96.13.0', 'text', 'events.message'],
  ['0-0:96.13.1', 'text', 'events.messageCode'],
];

/** Of meters that have a radio of their own. Heat comes in units of either kind. */
const OTHER_MEDIA: readonly Row[] = [
  ['6-0:1.0.0', 'energy', 'energy.import'],
  ['6-0:1.0.0', 'heat', 'heat'],
  ['6-0:2.0.0', 'volume', 'volume'],
  ['7-0:3.0.0', 'volume', 'volume'],
  ['8-0:1.0.0', 'volume', 'volume'],
  ['9-0:1.0.0', 'volume', 'volume'],
];

const ROWS: readonly Row[] = [
  ...TOTALS,
  ...[1, 2, 3].flatMap((phase) =>
    PER_PHASE.map(
      ([c, d, kind, path]): Row => [`1-0:${c + 20 * (phase - 1)}.${d}.0`, kind, path.replace('#', `${phase}`)],
    ),
  ),
  ...EVENTS,
  ...OTHER_MEDIA,
];

/** Where an object with this OBIS code may go; its unit decides. Some meters send electricity on channel 1 instead of 0. */
export const PLACES: ReadonlyMap<string, readonly Place[]> = placesOf(ROWS);

function placesOf(rows: readonly Row[]): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  for (const [obis, kind, path] of rows) {
    const place = { kind, path: path.split('.') };
    for (const code of new Set([obis, obis.replace(/^1-0:/, '1-1:')])) {
      places.set(code, [...(places.get(code) ?? []), place]);
    }
  }
  return places;
}

const UNITS: ReadonlyMap<string, string> = new Map([
  ...ROWS.flatMap(([, kind, path]): [string, string][] => (kind in READING_UNITS ? [[path, unitOfKind(kind)]] : [])),
  ['power.net', READING_UNITS.power],
  ['demand.current', 'kW'],
  ['demand.monthPeak.value', 'kW'],
]);

function unitOfKind(kind: Place['kind']): string {
  return READING_UNITS[kind as Quantity];
}

/** The unit of a value in a reading, by its path such as `power.import`; empty where it has none. */
export function unitAt(path: string): string {
  return UNITS.get(path) ?? '';
}
