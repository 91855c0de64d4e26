import type { HouseholdState } from './household-state';
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

/** `SIM` stands for no maker: these telegrams shall not pass for those of a real meter. */
const IDENTIFICATION = 'SIM5\\2HAN-PORT-DEMO';

const clock = new LocalClock('Europe/Amsterdam');

/*
 * DSMR P1 Companion Standard 5.0.2, clause 6.12, in its order and its formats. The grid of this house never fails, and
 * the operator has nothing to tell it.
 */
const LINES: readonly Line<HouseholdState>[] = [
  ['1-3:0.2.8', () => '(50)'],
  ['0-0:1.0.0', ({ time }) => `(${timeStamp(time, clock)})`],
  ['0-0:96.1.1', (_, { id }) => `(${hexText(id)})`],
  ['1-0:1.8.1', ({ energy }) => kilowattHours(energy.import[1])],
  ['1-0:1.8.2', ({ energy }) => kilowattHours(energy.import[2])],
  ['1-0:2.8.1', ({ energy }) => kilowattHours(energy.export[1])],
  ['1-0:2.8.2', ({ energy }) => kilowattHours(energy.export[2])],
  ['0-0:96.14.0', ({ tariff }) => `(${fixed(tariff, 4, 0)})`],
  ['1-0:1.7.0', (state) => kilowatts(state.import)],
  ['1-0:2.7.0', (state) => kilowatts(state.export)],
  ['0-0:96.7.21', () => count(0)],
  ['0-0:96.7.9', () => count(0)],
  ['1-0:99.97.0', () => '()'],
  ['1-0:32.32.0', () => count(0)],
  ['1-0:52.32.0', () => count(0)],
  ['1-0:72.32.0', () => count(0)],
  ['1-0:32.36.0', () => count(0)],
  ['1-0:52.36.0', () => count(0)],
  ['1-0:72.36.0', () => count(0)],
  ['0-0:96.13.0', () => '()'],
  ['1-0:32.7.0', ({ phases }) => volts(phases[0].voltage)],
  ['1-0:52.7.0', ({ phases }) => volts(phases[1].voltage)],
  ['1-0:72.7.0', ({ phases }) => volts(phases[2].voltage)],
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
  ['0-1:24.2.1', ({ gas }) => `(${timeStamp(gas.readAt, clock)})${register(gas.volume, 8, 3, 'm3')}`],
];

/** A house → the telegram that an ESMR 5.0 meter on three phases with a gas meter sends. */
export function encodeDsmr5(state: HouseholdState, meter: MeterIds): Buffer {
  return checkedTelegram(IDENTIFICATION, printed(LINES, state, meter));
}

/** Wh → F9(3,3) */
function kilowattHours(energy: number): string {
  return register(energy, 9, 3, 'kWh');
}

/** W → F5(3,3) */
function kilowatts(power: number): string {
  return measure(power, 5, 3, 'kW');
}

/** F5(0,0) */
function count(events: number): string {
  return `(${fixed(events, 5, 0)})`;
}
