import { type Quantity, READING_UNITS } from '../base/units';

/** Where an object's value goes in a reading, and what it must measure to go there. */
export interface Place {
  readonly quantity: Quantity;
  readonly path: readonly string[];
}

/*
 * OBIS value group C: 1, 2 active import, export; 3, 4 reactive; 20 more a phase: 21 to 36 L1, 41 to 56 L2, 61 to 76 L3.
 * Value group D: 7 the moment, 8 the register (IEC 62056-61, clauses 5.3 and 5.4).
 */
const TOTALS: readonly (readonly [obis: string, quantity: Quantity, path: string])[] = [
  ['1-0:1.7.0', 'power', 'power.import'],
  ['1-0:2.7.0', 'power', 'power.export'],
  ['1-0:3.7.0', 'reactivePower', 'reactivePower.import'],
  ['1-0:4.7.0', 'reactivePower', 'reactivePower.export'],
  ['1-0:1.8.0', 'energy', 'energy.import'],
  ['1-0:2.8.0', 'energy', 'energy.export'],
  ['1-0:3.8.0', 'reactiveEnergy', 'reactiveEnergy.import'],
  ['1-0:4.8.0', 'reactiveEnergy', 'reactiveEnergy.export'],
  ['1-0:1.8.1', 'energy', 'energy.tariffs.1.import'],
  ['1-0:1.8.2', 'energy', 'energy.tariffs.2.import'],
  ['1-0:2.8.1', 'energy', 'energy.tariffs.1.export'],
  ['1-0:2.8.2', 'energy', 'energy.tariffs.2.export'],
];

const PER_PHASE: readonly (readonly [c: number, quantity: Quantity, path: string])[] = [
  [12, 'voltage', 'voltage'],
  [11, 'current', 'current'],
  [1, 'power', 'power.import'],
  [2, 'power', 'power.export'],
];

/** By OBIS code. */
export const PLACES: ReadonlyMap<string, Place> = new Map<string, Place>([
  ...TOTALS.map(([obis, quantity, path]): [string, Place] => [obis, { quantity, path: path.split('.') }]),
  ...[1, 2, 3].flatMap((phase) =>
    PER_PHASE.map(([c, quantity, path]): [string, Place] => [
      `1-0:${phase * 20 + c}.7.0`,
      { quantity, path: ['phases', `L${phase}`, ...path.split('.')] },
    ]),
  ),
]);

const UNITS: ReadonlyMap<string, string> = new Map([
  ...[...PLACES.values()].map(({ quantity, path }): [string, string] => [path.join('.'), READING_UNITS[quantity]]),
  ['power.net', READING_UNITS.power],
]);

/** The unit of a value in a reading, by its path such as `power.import`; empty where it has none. */
export function unitAt(path: string): string {
  return UNITS.get(path) ?? '';
}
