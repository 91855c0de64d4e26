import { crc16X25 } from '../../base/crc';

/*
 * The host controller interface of WiMOD modules (IMST, WiMOD HCI Specification 1.6): A5, control field, message, length of
 * the payload, payload, and what the control field says follows: timestamp, RSSI, CRC-16/X-25 of all behind A5. Numbers
 * are little endian.
 */

export const HCI_START = 0xa5;
export const HCI_HEADER = 4;

/** Of the control field. Its low half is the endpoint. */
const TIMESTAMP = 0x20;
const RSSI = 0x40;
const CHECKED = 0x80;
const RESERVED = 0x10;

const TIMESTAMP_LENGTH = 4;
const CRC_LENGTH = 2;

/** Endpoints. */
export const DEVICE_MANAGEMENT = 1;
export const RADIO_LINK = 2;
const HARDWARE_TEST = 4;

export interface HciMessage {
  /** Part of the module that it comes from or goes to. */
  readonly endpoint: number;
  readonly id: number;
  readonly payload: Buffer;
}

export interface ReceivedHci extends HciMessage {
  /** As the module measures. */
  readonly rssi: number | undefined;
}

/** The bytes of a message with a CRC, as they go to the module. */
export function encodeHci({ endpoint, id, payload }: HciMessage): Buffer {
  const bytes = Buffer.of(HCI_START, CHECKED | endpoint, id, payload.length, ...payload, 0, 0);
  const end = bytes.length - CRC_LENGTH;
  bytes.writeUInt16LE(crc16X25(bytes, 1, end), end);
  return bytes;
}

/** Whether `bytes` may go on to be a message of a module: those always have a CRC. */
export function mayBeHci(bytes: Buffer): boolean {
  if (bytes[0] !== HCI_START) return false;
  const control = bytes[1];
  if (control === undefined) return true;
  const endpoint = control & 0x0f;
  return (control & (CHECKED | RESERVED)) === CHECKED && endpoint >= DEVICE_MANAGEMENT && endpoint <= HARDWARE_TEST;
}

/** Of the message that begins with these bytes; {@link HCI_HEADER} of them tell. */
export function hciLength(bytes: Buffer): number {
  const control = bytes[1]!;
  const timestamp = control & TIMESTAMP ? TIMESTAMP_LENGTH : 0;
  const rssi = control & RSSI ? 1 : 0;
  return HCI_HEADER + bytes[3]! + timestamp + rssi + CRC_LENGTH;
}

/** The message that `bytes` begin with; undefined where it is not whole or its CRC does not fit. */
export function decodeHci(bytes: Buffer): ReceivedHci | undefined {
  if (!mayBeHci(bytes) || bytes.length < HCI_HEADER) return undefined;
  const end = hciLength(bytes) - CRC_LENGTH;
  if (bytes.length < end + CRC_LENGTH || crc16X25(bytes, 1, end) !== bytes.readUInt16LE(end)) return undefined;
  const control = bytes[1]!;
  return {
    endpoint: control & 0x0f,
    id: bytes[2]!,
    payload: bytes.subarray(HCI_HEADER, HCI_HEADER + bytes[3]!),
    rssi: control & RSSI ? bytes[end - 1] : undefined,
  };
}
