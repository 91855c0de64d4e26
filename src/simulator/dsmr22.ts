import type { HouseholdRecord } from './household-state';
import { LocalClock } from './local-clock';
import {
  fixed,
  hexText,
  type Line,
  type MeterIds,
  measure,
  plainTelegram,
  printed,
  register,
  timeStamp12,
} from './p1-lines';

/** No mode character in the identification, but a blank and the maker's number. `SIM` stands for no maker. */
const IDENTIFICATION = 'SIM5 HAN-PORT-DEMO';

const clock = new LocalClock('Europe/Amsterdam');

/*
 * DSMR P1 Companion Standard 2.2, clause 5, in the order and the widths that its meters print (captures): no version, no
 * clock, no CRC, and the gas of the last full hour on a line of its own.
 */
const LINES: readonly Line[] = [
  ['0-0:96.1.1', (_, { id }) => `(${hexText(id)})`],
  ['1-0:1.8.1', ({ energy }) => register(energy.import[1], 8, 3, 'kWh')],
  ['1-0:1.8.2', ({ energy }) => register(energy.import[2], 8, 3, 'kWh')],
  ['1-0:2.8.1', ({ energy }) => register(energy.export[1], 8, 3, 'kWh')],
  ['1-0:2.8.2', ({ energy }) => register(energy.export[2], 8, 3, 'kWh')],
  ['0-0:96.14.0', ({ tariff }) => `(${fixed(tariff, 4, 0)})`],
  ['1-0:1.7.0', (state) => kilowatts(state.import)],
  ['1-0:2.7.0', (state) => kilowatts(state.export)],
  ['0-0:17.0.0', () => '(016*A)'],
  ['0-0:96.3.10', () => '(1)'],
  ['0-0:96.13.1', () => '()'],
  ['0-0:96.13.0', () => '()'],
  ['0-1:24.1.0', () => '(3)'],
  ['0-1:96.1.0', (_, { gasId }) => `(${hexText(gasId)})`],
  [
    '0-1:24.3.0',
    ({ hourlyGas: { readAt, volume } }) =>
      `(${timeStamp12(readAt, clock)})(08)(60)(1)(0-1:24.2.1)(m3)\r\n(${fixed(volume % 1e8, 8, 3)})`,
  ],
  ['0-1:24.4.0', () => '(1)'],
];

/** A house → the telegram that a DSMR 2.2 meter with a gas meter sends. */
export function encodeDsmr22(state: HouseholdRecord, meter: MeterIds): Buffer {
  return plainTelegram(IDENTIFICATION, printed(LINES, state, meter));
}

/** W → tens of watts, F6(2,2) */
function kilowatts(power: number): string {
  return measure(Math.round(power / 10), 6, 2, 'kW');
}
