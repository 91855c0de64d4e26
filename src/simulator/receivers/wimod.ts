import { crc16X25 } from '../../base/crc';
import type { HandOn } from './heard';

/*
 * IMST's host controller interface (WiMOD HCI Specification 1.6; of the newer sticks, wmbusmeters and
 * ioBroker.wireless-mbus show it). Numbers are little-endian, times count seconds.
 */

const START = 0xa5;
const RADIO_LINK = 0x02;
const HAS_TIMESTAMP = 0x20;
const HAS_RSSI = 0x40;
const HAS_CRC = 0x80;
const TELEGRAM_INDICATION = 0x03;

/** iM871A: the telegram without L, which is the length of the message. */
export const im871a: HandOn = (telegram, { rssi, at } = {}) => {
  const attached = [
    ...(at === undefined ? [] : [seconds(at)]),
    ...(rssi === undefined ? [] : [Buffer.of(im871aRssi(rssi))]),
  ];
  const control = RADIO_LINK | (at === undefined ? 0 : HAS_TIMESTAMP) | (rssi === undefined ? 0 : HAS_RSSI);
  return im871aMessage(control, TELEGRAM_INDICATION, telegram.subarray(1), attached);
};

/** A message with its CRC. `control`: the endpoint, and what is attached. */
export function im871aMessage(control: number, id: number, payload: Buffer, attached: readonly Buffer[] = []): Buffer {
  const head = Buffer.of(control | HAS_CRC, id, payload.length);
  return Buffer.concat([Buffer.of(START), withCrc(Buffer.concat([head, payload, ...attached]))]);
}

/** Half decibels, as wmbusmeters reads them; above E5 the receiver is saturated. */
function im871aRssi(dbm: number): number {
  return Math.min(Math.max(Math.round(2 * (dbm + 100)) + 45, 0), 0xe5);
}

const GATEWAY = 0x09;
const GATEWAY_INDICATION = 0x20;
const SLIP = { end: 0xc0, escape: 0xdb, escapedEnd: 0xdc, escapedEscape: 0xdd } as const;
/** Of formats A and B: from 14 on it is B. */
const FORMATS = { T1: 0x02, C1: 0x14 } as const;
const NOT_ENCRYPTED = [0, 0] as const;

/** iU891A-XL, in SLIP (RFC 1055): it always tells time and strength. */
export const iu891a: HandOn = (telegram, { rssi = 0, at = 0, mode = 'T1' } = {}) => {
  const about = Buffer.of(...NOT_ENCRYPTED, FORMATS[mode], rssi & 0xff);
  return iu891aMessage(GATEWAY, GATEWAY_INDICATION, Buffer.concat([seconds(at), about, telegram]));
};

export function iu891aMessage(endpoint: number, id: number, payload: Buffer): Buffer {
  const message = withCrc(Buffer.concat([Buffer.of(endpoint, id), payload]));
  const escaped = [...message].flatMap((byte) => {
    if (byte === SLIP.end) return [SLIP.escape, SLIP.escapedEnd];
    return byte === SLIP.escape ? [SLIP.escape, SLIP.escapedEscape] : [byte];
  });
  return Buffer.of(SLIP.end, ...escaped, SLIP.end);
}

function seconds(at: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(Math.floor(at / 1000) >>> 0);
  return bytes;
}

function withCrc(bytes: Buffer): Buffer {
  const crc = crc16X25(bytes, 0, bytes.length);
  return Buffer.concat([bytes, Buffer.of(crc & 0xff, crc >> 8)]);
}
