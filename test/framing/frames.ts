import { crc16Arc, crc16X25 } from '../../src/base/crc';
import { mix } from '../../src/simulator/noise';

/*
 * Frames of invented meters, built from the standards without help of the code that reads them.
 */

export function hex(digits: string): Buffer {
  return Buffer.from(digits.replaceAll(' ', ''), 'hex');
}

function lowFirst(value: number): Buffer {
  return Buffer.of(value & 0xff, value >> 8);
}

function highFirst(value: number): Buffer {
  return Buffer.of(value >> 8, value & 0xff);
}

/** Bytes without any order, the same in each run. */
export function cipher(length: number, seed = 1): Buffer {
  return Buffer.from(Array.from({ length }, (_, i) => mix(seed * 100_003 + i) & 0xff));
}

/** BER in the short form, or in the long form with two bytes. */
export function length(count: number): Buffer {
  return count < 0x80 ? Buffer.of(count) : Buffer.concat([Buffer.of(0x82), highFirst(count)]);
}

export const LLC = hex('E6E700');

/** A data-notification that says how much power flows, in a structure with the meter's name (IEC 62056-5-3). */
export function notification(watts = 1234, dateTime = hex('00')): Buffer {
  const power = Buffer.of(0x06, 0, 0, watts >> 8, watts & 0xff);
  const body = Buffer.concat([hex('0202 0906 53494D303031'), power]);
  return Buffer.concat([hex('0F 40000000'), dateTime, body]);
}

/** General-glo-ciphering, its ciphertext and tag of no meaning. */
export function ciphered(size = 60, title = hex('08 53494D00 0001E240')): Buffer {
  const content = Buffer.concat([hex('30 00000001'), cipher(size - 5)]);
  return Buffer.concat([hex('DB'), title, length(size), content]);
}

interface Hdlc {
  destination?: string;
  source?: string;
  control?: number;
  segmented?: boolean;
  /** The first four bits of the format. */
  type?: number;
  /** How many bytes more the length says than there are. */
  surplus?: number;
}

/** A frame of format type 3 without its flags (IEC 62056-46, clause 6.4). */
export function unflagged(information: Buffer, about: Hdlc = {}): Buffer {
  const { destination = '41', source = '0883', control = 0x13, segmented = false, type = 0xa, surplus = 0 } = about;
  const addresses = hex(destination + source);
  const size = 2 + addresses.length + 1 + 2 + (information.length > 0 ? information.length + 2 : 0);
  const format = (type << 12) | (segmented ? 0x800 : 0) | (size + surplus);
  const header = Buffer.concat([highFirst(format), addresses, Buffer.of(control)]);
  const checked = Buffer.concat([header, lowFirst(crc16X25(header, 0, header.length)), information]);
  if (information.length === 0) return checked;
  return Buffer.concat([checked, lowFirst(crc16X25(checked, 0, checked.length))]);
}

export function hdlc(information: Buffer, about: Hdlc = {}): Buffer {
  return Buffer.concat([hex('7E'), unflagged(information, about), hex('7E')]);
}

/** An APDU behind the LLC header, in frames of at most `size` bytes of information. */
export function segments(apdu: Buffer, size: number, about: Hdlc = {}): Buffer[] {
  const information = Buffer.concat([LLC, apdu]);
  const count = Math.ceil(information.length / size);
  return Array.from({ length: count }, (_, i) =>
    hdlc(information.subarray(i * size, (i + 1) * size), { ...about, segmented: i < count - 1 }),
  );
}

/** A long frame of wired M-Bus (EN 13757-2, clause 5). */
export function mbus(content: Buffer): Buffer {
  const sum = content.reduce((total, byte) => (total + byte) & 0xff, 0);
  const size = content.length & 0xff;
  return Buffer.concat([Buffer.of(0x68, size, size, 0x68), content, Buffer.of(sum, 0x16)]);
}

/** An APDU in long frames of at most `size` bytes of data. */
export function mbusSegments(apdu: Buffer, size = 250): Buffer[] {
  const count = Math.ceil(apdu.length / size);
  return Array.from({ length: count }, (_, i) => {
    const control = i | (i === count - 1 ? 0x10 : 0);
    return mbus(Buffer.concat([Buffer.of(0x53, 0xff, control, 0x01, 0x67), apdu.subarray(i * size, (i + 1) * size)]));
  });
}

/** An APDU in blocks of general-block-transfer. */
export function blocks(apdu: Buffer, size: number): Buffer[] {
  const count = Math.ceil(apdu.length / size);
  return Array.from({ length: count }, (_, i) => {
    const data = apdu.subarray(i * size, (i + 1) * size);
    const control = i === count - 1 ? 0xc0 : 0x40;
    return Buffer.concat([Buffer.of(0xe0, control), highFirst(i + 1), highFirst(0), length(data.length), data]);
  });
}

/** The wrapper of TCP and UDP (IEC 62056-47). */
export function wrapper(apdu: Buffer): Buffer {
  return Buffer.concat([hex('0001 0001 0066'), highFirst(apdu.length), apdu]);
}

/** A telegram with encrypted lines, as Polish meters send it; `sum` gives its checksum. */
export function encryptedP1(body: Buffer, sum: (bytes: Buffer) => string = lowByteFirst): Buffer {
  const summed = Buffer.concat([Buffer.from('/SIM5TEST\r\n\r\n'), body, Buffer.from('!')]);
  return Buffer.concat([summed, Buffer.from(`${sum(summed)}\r\n`)]);
}

/** Title of no bytes, length, security control, counter, ciphertext. */
export function untitled(size = 60, seed = 1): Buffer {
  return Buffer.concat([hex('00'), length(size), hex('30 00000000'), cipher(size - 5, seed)]);
}

export function lowByteFirst(bytes: Buffer): string {
  return digits(lowFirst(crc16X25(bytes, 0, bytes.length)));
}

export function arc(bytes: Buffer): string {
  return digits(highFirst(crc16Arc(bytes, 0, bytes.length)));
}

function digits(bytes: Buffer): string {
  return bytes.toString('hex').toUpperCase();
}
