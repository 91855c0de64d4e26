import assert from 'node:assert/strict';
import { createCipheriv, createDecipheriv } from 'node:crypto';

/*
 * What a reader of wireless M-Bus does, written again from the standards: nothing of the decoder or of the encoders is in
 * it, so that no error of theirs hides an error of the other.
 */

export const KEY = Buffer.from('000102030405060708090A0B0C0D0E0F', 'hex');

/** CRC-16/EN-13757, bit by bit (EN 13757-4). */
export function en13757(bytes: Uint8Array): number {
  let register = 0;
  for (const byte of bytes) {
    register ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) {
      register = ((register << 1) ^ (register & 0x8000 ? 0x3d65 : 0)) & 0xffff;
    }
  }
  return register ^ 0xffff;
}

/** Sender, and what the link layer carries, in hexadecimal digits. */
export function linkIn(telegram: Buffer): { sender: string; content: Buffer } {
  assert.deepEqual([telegram[0], telegram[1]], [telegram.length - 1, 0x44]);
  return { sender: telegram.toString('hex', 2, 10), content: telegram.subarray(10) };
}

/** The clear text of `blocks` blocks, which end the telegram: its check is cut off. */
export function cbcIn(content: Buffer, at: number, blocks: number, key: Buffer, iv: Buffer): Buffer {
  assert.equal(content.length, at + 16 * blocks);
  const clear = createDecipheriv('aes-128-cbc', key, iv).setAutoPadding(false).update(content.subarray(at));
  assert.equal(clear.toString('hex', 0, 2), '2f2f');
  return clear.subarray(2);
}

/** The payload of an extended link layer with a session, its CRC cut off. */
export function sessionIn(sender: string, content: Buffer): { session: number; payload: Buffer } {
  assert.deepEqual([content[0], content[1]], [0x8d, 0x20]);
  const session = content.subarray(3, 7);
  const iv = Buffer.concat([Buffer.from(`${sender}20`, 'hex'), session, Buffer.alloc(3)]);
  const clear = createDecipheriv('aes-128-ctr', KEY, iv).update(content.subarray(7));
  assert.equal(clear.readUInt16LE(0), en13757(clear.subarray(2)));
  return { session: session.readUInt32LE(), payload: clear.subarray(2) };
}

/** AES-CMAC (NIST SP 800-38B). */
export function cmac(key: Buffer, message: Buffer): Buffer {
  const aes = (block: Buffer) => createCipheriv('aes-128-ecb', key, null).setAutoPadding(false).update(block);
  const twice = (block: Buffer) => {
    const number = (BigInt(`0x${block.toString('hex')}`) << 1n) ^ (block[0]! & 0x80 ? 0x87n : 0n);
    return Buffer.from(BigInt.asUintN(128, number).toString(16).padStart(32, '0'), 'hex');
  };
  const xor = (one: Buffer, other: Buffer) => Buffer.from(one.map((byte, i) => byte ^ other[i]!));
  const first = twice(aes(Buffer.alloc(16)));
  const last = message.subarray(Math.max(Math.ceil(message.length / 16) - 1, 0) * 16);
  const padded = Buffer.concat([last, Buffer.of(0x80), Buffer.alloc(16)]).subarray(0, 16);
  const end = last.length === 16 ? xor(last, first) : xor(padded, twice(first));
  let sum = Buffer.alloc(16);
  for (let at = 0; at < message.length - last.length; at += 16) sum = aes(xor(sum, message.subarray(at, at + 16)));
  return aes(xor(sum, end));
}

/** The records of so many bytes of data behind each of `codes`; the rest must be filler. */
export function dataBehind(codes: string, records: Buffer): Buffer[] {
  let at = 0;
  const data = codes.split(' ').map((code) => {
    assert.equal(records.toString('hex', at, at + code.length / 2).toUpperCase(), code, `at ${at}`);
    at += code.length / 2;
    const field = Number.parseInt(code[1]!, 16);
    const length = field === 0xd ? 1 + records[at]! : LENGTHS[field]!;
    at += length;
    return records.subarray(at - length, at);
  });
  assert.ok(
    records.subarray(at).every((byte) => byte === 0x2f),
    'filler',
  );
  assert.ok(records.length - at < 16, 'no block more than needed');
  return data;
}

/** Of data fields (EN 13757-3, table 4). */
const LENGTHS: readonly number[] = [0, 1, 2, 3, 4, 4, 6, 8, 0, 1, 2, 3, 4, 0, 6, 0];
