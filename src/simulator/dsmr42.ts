import {
  dutchClock,
  GAS_ID,
  NO_CODE,
  NO_FAILURES,
  NO_TEXT,
  thresholdAndSwitch,
  VALVE,
  whoAndHowMuch,
} from './dutch-lines';
import type { HouseholdRecord } from './household-state';
import type { MeterIds } from './meter-ids';
import {
  checkedTelegram,
  kilowatts,
  type Line,
  perPhase,
  printed,
  register,
  timeStamp,
  wholeAmperes,
} from './p1-lines';

/** `SIM` stands for no maker. */
const IDENTIFICATION = 'SIM5\\2HAN-PORT-DEMO';

/*
 * DSMR P1 Companion Standard 4.2, clause 6.12, with the threshold, the switch and the valve that meters go on sending
 * from 4.0: no voltages, and the gas of the last full hour.
 */
const LINES: readonly Line[] = [
  ['1-3:0.2.8', () => '(42)'],
  ['0-0:1.0.0', ({ time }) => `(${timeStamp(time, dutchClock)})`],
  ...whoAndHowMuch(9, kilowatts),
  ...thresholdAndSwitch('999.9*kW'),
  ...NO_FAILURES,
  NO_CODE,
  NO_TEXT,
  ...perPhase(31, ({ current }) => wholeAmperes(current)),
  ...perPhase(21, (phase) => kilowatts(phase.import)),
  ...perPhase(22, (phase) => kilowatts(phase.export)),
  ['0-1:24.1.0', () => '(003)'],
  GAS_ID,
  ['0-1:24.2.1', ({ hourlyGas: gas }) => `(${timeStamp(gas.readAt, dutchClock)})${register(gas.volume, 8, 3, 'm3')}`],
  VALVE,
];

/** A house → the telegram that a DSMR 4.2 meter on three phases with a gas meter sends. */
export function encodeDsmr42(state: HouseholdRecord, meter: MeterIds): Buffer {
  return checkedTelegram(IDENTIFICATION, printed(LINES, state, meter));
}
