import type { Encode } from '../meter-model';
import { linkLayer } from './link';
import { FABRICATION_NUMBER, meterClock, POWERS, polishMeter, register, upperLimit, VOLTAGES } from './polish';
import { fullRecords, type RecordRow } from './records';
import { RADIO_KEY } from './test-key';
import { mode5 } from './transport';

/** An OTUS 3 in the grid of Tauron, which sends no totals (wmbusmeters, issues 54 and 1296). */
export const AMIPLUS: readonly RecordRow[] = [
  meterClock({ weekday: false, sign: true }),
  FABRICATION_NUMBER,
  ...VOLTAGES,
  ...([3, 2, 1] as const).map((tariff) => register('export', tariff)),
  upperLimit(0),
  ...([1, 2, 3] as const).map((tariff) => register('import', tariff)),
  ...POWERS,
];

export const encodeAmiplus: Encode = (state, ids, counter) => {
  const meter = polishMeter('APA', 1, ids);
  const records = fullRecords(AMIPLUS, state, ids);
  return linkLayer(meter, mode5({ meter, accessNumber: counter & 0xff, long: false }, records, RADIO_KEY));
};
