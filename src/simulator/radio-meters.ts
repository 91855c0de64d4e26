import type { Encode, MeterModel } from './meter-model';
import { encodeAmiplus } from './radio/amiplus';
import { encodeGama350Inactive, encodeGama350Radio } from './radio/gama-350';
import { encodeMultical21 } from './radio/multical-21';
import { encodeOmsMode7 } from './radio/oms-mode-7';
import { RECEIVER_LINES } from './receivers';

type Row = readonly [id: string, name: string, mode: 'T1' | 'C1', interval: number, encode: Encode];

const ROWS: readonly Row[] = [
  // Every minute (wmbusmeters, issue 1318), every half a minute (issue 54).
  ['pl-gama350-radio', 'Elgama GAMA 350 (radio)', 'T1', 60, encodeGama350Radio],
  ['pl-amiplus', 'Apator AMIplus', 'T1', 30, encodeAmiplus],
  // Every 16 seconds (Kamstrup, MULTICAL 21 data sheet).
  ['pl-multical21', 'Kamstrup Multical 21', 'C1', 16, encodeMultical21],
  ['pl-oms-mode7', 'OMS, mode 7', 'T1', 30, encodeOmsMode7],
];

const INACTIVE: ReadonlyMap<string, Encode> = new Map([['pl-gama350-radio', encodeGama350Inactive]]);

/** The meters that send wireless M-Bus. */
export const RADIO_METERS: readonly MeterModel[] = ROWS.map(([id, name, radio, interval, encode]) => ({
  id,
  name,
  country: 'PL',
  line: RECEIVER_LINES.im871a,
  radio,
  interval,
  keys: 'test',
  lists: [{ encode }],
  ...(INACTIVE.has(id) && { inactive: INACTIVE.get(id)! }),
}));
