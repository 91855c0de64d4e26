import { createCipheriv } from 'node:crypto';
import { headerAddress, linkAddress, type RadioAddress } from './address';
import { messageKey } from './message-key';

/* The transport layer with its content encrypted (EN 13757-7; OMS Specification Volume 2). */

const SHORT_HEADER = 0x7a;
const LONG_HEADER = 0x72;
const BLOCK = 16;
const FILLER = 0x2f;

export interface Header {
  readonly meter: RadioAddress;
  /** Of the telegram; it has 8 bits. */
  readonly accessNumber: number;
  /** Sent with the long header; the link layer tells it otherwise. */
  readonly long: boolean;
}

/** Mode 5: AES-128-CBC; manufacturer and address of the meter, then the access number eight times, make its beginning. */
export function mode5(header: Header, records: Buffer, key: Buffer): Buffer {
  const iv = Buffer.concat([linkAddress(header.meter), Buffer.alloc(8, header.accessNumber)]);
  const clear = filled(records);
  return Buffer.concat([start(header), configuration(5, clear), encrypted(clear, key, iv)]);
}

/** Key derivation A, persistent key 0. */
const EXTENSION = 0x10;

/** Mode 7: the same with a key of this message and a beginning of zeros. `counter`: 4 bytes, low byte first. */
export function mode7(header: Header, records: Buffer, key: Buffer, counter: Buffer): Buffer {
  const clear = filled(records);
  const once = messageKey(key, 'encryption', counter, header.meter);
  return Buffer.concat([
    start(header),
    configuration(7, clear),
    Buffer.of(EXTENSION),
    encrypted(clear, once, Buffer.alloc(BLOCK)),
  ]);
}

/** Control information, address, access number, status: no error. */
function start({ meter, accessNumber, long }: Header): Buffer {
  const address = long ? headerAddress(meter) : Buffer.alloc(0);
  return Buffer.concat([Buffer.of(long ? LONG_HEADER : SHORT_HEADER), address, Buffer.of(accessNumber & 0xff, 0)]);
}

/** Number of encrypted blocks, and the mode. */
function configuration(mode: number, clear: Buffer): Buffer {
  return Buffer.of((clear.length / BLOCK) << 4, mode);
}

/** Two bytes by which the key is known to fit, and whole blocks. At most 15 of them: more is a `RangeError`. */
function filled(records: Buffer): Buffer {
  const blocks = Math.ceil((records.length + 2) / BLOCK);
  if (blocks > 15) throw new RangeError(`${records.length} bytes of records are too many`);
  const clear = Buffer.alloc(blocks * BLOCK, FILLER);
  records.copy(clear, 2);
  return clear;
}

function encrypted(clear: Buffer, key: Buffer, iv: Buffer): Buffer {
  return createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false).update(clear);
}
