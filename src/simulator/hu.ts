import { frequencyAt } from './grid';
import type { HouseholdRecord, Registers } from './household-state';
import { LocalClock } from './local-clock';
import {
  checkedTelegram,
  fixed,
  hexText,
  type Line,
  type MeterIds,
  measure,
  printed,
  register,
  timeStamp,
  volts,
  wholeAmperes,
} from './p1-lines';
import { highest } from './quarter-hours';
import { powerFactor, reactiveEnergy, reactivePower, totalReactivePower } from './reactive';

/** `SIM` stands for no maker. */
const IDENTIFICATION = 'SIM5SIM-METER';

const clock = new LocalClock('Europe/Budapest');

/** The quadrants of reactive power, by the direction of active and reactive power (IEC 62056-61, clause 5.3). */
const QUADRANTS = [
  { active: 'import', reactive: 'import' },
  { active: 'export', reactive: 'import' },
  { active: 'export', reactive: 'export' },
  { active: 'import', reactive: 'export' },
] as const;

/*
 * The list of E.ON Hungary, in the order and the widths of a public capture; the tariffs are those of the house. Tariffs
 * 3 and 4 are not in use.
 */
const LINES: readonly Line[] = [
  ['0-0:1.0.0', ({ time }) => `(${timeStamp(time, clock)})`],
  ['0-0:42.0.0', (_, { id }) => `(${hexText(`SIM${id.slice(-13)}`)})`],
  ['0-0:96.1.0', (_, { id }) => `(${hexText(id)})`],
  ['0-0:96.14.0', ({ tariff }) => `(${fixed(tariff, 4, 0)})`],
  ['0-0:96.3.10', () => '(1)'],
  ['0-0:17.0.0', () => '(90.000*kW)'],
  ...(['import', 'export'] as const).flatMap((way, i): Line[] => [
    [`1-0:${i + 1}.8.0`, ({ energy }) => kilowattHours(energy[way][1] + energy[way][2])],
    [`1-0:${i + 1}.8.1`, ({ energy }) => kilowattHours(energy[way][1])],
    [`1-0:${i + 1}.8.2`, ({ energy }) => kilowattHours(energy[way][2])],
    [`1-0:${i + 1}.8.3`, () => kilowattHours(0)],
    [`1-0:${i + 1}.8.4`, () => kilowattHours(0)],
  ]),
  ...[0, 1, 2, 3, 4, 5].map((i): Line => [`1-0:${i + 3}.8.0`, ({ energy }) => kilovarHours(reactive(energy)[i]!)]),
  ['1-0:15.8.0', ({ energy }) => kilowattHours(absolute(energy))],
  ['1-0:32.7.0', ({ phases }) => volts(phases[0].voltage)],
  ['1-0:52.7.0', ({ phases }) => volts(phases[1].voltage)],
  ['1-0:72.7.0', ({ phases }) => volts(phases[2].voltage)],
  ['1-0:31.7.0', ({ phases }) => wholeAmperes(phases[0].current)],
  ['1-0:51.7.0', ({ phases }) => wholeAmperes(phases[1].current)],
  ['1-0:71.7.0', ({ phases }) => wholeAmperes(phases[2].current)],
  ['1-0:13.7.0', (state) => ratio(state, totalReactivePower(state))],
  ['1-0:33.7.0', ({ phases }) => ratio(phases[0], reactivePower(phases[0]))],
  ['1-0:53.7.0', ({ phases }) => ratio(phases[1], reactivePower(phases[1]))],
  ['1-0:73.7.0', ({ phases }) => ratio(phases[2], reactivePower(phases[2]))],
  ['1-0:14.7.0', ({ time }) => measure(frequencyAt(time), 4, 2, 'Hz')],
  ['1-0:1.7.0', (state) => measure(state.import, 5, 3, 'kW')],
  ['1-0:2.7.0', (state) => measure(state.export, 5, 3, 'kW')],
  ...[0, 1, 2, 3].map((i): Line => [`1-0:${i + 5}.7.0`, (state) => measure(quadrant(state, i), 5, 3, 'kvar')]),
  ['1-0:31.4.0', () => '(200.00*A)'],
  ['1-0:51.4.0', () => '(200.00*A)'],
  ['1-0:71.4.0', () => '(200.00*A)'],
  ['0-0:98.1.0', (state) => billing(state)],
  ['0-0:96.13.0', () => '()'],
];

/** A house → the telegram that a Hungarian meter on three phases sends. */
export function encodeHu(state: HouseholdRecord, meter: MeterIds): Buffer {
  return checkedTelegram(IDENTIFICATION, printed(LINES, state, meter));
}

/** The registers as the month began, and the peaks of the month before it: of both tariffs, of 1, of 2. */
function billing({ months, monthStart }: HouseholdRecord): string {
  const { end, peaks } = months[months.length - 1]!;
  const energy = (['import', 'export'] as const).flatMap((way) => {
    const { 1: one, 2: two } = monthStart[way];
    return [one + two, one, two].map(kilowattHours);
  });
  const powers = (['import', 'export'] as const).flatMap((way) =>
    [highest(peaks[way]), peaks[way][1], peaks[way][2]].map(({ watts }) => measure(watts, 5, 3, 'kW')),
  );
  const brackets = [
    ...energy,
    ...reactive(monthStart).map(kilovarHours),
    kilowattHours(absolute(monthStart)),
    ...powers,
  ];
  return `(${timeStamp(end, clock)})${brackets.join('')}`;
}

/** Import and export, and the four quadrants: the house is inductive when it takes, capacitive when it gives. */
function reactive(energy: Registers): readonly number[] {
  const { import: taken, export: given } = reactiveEnergy(energy);
  return [taken, given, taken, 0, given, 0];
}

function absolute({ import: taken, export: given }: Registers): number {
  return taken[1] + taken[2] + given[1] + given[2];
}

function quadrant(state: HouseholdRecord, index: number): number {
  const { active, reactive: way } = QUADRANTS[index]!;
  return (state.export > 0 ? 'export' : 'import') === active ? totalReactivePower(state)[way] : 0;
}

interface Flow {
  readonly import: number;
  readonly export: number;
}

/** Without a unit. */
function ratio(active: Flow, blind: Flow): string {
  return `(${fixed(powerFactor(active.import + active.export, blind.import + blind.export), 4, 3)})`;
}

/** Wh → F9(3,3) */
function kilowattHours(energy: number): string {
  return register(energy, 9, 3, 'kWh');
}

/** varh → F9(3,3) */
function kilovarHours(energy: number): string {
  return register(energy, 9, 3, 'kvarh');
}
