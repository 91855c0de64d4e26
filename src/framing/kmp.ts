import { crc16Xmodem } from '../base/crc';
import type { ErrorCode } from '../base/errors';
import type { Framing } from './framing';
import { type Ending, NOISE, type Span, undecided } from './span';

/*
 * The Kamstrup Meter Protocol (Kamstrup, MULTICAL 62 technical description 5512-1036, clause 12.1; bsdphk/PyKamstrup;
 * gertvdijk/PyKMP): start byte, address, command, data, CRC-16/XMODEM of these three with its high byte first, stop byte.
 * What lies between start and stop is stuffed after its CRC was summed, so that none of the bytes that mean something is
 * among it.
 */

const FROM_MASTER = 0x80;
const FROM_METER = 0x40;
const STOP = 0x0d;
const ACKNOWLEDGE = 0x06;
const ESCAPE = 0x1b;
const STUFFED: ReadonlySet<number> = new Set([ACKNOWLEDGE, STOP, ESCAPE, FROM_METER, FROM_MASTER]);

/** Every meter answers to it: there are but two on the line. */
const ADDRESS = 0x3f;

export const KMP = { getType: 0x01, getSerialNo: 0x02, getRegister: 0x10 } as const;
const COMMANDS: ReadonlySet<number> = new Set(Object.values(KMP));

/** Where in the message of a response its command stands: behind the length and the address. */
export const KMP_COMMAND = 2;

/** Start byte, address, command. None of them is ever stuffed. */
const HEADER_LENGTH = 3;
const CRC_LENGTH = 2;

/** Address, command and data of a response; eight registers with long mantissas stay below half of it. */
const MAX_CONTENT = 255;
const MAX_WIRE = 1 + 2 * (MAX_CONTENT + CRC_LENGTH) + 1;

/** The bytes of a request, as they go to the meter. */
export function kmpRequest(command: number, data: Uint8Array = new Uint8Array()): Buffer {
  const content = Buffer.concat([Buffer.of(ADDRESS, command), data]);
  const crc = crc16Xmodem(content, 0, content.length);
  return Buffer.of(FROM_MASTER, ...stuff(Buffer.of(...content, crc >> 8, crc & 0xff)), STOP);
}

/** Each byte that means something on the line becomes 1B and its complement. */
export function stuff(bytes: Uint8Array): Buffer {
  return Buffer.from(Array.from(bytes).flatMap((byte) => (STUFFED.has(byte) ? [ESCAPE, ~byte & 0xff] : [byte])));
}

/** What {@link stuff} was given; undefined where the bytes end within a pair. */
export function unstuff(bytes: Uint8Array): Buffer | undefined {
  const plain = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== ESCAPE) plain[length++] = bytes[at]!;
    else if (++at < bytes.length) plain[length++] = ~bytes[at]!;
    else return undefined;
  }
  return plain.subarray(0, length);
}

/**
 * Finds responses, each a frame of its own: `message` is one byte with the length of what follows, then address, command
 * and data, so that several can stand one after the other. Requests tell nothing and are passed over.
 */
export class KmpFraming implements Framing {
  readonly link = 'kmp';

  findStart(bytes: Buffer, from: number, to: number): number {
    return bytes.subarray(0, to).indexOf(FROM_METER, from);
  }

  measure(bytes: Buffer, ending: Ending): Span {
    if (bytes[1] !== undefined && bytes[1] !== ADDRESS) return NOISE;
    if (bytes[2] !== undefined && !COMMANDS.has(bytes[2])) return NOISE;
    if (bytes.length < HEADER_LENGTH) return undecided(bytes.length, ending);
    const mark = endMark(bytes);
    if (mark < 0 && bytes.length >= MAX_WIRE) return damaged(MAX_WIRE, 'too-long', `no end within ${MAX_WIRE} bytes`);
    if (mark < 0 && ending === 'open') return { kind: 'more', until: bytes.length + 1 };
    if (mark < 0 || bytes[mark] !== STOP) return cut(mark < 0 ? bytes.length : mark);
    return response(bytes, mark);
  }
}

/** Where the stop byte stands, or another start; -1 where neither is near. */
function endMark(bytes: Buffer): number {
  const limit = Math.min(bytes.length, MAX_WIRE);
  for (let at = 1; at < limit; at++) {
    if (bytes[at] === STOP || bytes[at] === FROM_METER || bytes[at] === FROM_MASTER) return at;
  }
  return -1;
}

function response(bytes: Buffer, stop: number): Span {
  const end = stop + 1;
  const plain = unstuff(bytes.subarray(1, stop));
  if (plain === undefined || crc16Xmodem(plain, 0, plain.length) !== 0) {
    return damaged(end, 'checksum', `the checksum does not fit the ${end} bytes`);
  }
  const length = plain.length - CRC_LENGTH;
  if (length > MAX_CONTENT) return damaged(end, 'too-long', `${length} bytes in one response`);
  const wire = Buffer.from(bytes.subarray(0, end));
  const message = Buffer.concat([Buffer.of(length), plain.subarray(0, length)]);
  const frame = { link: 'kmp', content: 'registers', wire, message, check: 'ok', encrypted: false } as const;
  return { kind: 'frame', end, proven: end, frame };
}

function cut(end: number): Span {
  return damaged(end, 'truncated', `the response ends after ${end} bytes without its stop byte`);
}

/** Start bytes are stuffed within a response, so that none can begin in what was damaged. */
function damaged(end: number, code: ErrorCode, message: string): Span {
  return { kind: 'error', end, next: end, code, message };
}
