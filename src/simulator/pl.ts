import { crc16X25 } from '../base/crc';
import { ciphered } from './dlms/gcm';
import { type HouseholdRecord, totalEnergy } from './household-state';
import { type MeterIds, serialNumber } from './meter-ids';
import type { Encode } from './meter-model';
import { hexText, kilovars, kilowatts, type Line, perPhase, printed, register, timeStamp, volts } from './p1-lines';
import { totalReactivePower } from './reactive';
import { TEST_KEYS } from './test-keys';
import { clockOf } from './zones';

/*
 * The P1 port of Stoen in Warsaw, in the order and the widths of public captures: the identification in clear, the lines
 * encrypted without a system title and always under the counter 0, then the end line in clear.
 */

const EGM_150 = 'EGM5G15';
const EGM_350 = 'EGM5G35';
const KFM = 'KFM5KAIFA-METER';

const SENDER = { systemTitle: Buffer.alloc(0), securityControl: 0x30, keys: TEST_KEYS };
const COUNTER = 0;

const clock = clockOf('PL');

const CLOCK: Line = ['0-0:1.0.0', ({ time }) => `(${timeStamp(time, clock)})`];
const SERIAL: Line = ['0-0:96.1.0', (_, ids) => `(${hexText(serialNumber(ids))})`];
const NO_TEXT: Line = ['0-0:96.13.0', () => '()'];

/** The total and four tariffs, of which the house uses two. */
const REGISTERS: readonly Line[] = (['import', 'export'] as const).flatMap((way, i): Line[] => [
  [`1-0:${i + 1}.8.0`, ({ energy }) => kilowattHours(totalEnergy(energy)[way])],
  [`1-0:${i + 1}.8.1`, ({ energy }) => kilowattHours(energy[way][1])],
  [`1-0:${i + 1}.8.2`, ({ energy }) => kilowattHours(energy[way][2])],
  [`1-0:${i + 1}.8.3`, () => kilowattHours(0)],
  [`1-0:${i + 1}.8.4`, () => kilowattHours(0)],
]);

const POWERS: readonly Line[] = [
  ['1-0:1.7.0', (state) => kilowatts(state.import)],
  ['1-0:2.7.0', (state) => kilowatts(state.export)],
];

/** Of both: the list of the GAMA 350 is not public. */
const GAMA: readonly Line[] = [
  CLOCK,
  ...REGISTERS,
  ...POWERS,
  NO_TEXT,
  SERIAL,
  // The limits, without a unit.
  ...[1, 2, 3].map((): Line => ['0-0:17.0.0', () => '(16500)']),
  ['0-0:94.98.31', () => '(00000)'],
  ['0-0:94.98.32', () => '(00000)'],
  ['0-0:94.98.33', () => '(3)'],
];

function kaifa(type: string, voltages: readonly Line[]): readonly Line[] {
  const limit: Line = ['0-0:17.0.0', () => '(00000)'];
  return [
    CLOCK,
    SERIAL,
    ...REGISTERS,
    ...POWERS,
    ['1-0:3.7.0', (state) => kilovars(totalReactivePower(state).import)],
    ['1-0:4.7.0', (state) => kilovars(totalReactivePower(state).export)],
    ...voltages,
    limit,
    ['0-0:96.1.1', () => `(${hexText(type)})`],
    limit,
    limit,
    ['0-0:94.98.31', () => '(00000)'],
    ['0-0:94.98.32', () => '(00000)'],
    ['0-0:96.13.0', () => '(3)'],
    NO_TEXT,
  ];
}

const VOLTAGES = perPhase(32, ({ voltage }) => volts(voltage));
const MA309M = kaifa('MA309M', VOLTAGES);
/** On one phase; its list is not public. */
const MA110M = kaifa('MA110M', VOLTAGES.slice(0, 1));

export const encodeGama150 = encrypted(EGM_150, GAMA);
export const encodeGama350 = encrypted(EGM_350, GAMA);
export const encodeMa309m = encrypted(KFM, MA309M);
export const encodeMa110m = encrypted(KFM, MA110M);

function encrypted(identification: string, lines: readonly Line[]): Encode {
  return (state, meter) => {
    const body = Buffer.concat([
      Buffer.from(`/${identification}\r\n\r\n`, 'latin1'),
      ciphered(SENDER, COUNTER, plaintext(lines, state, meter)),
      Buffer.from('!', 'latin1'),
    ]);
    return Buffer.concat([body, Buffer.from(`${checksum(body)}\r\n`, 'latin1')]);
  };
}

function plaintext(lines: readonly Line[], state: HouseholdRecord, meter: MeterIds): Buffer {
  return Buffer.from(printed(lines, state, meter).join('\r\n').concat('\r\n'), 'latin1');
}

/**
 * Of all up to the `!` as it is sent. Nobody has documented it: the CRC-16/X-25, low byte first, fits the capture of a
 * GAMA 350.
 */
function checksum(body: Buffer): string {
  const crc = crc16X25(body, 0, body.length);
  return Buffer.of(crc & 0xff, crc >> 8)
    .toString('hex')
    .toUpperCase();
}

/** Wh → F9(3,3) */
function kilowattHours(energy: number): string {
  return register(energy, 9, 3, 'kWh');
}
