import { frequencyAt } from './grid';
import { type HouseholdRecord, type Registers, totalEnergy } from './household-state';
import { deviceName, type MeterIds } from './meter-ids';
import {
  checkedTelegram,
  fixed,
  hexText,
  kilovars,
  kilowatts,
  type Line,
  measure,
  perPhase,
  printed,
  register,
  timeStamp,
  volts,
  wholeAmperes,
} from './p1-lines';
import { highest } from './quarter-hours';
import { powerFactor, reactiveEnergy, reactivePower, totalReactivePower } from './reactive';
import { clockOf } from './zones';

/** `SIM` stands for no maker. */
const IDENTIFICATION = 'SIM5SIM-METER';

const clock = clockOf('HU');

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
  ['0-0:42.0.0', (_, ids) => `(${hexText(deviceName(ids))})`],
  ['0-0:96.1.0', (_, { id }) => `(${hexText(id)})`],
  ['0-0:96.14.0', ({ tariff }) => `(${fixed(tariff, 4, 0)})`],
  ['0-0:96.3.10', () => '(1)'],
  ['0-0:17.0.0', () => '(90.000*kW)'],
  ...(['import', 'export'] as const).flatMap((way, i): Line[] => [
    [`1-0:${i + 1}.8.0`, ({ energy }) => kilowattHours(totalEnergy(energy)[way])],
    [`1-0:${i + 1}.8.1`, ({ energy }) => kilowattHours(energy[way][1])],
    [`1-0:${i + 1}.8.2`, ({ energy }) => kilowattHours(energy[way][2])],
    [`1-0:${i + 1}.8.3`, () => kilowattHours(0)],
    [`1-0:${i + 1}.8.4`, () => kilowattHours(0)],
  ]),
  ...[0, 1, 2, 3, 4, 5].map((i): Line => [`1-0:${i + 3}.8.0`, ({ energy }) => kilovarHours(reactive(energy)[i]!)]),
  ['1-0:15.8.0', ({ energy }) => kilowattHours(absolute(energy))],
  ...perPhase(32, ({ voltage }) => volts(voltage)),
  ...perPhase(31, ({ current }) => wholeAmperes(current)),
  ['1-0:13.7.0', (state) => ratio(state, totalReactivePower(state))],
  ...perPhase(33, (phase) => ratio(phase, reactivePower(phase))),
  ['1-0:14.7.0', ({ time }) => measure(frequencyAt(time), 4, 2, 'Hz')],
  ['1-0:1.7.0', (state) => kilowatts(state.import)],
  ['1-0:2.7.0', (state) => kilowatts(state.export)],
  ...[0, 1, 2, 3].map((i): Line => [`1-0:${i + 5}.7.0`, (state) => kilovars(quadrant(state, i))]),
  ...perPhase(31, () => '(200.00*A)', 4),
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
    [highest(peaks[way]), peaks[way][1], peaks[way][2]].map(({ watts }) => kilowatts(watts)),
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

function absolute(energy: Registers): number {
  const { import: taken, export: given } = totalEnergy(energy);
  return taken + given;
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
