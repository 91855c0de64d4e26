import { array, integer, longUnsigned, obisCode, octetText, structure } from './dlms/axdr';
import { generalBlocks } from './dlms/block-transfer';
import { cosemTime, type TimeForm } from './dlms/cosem-time';
import { hdlcFrame, LLC } from './dlms/hdlc';
import { currents, energies, type Item, powers, voltages } from './dlms/items';
import { invokeId, notification, stamped } from './dlms/notification';
import { serialNumber } from './meter-ids';
import type { Encode } from './meter-model';
import { clockOf } from './zones';

/*
 * Landis+Gyr E450: objects of Romande Energie, "Compteur Landis et Gyr type E450", the form of captures: a push that
 * begins with its object list (IEC 62056-6-2, clause 4.4.8), in blocks, each in a frame of its own.
 */

const LINK = { destination: 'CEFF', source: '03', control: 0x13 };
const BLOCK = 112;
const TIME: TimeForm = { weekday: true, hundredths: 0xff, deviation: 'unspecified', status: 'summer' };
const clock = clockOf('CH');

const [DATA, REGISTER, PUSH_SETUP] = [1, 3, 40];
const PUSH = '0-8:25.9.0';
const [LOGICAL_NAME, VALUE] = [1, 2];

const OBJECTS: readonly Item[] = [
  ['0-0:96.1.0', (_, ids) => octetText(serialNumber(ids))],
  ...powers(0).slice(0, 2),
  ...energies(1, 0, ({ energy }) => energy).slice(0, 2),
  ...currents(0, longUnsigned, -2),
  ...voltages(0, longUnsigned, 0),
];

/** The list names itself, the object that holds it, and then what is measured. */
const OBJECT_LIST = array(
  entry(PUSH_SETUP, PUSH, VALUE),
  entry(PUSH_SETUP, PUSH, LOGICAL_NAME),
  ...OBJECTS.map(([obis, , scale]) => entry(scale === undefined ? DATA : REGISTER, obis, VALUE)),
);

export const e450: Encode = (state, meter, counter) => {
  const values = OBJECTS.map(([, data]) => data(state, meter));
  const body = structure(OBJECT_LIST, obisCode(PUSH), ...values);
  const message = notification(invokeId(counter), stamped(cosemTime(state.time, clock, TIME)), body);
  const blocks = generalBlocks(message, BLOCK);
  return Buffer.concat(blocks.map((block, i) => hdlcFrame(LINK, i === 0 ? Buffer.concat([LLC, block]) : block)));
};

/** Class, code, attribute, and the data index, which is 0 for the whole attribute. */
function entry(classId: number, obis: string, attribute: number): Buffer {
  return structure(longUnsigned(classId), obisCode(obis), integer(attribute), longUnsigned(0));
}
