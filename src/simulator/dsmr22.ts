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

/** No mode character in the identification, but a blank and the maker's number. `SIM` stands for no maker. */
const IDENTIFICATION = 'SIM5 HAN-PORT-DEMO';

/*
 * DSMR P1 Companion Standard 2.2, clause 5, in the order and the widths that its meters print (captures): no version, no
 * clock, no CRC.
 */
const LINES: readonly Line[] = [
  ...whoAndHowMuch(8, tensOfWatts(6)),
  ...thresholdAndSwitch('016*A'),
  NO_CODE,
  NO_TEXT,
  ['0-1:24.1.0', () => '(3)'],
  GAS_ID,
  gasBeforeDsmr4('08'),
  VALVE,
];

/** A house → the telegram that a DSMR 2.2 meter with a gas meter sends. */
export function encodeDsmr22(state: HouseholdRecord, meter: MeterIds): Buffer {
  return plainTelegram(IDENTIFICATION, printed(LINES, state, meter));
}
