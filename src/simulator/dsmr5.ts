import { dutchClock, GAS_ID, NO_FAILURES, NO_TEXT, whoAndHowMuch } from './dutch-lines';
import type { HouseholdState } from './household-state';
import type { MeterIds } from './meter-ids';
import {
  checkedTelegram,
  kilowatts,
  type Line,
  perPhase,
  printed,
  register,
  timeStamp,
  volts,
  wholeAmperes,
} from './p1-lines';

/** `SIM` stands for no maker: these telegrams shall not pass for those of a real meter. */
const IDENTIFICATION = 'SIM5\\2HAN-PORT-DEMO';

/* DSMR P1 Companion Standard 5.0.2, clause 6.12, in its order and its formats. */
const LINES: readonly Line<HouseholdState>[] = [
  ['1-3:0.2.8', () => '(50)'],
  ['0-0:1.0.0', ({ time }) => `(${timeStamp(time, dutchClock)})`],
  ...whoAndHowMuch(9, kilowatts),
  ...NO_FAILURES,
  NO_TEXT,
  ...perPhase(32, ({ voltage }) => volts(voltage)),
  ...perPhase(31, ({ current }) => wholeAmperes(current)),
  ...perPhase(21, (phase) => kilowatts(phase.import)),
  ...perPhase(22, (phase) => kilowatts(phase.export)),
  ['0-1:24.1.0', () => '(003)'],
  GAS_ID,
  ['0-1:24.2.1', ({ gas }) => `(${timeStamp(gas.readAt, dutchClock)})${register(gas.volume, 8, 3, 'm3')}`],
];

/** A house → the telegram that an ESMR 5.0 meter on three phases with a gas meter sends. */
export function encodeDsmr5(state: HouseholdState, meter: MeterIds): Buffer {
  return checkedTelegram(IDENTIFICATION, printed(LINES, state, meter));
}
