import { shift } from '../../base/decimal';
import { frequencyAt } from '../grid';
import { totalEnergy } from '../household-state';
import { radioNumber, serialNumber } from '../meter-ids';
import type { Encode } from '../meter-model';
import { totalReactivePower } from '../reactive';
import { clockOf } from '../zones';
import { authenticated } from './authentication';
import { typeF } from './dates';
import { shortLink } from './extended-link';
import { linkLayer } from './link';
import { fullRecords, integer, type RecordRow, text } from './records';
import { RADIO_KEY } from './test-key';
import { mode7 } from './transport';

/*
 * An electricity meter behind a radio converter, as OMS Specification Volume 2 has it with security profile B. It is
 * nobody's, so its maker is SIM.
 */

const clock = clockOf('PL');
const PHASES = [0, 1, 2] as const;

export const OMS_METER: readonly RecordRow[] = [
  ['046D', ({ time }) => typeF(time, clock)],
  ['0D78', (_, ids) => text(`1SIM${serialNumber(ids)}`)],
  ['0603', ({ energy }) => integer(totalEnergy(energy).import, 6)],
  ['861003', ({ energy }) => integer(energy.import[1], 6)],
  ['862003', ({ energy }) => integer(energy.import[2], 6)],
  ['06833C', ({ energy }) => integer(totalEnergy(energy).export, 6)],
  ['042B', (state) => integer(state.import, 4)],
  ['04AB3C', (state) => integer(state.export, 4)],
  ['04FB14', (state) => integer(totalReactivePower(state).import, 4)],
  ['04FB943C', (state) => integer(totalReactivePower(state).export, 4)],
  ...PHASES.map((i): RecordRow => [`02FDC8FC0${i + 1}`, ({ phases }) => integer(shift(phases[i].voltage, 1), 2)]),
  ...PHASES.map((i): RecordRow => [`02FDDAFC0${i + 1}`, ({ phases }) => integer(shift(phases[i].current, 2), 2)]),
  ['02FB2D', ({ time }) => integer(frequencyAt(time), 2)],
];

export const encodeOmsMode7: Encode = (state, ids, counter) => {
  const meter = { manufacturer: 'SIM', number: radioNumber(ids), version: 1, type: 0x02 };
  const converter = { manufacturer: 'SIM', number: serialNumber(ids).slice(0, 8), version: 1, type: 0x37 };
  const messageCounter = Buffer.alloc(4);
  messageCounter.writeUInt32LE(counter >>> 0);
  const header = { meter, accessNumber: counter & 0xff, long: true };
  const transport = mode7(header, fullRecords(OMS_METER, state, ids), RADIO_KEY, messageCounter);
  return linkLayer(converter, shortLink(counter, authenticated(meter, transport, RADIO_KEY, messageCounter)));
};
