import { Cursor } from '../../base/cursor';
import { MeterError } from '../../base/errors';
import { AUTHENTICATION_LAYER } from '../../base/mbus-ci';

/** The authentication and fragmentation layer (EN 13757-7), and what it carries. */
export interface Afl {
  /** 0: not fragmented; the first fragment is 1. */
  readonly fragment: number;
  readonly more: boolean;
  /** Message control: which fields the message has, and how long its code is. */
  readonly control: Buffer | undefined;
  readonly keyInformation: Buffer | undefined;
  /** 4 bytes as sent, low byte first. */
  readonly counter: Buffer | undefined;
  /** The authentication code. */
  readonly mac: Buffer | undefined;
  /** Of the whole message, 2 bytes, low byte first. */
  readonly length: Buffer | undefined;
  readonly content: Buffer;
}

/** Of the fragmentation control field. */
const MORE = 0x4000;
const HAS_CONTROL = 0x2000;
const HAS_LENGTH = 0x1000;
const HAS_COUNTER = 0x0800;
const HAS_MAC = 0x0400;
const HAS_KEY_INFORMATION = 0x0200;
const FRAGMENT = 0x00ff;

const LENGTH_LENGTH = 2;

/** The layer that begins with its CI; undefined where there is none. Throws `truncated`, `malformed`. */
export function readAfl(bytes: Buffer): Afl | undefined {
  if (bytes[0] !== AUTHENTICATION_LAYER) return undefined;
  const cursor = new Cursor(bytes, 1);
  const length = cursor.u8();
  const start = cursor.at;
  cursor.skip(length);
  const fields = new Cursor(bytes, start, cursor.at);
  const fcl = fields.take(2).readUInt16LE();
  const take = (bit: number, count: number) => (fcl & bit ? fields.take(count) : undefined);
  const control = take(HAS_CONTROL, 1);
  const keyInformation = take(HAS_KEY_INFORMATION, 2);
  const counter = take(HAS_COUNTER, 4);
  // The control that tells its length may have come with an earlier fragment.
  const mac = take(HAS_MAC, Math.max(fields.left - (fcl & HAS_LENGTH ? LENGTH_LENGTH : 0), 0));
  const messageLength = take(HAS_LENGTH, LENGTH_LENGTH);
  if (fields.left > 0) throw new MeterError('malformed', 'fields of the AFL that nobody knows', { offset: fields.at });
  return {
    fragment: fcl & FRAGMENT,
    more: (fcl & MORE) !== 0,
    control,
    keyInformation,
    counter,
    mac,
    length: messageLength,
    content: cursor.take(cursor.left),
  };
}

/** A whole message, as long as it says. Throws `truncated`. */
export function wholeMessage(message: Afl): Afl {
  const length = message.length?.readUInt16LE() ?? message.content.length;
  if (length > message.content.length) {
    throw new MeterError('truncated', `a message of ${length} bytes is announced, ${message.content.length} are there`);
  }
  return { ...message, content: message.content.subarray(0, length) };
}

/** Bytes of the code, by the low half of the message control (EN 13757-7:2018, table 6). AES-CMAC all of them. */
const MAC_LENGTHS: ReadonlyMap<number, number> = new Map([
  [3, 2],
  [4, 4],
  [5, 8],
  [6, 12],
  [7, 16],
]);

/** What AES-CMAC proves of a message. */
export interface MacOfMessage {
  readonly mac: Buffer;
  /** What it was made of. */
  readonly input: Buffer;
}

/**
 * The code of a whole message; undefined where it has none. It is made of the fields in this order and of all that they
 * lead, still encrypted (EN 13757-7). Throws `unsupported` for another kind of code, `malformed` where it
 * is not as long as its kind.
 */
export function macOf({ control, keyInformation, counter, mac, length, content }: Afl): MacOfMessage | undefined {
  const kind = control === undefined ? 0 : control[0]! & 0x0f;
  if (kind === 0 && mac === undefined) return undefined;
  const expected = MAC_LENGTHS.get(kind);
  if (expected === undefined) {
    const message = `the message is authenticated in a way (${kind}) that is not read`;
    throw new MeterError('unsupported', message, { details: { reason: 'authentication', mode: kind } });
  }
  if (mac?.length !== expected) {
    throw new MeterError('malformed', `a code of ${expected} bytes is announced, ${mac?.length ?? 0} are there`);
  }
  const fields = [control, keyInformation, counter, length].filter((field) => field !== undefined);
  return { mac, input: Buffer.concat([...fields, content]) };
}
