import { type Registers, totalEnergy } from '../household-state';
import { type MeterIds, radioNumber } from '../meter-ids';
import { clockOf } from '../zones';
import type { RadioAddress } from './address';
import { type TypeIForm, typeI } from './dates';
import { bcd, type RecordRow } from './records';

/* Records of the electricity meters in Poland (wmbusmeters, driver `amiplus` and its issues), in Wh, W, var and V. */

const clock = clockOf('PL');

export function meterClock(form: TypeIForm): RecordRow {
  return ['066D', ({ time }) => typeI(time, clock, form)];
}

export const FABRICATION_NUMBER: RecordRow = ['0C78', (_, meter) => bcd(Number(radioNumber(meter)), 8)];

type Way = 'import' | 'export';
/** 0 is the total. */
type Register = 0 | 1 | 2 | 3 | 4;

/** DIF and DIFEs: the tariff has two bits in each DIFE. */
const TARIFFS: Readonly<Record<Register, string>> = { 0: '0E', 1: '8E10', 2: '8E20', 3: '8E30', 4: '8E8010' };
/** VIFE 3C turns a quantity round. */
const ENERGY: Readonly<Record<Way, string>> = { import: '03', export: '833C' };

export function register(way: Way, tariff: Register): RecordRow {
  return [TARIFFS[tariff] + ENERGY[way], ({ energy }) => bcd(counted(energy, way, tariff), 12)];
}

/** The house uses two tariffs. */
function counted(energy: Registers, way: Way, tariff: Register): number {
  if (tariff === 0) return totalEnergy(energy)[way];
  return tariff === 1 || tariff === 2 ? energy[way][tariff] : 0;
}

export const POWERS: readonly RecordRow[] = [
  ['0B2B', (state) => bcd(state.import, 6)],
  ['0BAB3C', (state) => bcd(state.export, 6)],
];

/** Whole volts. */
export const VOLTAGES: readonly RecordRow[] = ([0, 1, 2] as const).map((i) => [
  `0AFDC9FC0${i + 1}`,
  ({ phases }) => bcd(Math.round(phases[i].voltage), 4),
]);

/** Of power, W. */
export function upperLimit(watts: number): RecordRow {
  return ['0BABC8FC10', () => bcd(watts, 6)];
}

export function polishMeter(manufacturer: string, version: number, meter: MeterIds): RadioAddress {
  return { manufacturer, number: radioNumber(meter), version, type: 0x02 };
}
