import type { HouseholdState } from './household-state';
import { fixed, hexText, type Line, measure, perPhase, register, timeStamp12 } from './p1-lines';
import { clockOf } from './zones';

/*
 * Lines that the versions of the DSMR P1 Companion Standard (2.2 and 3.0, clause 5; 4.2 and 5.0.2, clause 6.12) have in
 * common.
 */

export const dutchClock = clockOf('NL');

/** Who it is, its registers of so many digits, its tariff, and its power as `kilowatts` prints W. */
export function whoAndHowMuch(digits: number, kilowatts: (power: number) => string): readonly Line<HouseholdState>[] {
  const energy = (value: number) => register(value, digits, 3, 'kWh');
  return [
    ['0-0:96.1.1', (_, { id }) => `(${hexText(id)})`],
    ['1-0:1.8.1', (state) => energy(state.energy.import[1])],
    ['1-0:1.8.2', (state) => energy(state.energy.import[2])],
    ['1-0:2.8.1', (state) => energy(state.energy.export[1])],
    ['1-0:2.8.2', (state) => energy(state.energy.export[2])],
    ['0-0:96.14.0', ({ tariff }) => `(${fixed(tariff, 4, 0)})`],
    ['1-0:1.7.0', (state) => kilowatts(state.import)],
    ['1-0:2.7.0', (state) => kilowatts(state.export)],
  ];
}

/** W → tens of watts, `digits` in all. */
export function tensOfWatts(digits: number): (power: number) => string {
  return (power) => measure(Math.round(power / 10), digits, 2, 'kW');
}

/** The threshold that an operator may set, and the switch, until DSMR 4. */
export function thresholdAndSwitch(threshold: string): readonly Line<HouseholdState>[] {
  return [
    ['0-0:17.0.0', () => `(${threshold})`],
    ['0-0:96.3.10', () => '(1)'],
  ];
}

/** The grid of this house never fails. */
export const NO_FAILURES: readonly Line<HouseholdState>[] = [
  ...['0-0:96.7.21', '0-0:96.7.9'].map((obis): Line<HouseholdState> => [obis, () => `(${fixed(0, 5, 0)})`]),
  ['1-0:99.97.0', () => '()'],
  ...[32, 36].flatMap((d) => perPhase(32, () => `(${fixed(0, 5, 0)})`, d)),
];

/** The operator has nothing to tell it: a code until DSMR 4, and a text. */
export const NO_CODE: Line<HouseholdState> = ['0-0:96.13.1', () => '()'];
export const NO_TEXT: Line<HouseholdState> = ['0-0:96.13.0', () => '()'];

export const GAS_ID: Line<HouseholdState> = ['0-1:96.1.0', (_, { gasId }) => `(${hexText(gasId)})`];
export const VALVE: Line<HouseholdState> = ['0-1:24.4.0', () => '(1)'];

/** The gas of the last full hour, on a line of its own, under a heading with its status. */
export function gasBeforeDsmr4(status: string): Line {
  return [
    '0-1:24.3.0',
    ({ hourlyGas: { readAt, volume } }) =>
      `(${timeStamp12(readAt, dutchClock)})(${status})(60)(1)(0-1:24.2.1)(m3)\r\n(${fixed(volume % 1e8, 8, 3)})`,
  ];
}
