import { doubleLongUnsigned, octetString, octetText } from './dlms/axdr';
import { cosemTime, type TimeForm } from './dlms/cosem-time';
import { hdlcFrames } from './dlms/hdlc';
import { currents, energies, type Item, powers, voltages } from './dlms/items';
import { pairs, positional } from './dlms/layouts';
import { NO_TIME, notification } from './dlms/notification';
import { meterNumber } from './meter-ids';
import type { Encode } from './meter-model';
import { clockOf, NORMAL_TIME } from './zones';

/*
 * Kaifa, "OBIS List Information", KFM_001, and captures: numbers have 32 bits, currents come in mA and voltages in
 * 0.1 V, whatever the document says. No list tells a scale.
 */

const INVOKE_ID = 0x40000000;
const NORWEGIAN = { destination: '01', source: '0201', control: 0x10 };
const SWEDISH = { destination: '01', source: '0001', control: 0x10 };
const NORWEGIAN_TIME: TimeForm = { weekday: true, hundredths: 0xff, deviation: 'unspecified', status: 'zero' };
/** In Sweden, normal time and its deviation all year. */
const SWEDISH_TIME: TimeForm = { weekday: true, hundredths: 0xff, deviation: 'told', status: 'zero' };
const norway = clockOf('NO');

const LIST_2: readonly Item[] = [
  ['1-0:0.2.129', () => octetText('KFM_001')],
  ['0-0:96.1.0', (_, ids) => octetText(meterNumber(ids))],
  ['0-0:96.1.7', () => octetText('MA304H4')],
  ...powers(0),
  ...currents(0, doubleLongUnsigned, -3),
  ...voltages(0, doubleLongUnsigned, -1),
];

const LIST_3: readonly Item[] = [
  ...LIST_2,
  ['0-0:1.0.0', ({ time }) => octetString(cosemTime(time, norway, NORWEGIAN_TIME))],
  ...energies(0, 0, ({ hourStart }) => hourStart),
];

const NAMED: readonly Item[] = [
  ...LIST_2,
  ['0-0:1.0.0', ({ time }) => octetString(cosemTime(time, NORMAL_TIME, SWEDISH_TIME))],
  ...energies(0, 0, ({ energy }) => energy),
];

function norwegian(items: readonly Item[]): Encode {
  return (state, meter) => {
    // The tag before the time is against the standard, but these meters write it.
    const stamp = octetString(cosemTime(state.time, norway, NORWEGIAN_TIME));
    return hdlcFrames(NORWEGIAN, notification(INVOKE_ID, stamp, positional(items, state, meter)));
  };
}

export const kaifaList1 = norwegian(powers(0).slice(0, 1));
export const kaifaList2 = norwegian(LIST_2);
export const kaifaList3 = norwegian(LIST_3);

/** The Swedish one: the same values, each with its code. */
export const kaifaNamed: Encode = (state, meter) =>
  hdlcFrames(SWEDISH, notification(INVOKE_ID, NO_TIME, pairs(NAMED, state, meter)));
