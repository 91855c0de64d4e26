import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { crc16En13757 } from '../../src/base/crc-en13757';
import { MeterError } from '../../src/base/errors';
import type { MeterKeys } from '../../src/base/keys';
import { linkAddress } from '../../src/base/mbus-address';
import { type Carried, type OmsOptions, openOms } from '../../src/security/oms';
import { aesCmac, messageKeys } from '../../src/security/oms/message-keys';

/*
 * What meters do before they send: layers around a clear application layer; and what comes of opening them.
 */

export const KEY = '0102030405060708090a0b0c0d0e0f11';
export const HEX = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');

/** ELS, 12345678, version 33h, gas. */
export const METER = linkAddress(HEX('9315785634123303'));
const LONG_ADDRESS = HEX('7856341293153303');

export function carried(content: Buffer, sender = METER): Carried {
  return { sender, content };
}

function cbc(key: Buffer, iv: Buffer, clear: Buffer, length = clear.length): Buffer {
  const cipher = createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(clear.subarray(0, length)), clear.subarray(length)]);
}

interface Mode5 {
  clear: Buffer;
  key?: string;
  /** What the field says; the blocks are encrypted that it says, or that there are. */
  blocks?: number;
  long?: boolean;
  sender?: Buffer;
}

const ACCESS_NUMBER = 0x2a;

/** Transport layer in mode 5, its header short or long. */
export function mode5({ clear, key = KEY, blocks = Math.floor(clear.length / 16), long, sender }: Mode5): Buffer {
  const iv = Buffer.concat([sender ?? METER.bytes, Buffer.alloc(8, ACCESS_NUMBER)]);
  const length = Math.min(blocks, Math.floor(clear.length / 16)) * 16;
  const header = Buffer.of(ACCESS_NUMBER, 0x10, (blocks << 4) & 0xff, 0x25);
  const ci = long ? Buffer.concat([Buffer.of(0x72), LONG_ADDRESS]) : Buffer.of(0x7a);
  return Buffer.concat([ci, header, cbc(HEX(key), iv, clear, length)]);
}

export interface Mode7 {
  clear: Buffer;
  key?: string;
  counter?: number;
  /** Where the counter stands. */
  counterIn?: 'afl' | 'header';
  /** Bytes of the code. */
  code?: 0 | 2 | 4 | 8 | 12 | 16;
  /** Whether the message tells its own length. */
  length?: boolean;
  keyInformation?: boolean;
  keyVersion?: boolean;
}

const CODES = { 0: 0, 2: 3, 4: 4, 8: 5, 12: 6, 16: 7 } as const;

/** Authentication layer and transport layer in mode 7, with a short header. */
export function mode7(options: Mode7): Buffer {
  const { clear, key = KEY, counter = 7, counterIn = 'afl', code = 8 } = options;
  const count = Buffer.alloc(4);
  count.writeUInt32LE(counter);
  const { encryption, authentication } = messageKeys(HEX(key), count, METER);
  const inHeader = counterIn === 'header';
  const header = [
    0x7a,
    0x2a,
    0x00,
    (clear.length & 0xf0) | 0x01,
    inHeader ? 0x27 : 0x07,
    options.keyVersion ? 0x50 : 0x10,
  ];
  const message = Buffer.concat([
    Buffer.from(header),
    Buffer.from(options.keyVersion ? [9] : []),
    inHeader ? count : Buffer.alloc(0),
    cbc(encryption, Buffer.alloc(16), clear, clear.length & 0xf0),
  ]);
  return sealed(message, authentication, { ...options, code, counter: inHeader ? undefined : count });
}

interface Sealing {
  code: NonNullable<Mode7['code']>;
  counter?: Buffer | undefined;
  length?: boolean;
  keyInformation?: boolean;
}

/** The authentication layer around a message. */
export function sealed(message: Buffer, key: Buffer, { code, counter, length, keyInformation }: Sealing): Buffer {
  const control = Buffer.of(CODES[code] | 0x20);
  const before = [control, keyInformation ? HEX('0110') : Buffer.alloc(0), counter ?? Buffer.alloc(0)];
  const own = length ? Buffer.of(message.length & 0xff, message.length >> 8) : Buffer.alloc(0);
  const mac = aesCmac(key, Buffer.concat([...before, own, message])).subarray(0, code);
  const bits = 0x20 | (length ? 0x10 : 0) | (counter ? 0x08 : 0) | (code > 0 ? 0x04 : 0) | (keyInformation ? 0x02 : 0);
  const fields = Buffer.concat([Buffer.of(0, bits), ...before, mac, own]);
  return Buffer.concat([Buffer.of(0x90, fields.length), fields, message]);
}

/** A message in mode 7, cut into fragments: control, counter and length in the first, the code in the last. */
export function fragmentsOf(count: number, counter = 7): Buffer[] {
  const whole = mode7({ clear: RECORDS, counter, code: 0 });
  const message = whole.subarray(2 + whole[1]!);
  const count4 = Buffer.alloc(4);
  count4.writeUInt32LE(counter);
  const fields = Buffer.concat([Buffer.of(0x25), count4, Buffer.of(message.length, 0)]);
  const { authentication } = messageKeys(HEX(KEY), count4, METER);
  const mac = aesCmac(authentication, Buffer.concat([fields, message])).subarray(0, 8);
  const size = Math.ceil(message.length / count);
  return Array.from({ length: count }, (_, at) => {
    const part = message.subarray(at * size, (at + 1) * size);
    const isLast = at === count - 1;
    const bits = (isLast ? 0x04 : 0x40) | (at === 0 ? 0x38 : 0);
    const own = Buffer.concat([Buffer.of(at + 1, bits), at === 0 ? fields : HEX(''), isLast ? mac : HEX('')]);
    return Buffer.concat([Buffer.of(0x90, own.length), own, part]);
  });
}

interface Link {
  key?: string | null;
  ci?: 0x8d | 0x8f;
  /** Of the control field, as repeaters leave it. */
  hopped?: boolean;
}

/** The extended link layer around a message: encrypted, or clear where `key` is null. */
export function link(message: Buffer, { key = KEY, ci = 0x8d, hopped = false }: Link = {}): Buffer {
  const control = 0x20;
  const session = Buffer.of(0x78, 0x56, 0x34, key === null ? 0x12 : 0x32);
  const crc = crc16En13757(message, 0, message.length);
  const payload = Buffer.concat([Buffer.of(crc & 0xff, crc >> 8), message]);
  const iv = Buffer.concat([METER.bytes, Buffer.of(control), session, Buffer.alloc(3)]);
  const sent = key === null ? payload : createCipheriv('aes-128-ctr', HEX(key), iv).update(payload);
  const receiver = ci === 0x8f ? HEX('6365 6655 4433 0a31') : Buffer.alloc(0);
  return Buffer.concat([Buffer.of(ci, control | (hopped ? 0x12 : 0), 0x77), receiver, session, sent]);
}

/** Of the examples in OMS Specification Volume 2, annex N. */
export const RECORDS = HEX('2f2f 0c14 27048502 046d 32371f15 02fd17 0000 2f2f2f2f2f2f2f2f2f2f2f2f2f');
export const KEYS: readonly MeterKeys[] = [{ encryption: KEY }];
export const OTHER_KEY = '000102030405060708090a0b0c0d0e0f';

/** The error; fails where there is none. */
export function failure(run: () => unknown): MeterError {
  try {
    run();
  } catch (thrown) {
    if (thrown instanceof MeterError) return thrown;
    throw thrown;
  }
  assert.fail('nothing was thrown');
}

/** Code and reason of the error. */
export function refused(content: Buffer, options: OmsOptions = {}) {
  const { code, details } = failure(() => openOms(carried(content), options));
  return [code, details?.reason];
}

/** What opens, and how. */
export function opened(content: Buffer, keys = KEYS) {
  const { data, security } = openOms(carried(content), { keys })!;
  return [data, ...security.decrypted, ...(security.authenticated ? ['authenticated'] : []), ...security.remarks];
}
