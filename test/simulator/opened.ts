import assert from 'node:assert/strict';
import { createDecipheriv } from 'node:crypto';

/*
 * What a reader does with what the simulated meters send, written again from the standards: nothing of the decoder or of
 * the encoders is in it, so that no error of theirs hides an error of the other.
 */

/** CRC-16/X-25 bit by bit (ISO/IEC 13239, annex A). */
export function x25(bytes: Uint8Array): number {
  return crc(bytes, 0x8408, 0xffff) ^ 0xffff;
}

/** CRC-16/ARC bit by bit (DSMR P1 Companion Standard 5.0.2, clause 6.2). */
export function arc(bytes: Uint8Array): number {
  return crc(bytes, 0xa001, 0);
}

function crc(bytes: Uint8Array, polynomial: number, start: number): number {
  let register = start;
  for (const byte of bytes) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit++) register = (register >> 1) ^ (register & 1 ? polynomial : 0);
  }
  return register;
}

export interface OpenedFrame {
  /** Format and length, addresses and control, in hexadecimal digits. */
  readonly header: string;
  readonly more: boolean;
  readonly information: Buffer;
}

/** The frames in `bytes`, which hold nothing else. `addresses`: how many bytes of them there are. */
export function hdlcFramesIn(bytes: Buffer, addresses: number): OpenedFrame[] {
  const frames: OpenedFrame[] = [];
  for (let at = 0; at < bytes.length; ) {
    assert.equal(bytes[at], 0x7e);
    const format = bytes.readUInt16BE(at + 1);
    assert.equal(format >> 12, 0xa, 'frame format type 3');
    const length = format & 0x07ff;
    const frame = bytes.subarray(at + 1, at + 1 + length);
    assert.equal(bytes[at + 1 + length], 0x7e, 'a flag stands where the length says');
    const header = frame.subarray(0, 3 + addresses);
    assert.equal(frame.readUInt16LE(header.length), x25(header), 'HCS');
    assert.equal(frame.readUInt16LE(length - 2), x25(frame.subarray(0, -2)), 'FCS');
    const information = frame.subarray(header.length + 2, -2);
    frames.push({ header: header.toString('hex').toUpperCase(), more: (format & 0x0800) !== 0, information });
    at += length + 2;
  }
  return frames;
}

/** What follows the LLC bytes of the first frame, of all frames. */
export function apduInHdlc(bytes: Buffer, addresses: number): Buffer {
  const information = Buffer.concat(hdlcFramesIn(bytes, addresses).map((frame) => frame.information));
  assert.equal(information.subarray(0, 3).toString('hex'), 'e6e700');
  return information.subarray(3);
}

/** The data of the long frames in `bytes`, segment by segment. */
export function mbusSegmentsIn(bytes: Buffer): { ci: number; data: Buffer }[] {
  const segments: { ci: number; data: Buffer }[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes[at + 1]!;
    assert.deepEqual([...bytes.subarray(at, at + 4)], [0x68, length, length, 0x68]);
    const body = bytes.subarray(at + 4, at + 4 + length);
    assert.deepEqual([body[0], body[1], body[3], body[4]], [0x53, 0xff, 0x01, 0x67]);
    const sum = body.reduce((total, byte) => total + byte, 0) % 256;
    assert.deepEqual([...bytes.subarray(at + 4 + length, at + 6 + length)], [sum, 0x16]);
    segments.push({ ci: body[2]!, data: body.subarray(5) });
    at += length + 6;
  }
  return segments;
}

export interface OpenedCipher {
  readonly title: Buffer;
  readonly securityControl: number;
  readonly counter: number;
  readonly plaintext: Buffer;
}

/** Title, length, security control, counter, ciphertext and tag: the tag fits, and nothing is left over. */
export function deciphered(bytes: Buffer, encryption: string, authentication: string): OpenedCipher {
  const title = bytes.subarray(1, 1 + bytes[0]!);
  const at = 1 + title.length;
  assert.equal(bytes[at], 0x82);
  assert.equal(bytes.readUInt16BE(at + 1), bytes.length - at - 3, 'the length fits');
  const securityControl = bytes[at + 3]!;
  const invocation = bytes.subarray(at + 4, at + 8);
  const iv = Buffer.concat([title.length === 0 ? Buffer.alloc(8) : title, invocation]);
  const decipher = createDecipheriv('aes-128-gcm', Buffer.from(encryption, 'hex'), iv, { authTagLength: 12 });
  const tagged = (securityControl & 0x10) !== 0;
  const ciphertext = bytes.subarray(at + 8, tagged ? -12 : undefined);
  if (!tagged)
    return { title, securityControl, counter: invocation.readUInt32BE(), plaintext: decipher.update(ciphertext) };
  decipher.setAAD(Buffer.concat([Buffer.of(securityControl), Buffer.from(authentication, 'hex')]));
  decipher.setAuthTag(bytes.subarray(-12));
  const plaintext = Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  return { title, securityControl, counter: invocation.readUInt32BE(), plaintext };
}
