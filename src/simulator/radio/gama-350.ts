import type { Encode } from '../meter-model';
import { totalReactivePower } from '../reactive';
import type { RadioAddress } from './address';
import { linkLayer } from './link';
import { FABRICATION_NUMBER, meterClock, POWERS, polishMeter, register, upperLimit, VOLTAGES } from './polish';
import { bcd, fullRecords, type RecordRow } from './records';
import { RADIO_KEY } from './test-key';
import { mode5 } from './transport';

/** As it sends them since 2026 (wmbusmeters, issue 2036; SzczepanLeon/esphome-components, issue 375). */
export const GAMA_350: readonly RecordRow[] = [
  meterClock({ weekday: true, sign: false }),
  FABRICATION_NUMBER,
  ...([0, 1, 2, 3, 4] as const).map((tariff) => register('import', tariff)),
  ...([0, 1, 2, 3, 4] as const).map((tariff) => register('export', tariff)),
  ...POWERS,
  ['0BFB14', (state) => bcd(totalReactivePower(state).import, 6)],
  ['0BFB943C', (state) => bcd(totalReactivePower(state).export, 6)],
  ...VOLTAGES,
  upperLimit(70_000),
];

export const encodeGama350Radio: Encode = (state, meter, counter) =>
  telegram(counter, polishMeter('EGM', 1, meter), fullRecords(GAMA_350, state, meter), RADIO_KEY);

/** Nobody is given it. */
const KEY_OF_NOBODY = Buffer.alloc(16, 0xff);

/** Before its grid company has switched its data on: one block, of which nobody knows what it says (issue 674). */
export const encodeGama350Inactive: Encode = (_state, meter, counter) =>
  telegram(counter, polishMeter('EGM', 1, meter), Buffer.alloc(0), KEY_OF_NOBODY);

function telegram(counter: number, meter: RadioAddress, records: Buffer, key: Buffer): Buffer {
  return linkLayer(meter, mode5({ meter, accessNumber: counter & 0xff, long: false }, records, key));
}
