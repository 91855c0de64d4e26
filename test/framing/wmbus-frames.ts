import { crc16En13757 } from '../../src/base/crc-en13757';

/** A telegram without CRCs: length, control field, manufacturer and address, and what it carries. */
export function bare(content: Uint8Array, { control = 0x44, address = ADDRESS } = {}): Buffer {
  return Buffer.of(1 + address.length + content.length, control, ...address, ...content);
}

/** ELS, 12345678, version 33h, gas: the meter of the examples in OMS Specification Volume 2, annex N. */
export const ADDRESS: Uint8Array = Buffer.from('9315785634123303', 'hex');

function withCrc(bytes: Buffer): Buffer {
  const crc = crc16En13757(bytes, 0, bytes.length);
  return Buffer.concat([bytes, Buffer.of(crc >> 8, crc & 0xff)]);
}

/** The telegram in format A. */
export function formatA(telegram: Buffer): Buffer {
  const blocks = [withCrc(telegram.subarray(0, 10))];
  for (let at = 10; at < telegram.length; at += 16) blocks.push(withCrc(telegram.subarray(at, at + 16)));
  return Buffer.concat(blocks);
}

/** The telegram in format B; it has 252 bytes at most. */
export function formatB(telegram: Buffer): Buffer {
  const isShort = telegram.length <= 126;
  const counted = Buffer.from(telegram);
  counted[0] = telegram.length - 1 + (isShort ? 2 : 4);
  if (isShort) return withCrc(counted);
  return Buffer.concat([withCrc(counted.subarray(0, 126)), withCrc(counted.subarray(126))]);
}
