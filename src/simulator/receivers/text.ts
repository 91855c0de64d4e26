import { manufacturerLetters } from '../../base/mbus-manufacturer';
import { withFormatA, withFormatB } from '../radio/format';
import type { HandOn } from './heard';
import { chipRssi } from './modules';

/* Receivers that print lines. */

/** A link quality that nobody reads. */
const LQI = 0x82;

/** CUL (culfw, a-culfw): `b`, for format B `bY`, the telegram with its CRCs, and after `X21` quality and strength. */
export const cul: HandOn = (telegram, { rssi, mode = 'T1' } = {}) => {
  const [start, framed] = mode === 'C1' ? ['bY', withFormatB(telegram)] : ['b', withFormatA(telegram)];
  const attached = rssi === undefined ? Buffer.alloc(0) : Buffer.of(LQI, chipRssi(rssi));
  return line(`${start}${upper(framed)}${upper(attached)}\r`);
};

/** Lines that ESP bridges print and publish: lower case, without CRCs. */
export const hex: HandOn = (telegram) => line(telegram.toString('hex'));

/** Of rtl_wmbus; the two strengths are of no scale. */
export const rtlWmbus: HandOn = (telegram, { at = 0, mode = 'T1' } = {}) => {
  const [packet, current] = [97, 148];
  const time = clockText(at, 23);
  return line([mode, 1, 1, time, packet, current, number(telegram), `0x${telegram.toString('hex')}`].join(';'));
};

/**
 * Of rtl_433 with `-F json`, where its source (`m_bus.c`) leaves a telegram of format B the last of its CRCs, and a
 * length that counts them all.
 */
export const rtl433: HandOn = (telegram, { rssi, at = 0, mode = 'T1' } = {}) => {
  const data = mode === 'C1' ? withLastCrc(telegram) : telegram;
  const fields: [string, string | number][] = [
    ['time', clockText(at, 19)],
    ['model', 'Wireless-MBus'],
    ['mode', mode.slice(0, 1)],
    ['M', manufacturerLetters(telegram.readUInt16LE(2))],
    // As a number, whose first digits may be missing.
    ['id', Number(number(telegram))],
    ['version', telegram[8]!],
    ['type', byteText(telegram[9]!)],
    ['C', byteText(telegram[1]!)],
    ['data_length', data.length],
    ['data', data.toString('hex')],
    ['mic', 'CRC'],
    ['CI', byteText(telegram[10]!)],
    ...(rssi === undefined ? [] : [['rssi', rssi] satisfies [string, number]]),
  ];
  return line(`{${fields.map(([name, value]) => `"${name}" : ${JSON.stringify(value)}`).join(', ')}}`);
};

function withLastCrc(telegram: Buffer): Buffer {
  const framed = withFormatB(telegram);
  return Buffer.concat([framed.subarray(0, 1), telegram.subarray(1), framed.subarray(-2)]);
}

/** Eight digits. */
function number(telegram: Buffer): string {
  return telegram.readUInt32LE(4).toString(16).padStart(8, '0').toUpperCase();
}

/** UTC, `2026-07-28 00:40:16.000`, so many characters of it. */
function clockText(at: number, length: number): string {
  return new Date(at).toISOString().replace('T', ' ').slice(0, length);
}

function byteText(byte: number): string {
  return `0x${upper(Buffer.of(byte))}`;
}

function upper(bytes: Buffer): string {
  return bytes.toString('hex').toUpperCase();
}

function line(text: string): Buffer {
  return Buffer.from(`${text}\n`, 'latin1');
}
