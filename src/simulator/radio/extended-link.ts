import { createCipheriv } from 'node:crypto';
import { linkAddress, type RadioAddress } from './address';
import { checksum } from './records';

/* The extended link layer (EN 13757-4). */

const SHORT = 0x8c;
const WITH_SESSION = 0x8d;
/** Sent by a meter that can be spoken to only at times. */
const CONTROL = 0x20;

/** Control and access number in front of the next layer. */
export function shortLink(accessNumber: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.of(SHORT, CONTROL, accessNumber & 0xff), content]);
}

export interface Session {
  /** Minutes, 25 bits. */
  readonly minute: number;
  /** 4 bits: which one of that minute. */
  readonly number: number;
}

const AES_CTR = 1;

/**
 * The same with a session number and a payload CRC, from which on all is encrypted: AES-128-CTR, which begins with
 * address, control, session number and zeros.
 */
export function encryptedLink(
  sender: RadioAddress,
  accessNumber: number,
  { minute, number }: Session,
  payload: Buffer,
  key: Buffer,
): Buffer {
  const session = Buffer.alloc(4);
  session.writeUInt32LE(((AES_CTR << 29) | ((minute & 0x1ffffff) << 4) | (number & 0xf)) >>> 0);
  const iv = Buffer.concat([linkAddress(sender), Buffer.of(CONTROL), session, Buffer.alloc(3)]);
  const content = createCipheriv('aes-128-ctr', key, iv).update(Buffer.concat([checksum(payload), payload]));
  return Buffer.concat([Buffer.of(WITH_SESSION, CONTROL, accessNumber & 0xff), session, content]);
}
