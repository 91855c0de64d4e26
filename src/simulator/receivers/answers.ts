import type { Dialect } from '../../base/receivers';
import { amberMessage, embitMessage } from './modules';
import { im871aMessage, iu891aMessage } from './wimod';

/** What a receiver makes of the first of the bytes that were written to it. */
export interface Heeded {
  /** How many bytes it has dealt with, one at least. */
  readonly taken: number;
  /** Absent where it does not answer. */
  readonly answer?: Buffer;
}

/** Undefined while the first command is not whole. `bytes` are one at least. */
export type Heed = (bytes: Buffer) => Heeded | undefined;

/** What is no command. */
const NOISE: Heeded = { taken: 1 };
const DEVICE_MANAGEMENT = 1;

/** A message whose header of so many bytes tells its length. */
function whole(bytes: Buffer, header: number, lengthOf: () => number, answer: (message: Buffer) => Buffer | undefined) {
  if (bytes.length < header) return undefined;
  const taken = lengthOf();
  if (bytes.length < taken) return undefined;
  const answered = answer(bytes.subarray(0, taken));
  return { taken, ...(answered !== undefined && { answer: answered }) };
}

/** By message; what answers has the next number. Of the device information: iM871A, firmware 1.4 (WiMOD HCI Specification). */
const IM871A_ANSWERS: ReadonlyMap<number, string> = new Map([
  [0x01, ''], // ping
  [0x03, ''], // set configuration
  [0x05, 'FF000300000000000000000001FF07023200010000000000'], // get it
  [0x0f, '3300141700000000'], // device information
]);
const HAS_CRC = 0x80;

const im871a: Heed = (bytes) => {
  if (bytes[0] !== 0xa5) return NOISE;
  const crc = () => (bytes[1]! & HAS_CRC ? 2 : 0);
  return whole(
    bytes,
    4,
    () => 4 + bytes[3]! + crc(),
    ([, control, id]) => {
      const payload = (control! & 0x0f) === DEVICE_MANAGEMENT ? IM871A_ANSWERS.get(id!) : undefined;
      return payload === undefined ? undefined : im871aMessage(DEVICE_MANAGEMENT, id! + 1, Buffer.from(payload, 'hex'));
    },
  );
};

/** Of a firmware: version, build, date, name. */
const FIRMWARE = Buffer.concat([Buffer.of(0, 1, 0, 0), Buffer.from('01.01.2026iU891A-XL', 'latin1')]).toString('hex');

/** By endpoint and message; the first byte is the status. */
const IU891A_ANSWERS: ReadonlyMap<number, string> = new Map([
  [0x0101, '00'], // ping
  [0x0105, `00${FIRMWARE}`], // firmware
  [0x0901, '00010000000C0000000000'], // get configuration
  [0x0903, '00'], // set it
]);

const iu891a: Heed = (bytes) => {
  if (bytes[0] !== 0xc0) return NOISE;
  const end = bytes.indexOf(0xc0, 1);
  if (end < 0) return undefined;
  // Two of them: the first one ends what came before.
  if (end === 1) return NOISE;
  const [endpoint, id] = bytes.subarray(1, 3) as unknown as [number, number];
  const payload = IU891A_ANSWERS.get((endpoint << 8) | id);
  if (payload === undefined) return { taken: end + 1 };
  return { taken: end + 1, answer: iu891aMessage(endpoint, id + 1, Buffer.from(payload, 'hex')) };
};

/** Commands are marked, and the signal strength is told. */
const AMB8465_PARAMETERS: ReadonlyMap<number, number> = new Map([
  [0x05, 1],
  [0x45, 1],
]);
const AMB8465_ANSWERS: ReadonlyMap<number, (payload: Buffer) => Buffer> = new Map<number, (payload: Buffer) => Buffer>([
  [0x04, () => Buffer.of(0)], // set mode
  [0x05, () => Buffer.of(0)], // reset
  [0x09, () => Buffer.of(0)], // set parameter
  [0x0a, (payload) => parameters(payload[0] ?? 0, payload[1] ?? 0)], // get them
  [0x0b, () => Buffer.alloc(4)], // serial number
  [0x0c, () => Buffer.of(2, 1, 3)], // firmware
]);
const ANSWERS = 0x80;

function parameters(first: number, count: number): Buffer {
  const values = Array.from({ length: count }, (_, i) => AMB8465_PARAMETERS.get(first + i) ?? 0);
  return Buffer.of(first, count, ...values);
}

const amb8465: Heed = (bytes) => {
  if (bytes[0] !== 0xff) return NOISE;
  return whole(
    bytes,
    3,
    () => 4 + bytes[2]!,
    (message) => {
      const payload = AMB8465_ANSWERS.get(message[1]!)?.(message.subarray(3, -1));
      return payload && amberMessage(ANSWERS | message[1]!, payload);
    },
  );
};

/** A line and what it is answered with. */
const CUL_ANSWERS: ReadonlyMap<string, string> = new Map([
  ['V', 'V 1.67 CUL868'],
  ['brt', 'TMODE'],
  ['brc', 'CMODE'],
  ['brs', 'SMODE'],
]);

const cul: Heed = (bytes) => {
  const end = bytes.indexOf('\n');
  if (end < 0) return undefined;
  const answer = CUL_ANSWERS.get(bytes.toString('latin1', 0, end).trim());
  return { taken: end + 1, ...(answer !== undefined && { answer: Buffer.from(`${answer}\r\n`, 'latin1') }) };
};

/** Every message is answered with success; device information with what is asked for. */
const EMBIT_ANSWERS: ReadonlyMap<number, readonly number[]> = new Map([[0x01, [0x00, 0x01]]]);

const embit: Heed = (bytes) => {
  // No command is so long that its first byte is another.
  if (bytes[0] !== 0) return NOISE;
  return whole(
    bytes,
    3,
    () => Math.max(bytes.readUInt16BE(0), 3),
    (message) => embitMessage(ANSWERS | message[2]!, Buffer.from(EMBIT_ANSWERS.get(message[2]!) ?? [0x00])),
  );
};

/** Of the receivers that can be set up. */
export const RECEIVER_ANSWERS: ReadonlyMap<Dialect, Heed> = new Map<Dialect, Heed>([
  ['im871a', im871a],
  ['iu891a', iu891a],
  ['amb8465', amb8465],
  ['cul', cul],
  ['embit', embit],
]);
