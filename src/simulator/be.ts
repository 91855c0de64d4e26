import type { HouseholdRecord } from './household-state';
import type { MeterIds } from './meter-ids';
import {
  checkedTelegram,
  fixed,
  hexText,
  kilowatts,
  type Line,
  measure,
  perPhase,
  printed,
  register,
  timeStamp,
  volts,
} from './p1-lines';
import { highest, type Peak } from './quarter-hours';
import { clockOf } from './zones';

/** The shape of what Belgian meters say of themselves, with an invented name. */
const IDENTIFICATION = 'FLU5\\253HAN-PORT-DEMO';

const clock = clockOf('BE');

/*
 * e-MUCS P1 2.1.1, as captures and the examples in public parsers have it; its text is not public. Tariff 1 is the day
 * and 2 the night, the reverse of the Netherlands, whose tariffs the house follows.
 */
const LINES: readonly Line[] = [
  ['0-0:96.1.4', () => '(50221)'],
  ['0-0:96.1.1', (_, { id }) => `(${hexText(id)})`],
  ['0-0:96.1.2', (_, { id }) => `(${hexText(connection(id, 0))})`],
  ['0-0:1.0.0', ({ time }) => `(${timeStamp(time, clock)})`],
  ['1-0:1.8.1', ({ energy }) => register(energy.import[2], 9, 3, 'kWh')],
  ['1-0:1.8.2', ({ energy }) => register(energy.import[1], 9, 3, 'kWh')],
  ['1-0:2.8.1', ({ energy }) => register(energy.export[2], 9, 3, 'kWh')],
  ['1-0:2.8.2', ({ energy }) => register(energy.export[1], 9, 3, 'kWh')],
  ['0-0:96.14.0', ({ tariff }) => `(${fixed(3 - tariff, 4, 0)})`],
  ['1-0:1.4.0', ({ quarterHour }) => kilowatts(quarterHour.import)],
  ['1-0:1.6.0', ({ peaks }) => peak(highest(peaks.import))],
  ['0-0:98.1.0', (state) => history(state)],
  ['1-0:1.7.0', (state) => kilowatts(state.import)],
  ['1-0:2.7.0', (state) => kilowatts(state.export)],
  ...perPhase(21, (phase) => kilowatts(phase.import)),
  ...perPhase(22, (phase) => kilowatts(phase.export)),
  ...perPhase(32, ({ voltage }) => volts(voltage)),
  ...perPhase(31, ({ current }) => amperes(current)),
  ['0-0:96.3.10', () => '(1)'],
  ['0-0:17.0.0', () => '(99.999*kW)'],
  ['1-0:31.4.0', () => '(999.99*A)'],
  ['0-0:96.13.0', () => '()'],
  ['0-1:24.1.0', () => '(003)'],
  ['0-1:96.1.1', (_, { gasId }) => `(${hexText(gasId)})`],
  ['0-1:96.1.2', (_, { gasId }) => `(${hexText(connection(gasId, 1))})`],
  ['0-1:24.4.0', () => '(1)'],
  ['0-1:24.2.3', ({ gas }) => `(${timeStamp(gas.readAt, clock)})${register(gas.volume, 8, 3, 'm3')}`],
];

/** A house → the telegram that a Belgian meter on three phases with a gas meter sends. */
export function encodeBe(state: HouseholdRecord, meter: MeterIds): Buffer {
  return checkedTelegram(IDENTIFICATION, printed(LINES, state, meter));
}

/** `(TST)(kW)` */
function peak({ at, watts }: Peak): string {
  return `(${timeStamp(at, clock)})${kilowatts(watts)}`;
}

/** How many, the two columns, and a row a month: its end, when its peak was, and the peak. */
function history({ months }: HouseholdRecord): string {
  const rows = months.map(({ end, peaks }) => `(${timeStamp(end, clock)})${peak(highest(peaks.import))}`);
  return `(${months.length})(1-0:1.6.0)(1-0:1.6.0)${rows.join('')}`;
}

/** An invented number of 18 digits for the place where a meter stands; Belgian ones begin with 5414. */
function connection(id: string, which: number): string {
  return `5414999${id.replace(/\D/g, '').slice(-10).padStart(10, '0')}${which}`;
}

/** A, two decimals → F5(2,2) */
function amperes(current: number): string {
  return measure(Math.round(current * 100), 5, 2, 'A');
}
