import type { HouseholdRecord } from './household-state';
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
  wholeAmperes,
} from './p1-lines';

/** `SIM` stands for no maker. */
const IDENTIFICATION = 'SIM5\\2HAN-PORT-DEMO';

const clock = new LocalClock('Europe/Amsterdam');

/*
 * DSMR P1 Companion Standard 4.2, clause 6.12, with the threshold, the switch and the valve that meters go on sending
 * from 4.0: no voltages, and the gas of the last full hour.
 */
const LINES: readonly Line[] = [
  ['1-3:0.2.8', () => '(42)'],
  ['0-0:1.0.0', ({ time }) => `(${timeStamp(time, clock)})`],
  ['0-0:96.1.1', (_, { id }) => `(${hexText(id)})`],
  ['1-0:1.8.1', ({ energy }) => register(energy.import[1], 9, 3, 'kWh')],
  ['1-0:1.8.2', ({ energy }) => register(energy.import[2], 9, 3, 'kWh')],
  ['1-0:2.8.1', ({ energy }) => register(energy.export[1], 9, 3, 'kWh')],
  ['1-0:2.8.2', ({ energy }) => register(energy.export[2], 9, 3, 'kWh')],
  ['0-0:96.14.0', ({ tariff }) => `(${fixed(tariff, 4, 0)})`],
  ['1-0:1.7.0', (state) => kilowatts(state.import)],
  ['1-0:2.7.0', (state) => kilowatts(state.export)],
  ['0-0:17.0.0', () => '(999.9*kW)'],
  ['0-0:96.3.10', () => '(1)'],
  ['0-0:96.7.21', () => '(00000)'],
  ['0-0:96.7.9', () => '(00000)'],
  ['1-0:99.97.0', () => '()'],
  ['1-0:32.32.0', () => '(00000)'],
  ['1-0:52.32.0', () => '(00000)'],
  ['1-0:72.32.0', () => '(00000)'],
  ['1-0:32.36.0', () => '(00000)'],
  ['1-0:52.36.0', () => '(00000)'],
  ['1-0:72.36.0', () => '(00000)'],
  ['0-0:96.13.1', () => '()'],
  ['0-0:96.13.0', () => '()'],
  ['1-0:31.7.0', ({ phases }) => wholeAmperes(phases[0].current)],
  ['1-0:51.7.0', ({ phases }) => wholeAmperes(phases[1].current)],
  ['1-0:71.7.0', ({ phases }) => wholeAmperes(phases[2].current)],
  ['1-0:21.7.0', ({ phases }) => kilowatts(phases[0].import)],
  ['1-0:41.7.0', ({ phases }) => kilowatts(phases[1].import)],
  ['1-0:61.7.0', ({ phases }) => kilowatts(phases[2].import)],
  ['1-0:22.7.0', ({ phases }) => kilowatts(phases[0].export)],
  ['1-0:42.7.0', ({ phases }) => kilowatts(phases[1].export)],
  ['1-0:62.7.0', ({ phases }) => kilowatts(phases[2].export)],
  ['0-1:24.1.0', () => '(003)'],
  ['0-1:96.1.0', (_, { gasId }) => `(${hexText(gasId)})`],
  ['0-1:24.2.1', ({ hourlyGas: gas }) => `(${timeStamp(gas.readAt, clock)})${register(gas.volume, 8, 3, 'm3')}`],
  ['0-1:24.4.0', () => '(1)'],
];

/** A house → the telegram that a DSMR 4.2 meter on three phases with a gas meter sends. */
export function encodeDsmr42(state: HouseholdRecord, meter: MeterIds): Buffer {
  return checkedTelegram(IDENTIFICATION, printed(LINES, state, meter));
}

/** W → F5(3,3) */
function kilowatts(power: number): string {
  return measure(power, 5, 3, 'kW');
}
