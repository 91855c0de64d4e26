import { crc16En13757 } from '../base/crc-en13757';
import { MeterError } from '../base/errors';

/*
 * How the CRCs lie in a telegram (EN 13757-4). Format A: a first block of 10 bytes, then blocks of 16, the last one
 * shorter, each with its CRC, which L does not count. Format B: one CRC over all, or where that is longer than 128
 * bytes, one over the first 126 and one over the rest; L counts them.
 */

export const CRC_LENGTH = 2;
/** Of the first block of format A: L, C, M, A. */
export const FIRST_BLOCK = 10;
/** Of those that follow, but for the last. */
export const BLOCK = 16;
/** Of the first part of format B, with its CRC. */
const FIRST_PART = 128;

/** Whether the CRC behind `bytes[start..end)` fits them. */
export function blockFits(bytes: Buffer, start: number, end: number): boolean {
  return end + CRC_LENGTH <= bytes.length && crc16En13757(bytes, start, end) === bytes.readUInt16BE(end);
}

/** Where the blocks of format A lie whose L is `length`: `[start, end)` without their CRCs. */
function blocksOf(length: number): [start: number, end: number][] {
  const blocks: [number, number][] = [[0, FIRST_BLOCK]];
  let left = length + 1 - FIRST_BLOCK;
  for (let start = FIRST_BLOCK + CRC_LENGTH; left > 0; start += BLOCK + CRC_LENGTH) {
    blocks.push([start, start + Math.min(left, BLOCK)]);
    left -= BLOCK;
  }
  return blocks;
}

/** Where the parts of format B lie whose L is `length`: `[start, end)` without their CRCs. */
function partsOf(length: number): [start: number, end: number][] {
  const end = length + 1;
  if (end <= FIRST_PART) return [[0, end - CRC_LENGTH]];
  const first = FIRST_PART - CRC_LENGTH;
  return [
    [0, first],
    [FIRST_PART, Math.max(end - CRC_LENGTH, FIRST_PART)],
  ];
}

/** How many bytes of CRCs L counts in format B. */
export function crcsCounted(length: number): number {
  return partsOf(length).length * CRC_LENGTH;
}

/** How the CRCs lie in a telegram that has them. */
export type CrcFormat = 'A' | 'B';

/** How long a telegram with its CRCs is, L among it. `length`: L. */
export function lengthWithCrcs(length: number, format: CrcFormat): number {
  return length + 1 + (format === 'A' ? CRC_LENGTH * blocksOf(length).length : 0);
}

/** A telegram without its CRCs. */
export interface Stripped {
  /** From L on. L is as it was sent. */
  readonly bytes: Buffer;
  /** Where in what was received the telegram ends. */
  readonly end: number;
}

/** Format A. Throws `checksum`, and `truncated` where bytes are missing. */
export function stripFormatA(bytes: Buffer): Stripped {
  return strip(bytes, blocksOf(bytes[0]!));
}

/** Format B. Throws as {@link stripFormatA} does. */
export function stripFormatB(bytes: Buffer): Stripped {
  return strip(bytes, partsOf(bytes[0]!));
}

function strip(bytes: Buffer, pieces: readonly [start: number, end: number][]): Stripped {
  for (const [start, end] of pieces) {
    if (end + CRC_LENGTH > bytes.length) {
      const message = `the telegram ends after ${bytes.length} bytes`;
      throw new MeterError('truncated', message, { offset: bytes.length });
    }
    if (!blockFits(bytes, start, end)) {
      throw new MeterError('checksum', `the checksum does not fit the bytes from ${start} on`, { offset: start });
    }
  }
  const contents = pieces.map(([start, end]) => bytes.subarray(start, end));
  return { bytes: Buffer.concat(contents), end: pieces.at(-1)![1] + CRC_LENGTH };
}

/**
 * Whether these are the blocks of format A. The first two tell, so that one of them may be damaged; where the second
 * one does not end within `bytes` as it should, what comes last must be its CRC.
 */
export function looksLikeFormatA(bytes: Buffer): boolean {
  const start = FIRST_BLOCK + CRC_LENGTH;
  const end = Math.min(start + BLOCK, bytes.length - CRC_LENGTH);
  const second = end > start && blockFits(bytes, start, end);
  // Without CRCs, the bytes in their places fit by chance once in a while.
  const whole = bytes.length === bytes[0]! + 1 && end === start + BLOCK;
  return second || (blockFits(bytes, 0, FIRST_BLOCK) && !whole);
}

/** Whether one of the CRCs of format B fits a telegram that ends where its L says. */
export function looksLikeFormatB(bytes: Buffer): boolean {
  return partsOf(bytes[0]!).some(([start, end]) => end > FIRST_BLOCK && blockFits(bytes, start, end));
}

/** Of a telegram whose CRCs are known to be there. Where none of them fits, format A is what most meters send. */
export function crcFormatOf(telegram: Buffer): CrcFormat {
  return looksLikeFormatB(telegram) ? 'B' : 'A';
}

/** Whether `bytes` end with the CRC of the last block of format A, while those of the blocks before are gone. */
export function endsWithLastCrc(bytes: Buffer): boolean {
  const end = bytes.length - CRC_LENGTH;
  const start = end - 1 - ((end - FIRST_BLOCK - 1) % BLOCK);
  return end > FIRST_BLOCK && blockFits(bytes, start, end);
}
