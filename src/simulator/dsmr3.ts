import {
  GAS_ID,
  gasBeforeDsmr4,
  NO_CODE,
  NO_TEXT,
  tensOfWatts,
  thresholdAndSwitch,
  VALVE,
  whoAndHowMuch,
} from './dutch-lines';
import type { HouseholdRecord } from './household-state';
import type { MeterIds } from './meter-ids';
import { type Line, plainTelegram, printed } from './p1-lines';

/** `SIM` stands for no maker. */
const IDENTIFICATION = 'SIM5\\2HAN-PORT-DEMO';

/*
 * DSMR P1 Companion Standard 3.0, clause 5.6, in the order and the widths of its example: no version, no clock, no CRC.
 */
const LINES: readonly Line[] = [
  ...whoAndHowMuch(8, tensOfWatts(5)),
  ...thresholdAndSwitch('016*A'),
  NO_CODE,
  NO_TEXT,
  GAS_ID,
  ['0-1:24.1.0', () => '(03)'],
  gasBeforeDsmr4('00'),
  VALVE,
];

/** A house → the telegram that a DSMR 3.0 meter with a gas meter sends. */
export function encodeDsmr3(state: HouseholdRecord, meter: MeterIds): Buffer {
  return plainTelegram(IDENTIFICATION, printed(LINES, state, meter));
}
