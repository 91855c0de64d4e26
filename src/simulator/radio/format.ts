import { crc16En13757 } from '../../base/crc-en13757';

/* The CRCs of a telegram (EN 13757-4), high byte first. `telegram`: from L on, without CRCs. */

/** L, C, M, A. */
const FIRST_BLOCK = 10;
const BLOCK = 16;
/** What the first CRC of format B covers where there are two. */
const FIRST_PART = 126;
const CRC_LENGTH = 2;

/** Format A: a CRC behind the first 10 bytes, and one behind every 16 bytes that follow. L counts none of them. */
export function withFormatA(telegram: Buffer): Buffer {
  const blocks = [telegram.subarray(0, FIRST_BLOCK)];
  for (let at = FIRST_BLOCK; at < telegram.length; at += BLOCK) blocks.push(telegram.subarray(at, at + BLOCK));
  return Buffer.concat(blocks.map(withCrc));
}

/**
 * Format B: a CRC behind all of it, or where that is longer than 126 bytes, one behind these and one behind the rest. L
 * counts them; a telegram that L cannot count is a `RangeError`.
 */
export function withFormatB(telegram: Buffer): Buffer {
  const parts =
    telegram.length <= FIRST_PART
      ? [Buffer.from(telegram)]
      : [Buffer.from(telegram.subarray(0, FIRST_PART)), telegram.subarray(FIRST_PART)];
  parts[0]!.writeUInt8(telegram.length - 1 + CRC_LENGTH * parts.length);
  return Buffer.concat(parts.map(withCrc));
}

function withCrc(bytes: Buffer): Buffer {
  const crc = crc16En13757(bytes, 0, bytes.length);
  return Buffer.concat([bytes, Buffer.of(crc >> 8, crc & 0xff)]);
}
