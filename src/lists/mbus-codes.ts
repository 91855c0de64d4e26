import type { RecordFunction } from '../base/telegram';

/** What a meter measures, as far as codes depend on it. */
export type Medium = 'electricity' | 'gas' | 'heat' | 'water' | 'hot-water';

/** Device types that tell the medium (EN 13757-7:2018, table 13). */
export const MEDIA: ReadonlyMap<number, Medium> = new Map([
  [0x02, 'electricity'],
  [0x03, 'gas'],
  [0x04, 'heat'],
  [0x06, 'hot-water'],
  [0x07, 'water'],
  [0x0c, 'heat'],
  [0x15, 'hot-water'],
  [0x16, 'water'],
]);

/**
 * How sure a code is. `inference`: meters of the same make print it for the same register on their P1 port, or IEC
 * 62056-61 and EN 13757-1 name the quantity so, but no public text says it of the record. `display`: the grid company
 * prints it beside the register in its description of the meter's display.
 */
export type Basis = 'inference' | 'display';

/** `t` stands for the tariff of the record, 0 for the total; a code without it is of tariff 0 only. */
export type CodeRow = readonly [medium: Medium | 'any', name: string, kind: RecordFunction, obis: string, basis: Basis];

/** Codes of the present values of records, by the name that `parseRecords` gives. */
export const RECORD_CODES: readonly CodeRow[] = [
  ['any', 'dateTime', 'instantaneous', '0-0:1.0.0', 'inference'],
  ['any', 'fabricationNumber', 'instantaneous', '0-0:96.1.0', 'inference'],

  ['electricity', 'energy', 'instantaneous', '1-0:1.8.t', 'inference'],
  ['electricity', 'energyForward', 'instantaneous', '1-0:1.8.t', 'inference'],
  ['electricity', 'energyBackward', 'instantaneous', '1-0:2.8.t', 'inference'],
  // Whether a meter means 3.8.0 and 4.8.0, or 5.8.0 and 8.8.0 as Tauron's displays have them, is open.
  ['electricity', 'reactiveEnergy', 'instantaneous', '1-0:3.8.t', 'inference'],
  ['electricity', 'reactiveEnergyBackward', 'instantaneous', '1-0:4.8.t', 'inference'],
  ['electricity', 'power', 'instantaneous', '1-0:1.7.0', 'inference'],
  ['electricity', 'powerForward', 'instantaneous', '1-0:1.7.0', 'inference'],
  ['electricity', 'powerBackward', 'instantaneous', '1-0:2.7.0', 'inference'],
  ['electricity', 'reactivePower', 'instantaneous', '1-0:3.7.0', 'inference'],
  ['electricity', 'reactivePowerBackward', 'instantaneous', '1-0:4.7.0', 'inference'],
  // Tauron, "Informacje na liczniku": the maximum of the month.
  ['electricity', 'power', 'maximum', '1-0:1.6.0', 'display'],
  ['electricity', 'voltageL1', 'instantaneous', '1-0:32.7.0', 'inference'],
  ['electricity', 'voltageL2', 'instantaneous', '1-0:52.7.0', 'inference'],
  ['electricity', 'voltageL3', 'instantaneous', '1-0:72.7.0', 'inference'],
  ['electricity', 'currentL1', 'instantaneous', '1-0:31.7.0', 'inference'],
  ['electricity', 'currentL2', 'instantaneous', '1-0:51.7.0', 'inference'],
  ['electricity', 'currentL3', 'instantaneous', '1-0:71.7.0', 'inference'],
  ['electricity', 'frequency', 'instantaneous', '1-0:14.7.0', 'inference'],
  ['electricity', 'powerUpperLimitAbsolute', 'instantaneous', '0-0:17.0.0', 'inference'],

  ['heat', 'energy', 'instantaneous', '6-0:1.0.0', 'inference'],
  ['heat', 'volume', 'instantaneous', '6-0:2.0.0', 'inference'],
  ['gas', 'volume', 'instantaneous', '7-0:3.0.0', 'inference'],
  ['water', 'volume', 'instantaneous', '8-0:1.0.0', 'inference'],
  ['hot-water', 'volume', 'instantaneous', '9-0:1.0.0', 'inference'],
];
