import type { HandOn } from './heard';

/* Radio modules that count the signal strength among the bytes of a telegram, and one that puts it in front. */

const START = 0xff;
const DATA_INDICATION = 0x03;

/** AMB8465 and Metis with command output (Würth Elektronik, Metis-I manual): the telegram without L. */
export const amb8465: HandOn = (telegram, { rssi } = {}) =>
  amberMessage(
    DATA_INDICATION,
    rssi === undefined ? telegram.subarray(1) : Buffer.concat([telegram.subarray(1), Buffer.of(chipRssi(rssi))]),
  );

/** Command, length, payload, and all of it combined by exclusive or. */
export function amberMessage(command: number, payload: Buffer): Buffer {
  const head = Buffer.of(START, command, 0);
  head.writeUInt8(payload.length, 2);
  const message = Buffer.concat([head, payload]);
  return Buffer.concat([message, Buffer.of(message.reduce((sum, byte) => sum ^ byte, 0))]);
}

/** Half decibels above -74 dBm, as the registers of the radio chip have them (Texas Instruments, CC1101). */
export function chipRssi(dbm: number): number {
  return Math.round(2 * (dbm + 74)) & 0xff;
}

/** RC1180-MBUS (Radiocrafts, data sheet, RSSI_MODE): half decibels below 0 dBm. */
export const rc1180: HandOn = (telegram, { rssi } = {}) => {
  if (rssi === undefined) return Buffer.from(telegram);
  const counted = Buffer.concat([telegram, Buffer.of(Math.round(-2 * rssi) & 0xff)]);
  counted.writeUInt8(telegram[0]! + 1);
  return counted;
};

const RECEIVED = 0xe0;
/** What is told: these always, as the mock of ioBroker.wireless-mbus has it. */
const OPTIONS = 0x0017;
const HAS_RSSI = 0x8000;
const HAS_TIMESTAMP = 0x0008;
const TICKS_A_SECOND = 32768;

/** Embit: options, strength in dBm, time in ticks, telegram. Numbers are big-endian. */
export const embit: HandOn = (telegram, { rssi, at } = {}) => {
  const options = OPTIONS | (rssi === undefined ? 0 : HAS_RSSI) | (at === undefined ? 0 : HAS_TIMESTAMP);
  const strength = rssi === undefined ? [] : [rssi & 0xff];
  return embitMessage(
    RECEIVED,
    Buffer.concat([Buffer.of(options >> 8, options & 0xff, ...strength), ticks(at), telegram]),
  );
};

function ticks(at: number | undefined): Buffer {
  if (at === undefined) return Buffer.alloc(0);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(Math.floor((at / 1000) * TICKS_A_SECOND) % 2 ** 32);
  return bytes;
}

/** Of the length, which counts all, the message, and the sum. */
const OVERHEAD = 4;

/** Length, message, payload, sum of all before it. */
export function embitMessage(id: number, payload: Buffer): Buffer {
  const head = Buffer.of(0, 0, id);
  head.writeUInt16BE(payload.length + OVERHEAD);
  const message = Buffer.concat([head, payload]);
  return Buffer.concat([message, Buffer.of(message.reduce((sum, byte) => (sum + byte) & 0xff, 0))]);
}
