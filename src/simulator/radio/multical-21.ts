import { radioNumber } from '../meter-ids';
import type { Encode } from '../meter-model';
import { encryptedLink } from './extended-link';
import { linkLayer } from './link';
import { compactRecords, fullRecords, integer, type RecordRow } from './records';
import { RADIO_KEY } from './test-key';

const FULL = 0x78;
const COMPACT = 0x79;
/** The others are compact. */
const FULL_EVERY = 8;

/** As public captures show them (wmbusmeters, driver `kamwater`): dm³ and °C; the temperatures are the month's lowest. */
export const MULTICAL_21: readonly RecordRow[] = [
  // Info codes: nothing to tell.
  ['02FF20', () => integer(0, 2)],
  ['0413', ({ water }) => integer(water.volume, 4)],
  ['4413', ({ water }) => integer(water.monthStart, 4)],
  ['615B', ({ water }) => integer(water.temperature, 1)],
  ['6167', ({ water }) => integer(water.room, 1)],
];

/** Minutes of a session count from then on. */
const FIRST_MINUTE = Date.UTC(2013, 0, 1);

export const encodeMultical21: Encode = (state, ids, counter, sent = 0) => {
  const meter = { manufacturer: 'KAM', number: radioNumber(ids), version: 0x1b, type: 0x16 };
  const isFull = sent % FULL_EVERY === 0;
  const payload = Buffer.concat([
    Buffer.of(isFull ? FULL : COMPACT),
    (isFull ? fullRecords : compactRecords)(MULTICAL_21, state, ids),
  ]);
  const minute = Math.floor((state.time - FIRST_MINUTE) / 60_000);
  return linkLayer(meter, encryptedLink(meter, counter, { minute, number: counter }, payload, RADIO_KEY));
};
