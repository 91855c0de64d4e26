import { CRC_LENGTH, FIRST_BLOCK, looksLikeFormatB } from '../wmbus-blocks';

/** How the CRCs lie in a telegram that has them. */
export type CrcFormat = 'A' | 'B';

const BLOCK = 16;

/** How long a telegram with its CRCs is, L among it, by its first byte (EN 13757-4). */
export function lengthWithCrcs(first: number, format: CrcFormat): number {
  const length = first + 1;
  if (format === 'B') return length;
  const blocks = 1 + Math.ceil(Math.max(length - FIRST_BLOCK, 0) / BLOCK);
  return length + CRC_LENGTH * blocks;
}

/** Of a telegram whose CRCs are known to be there. Where none of them fits, format A is what most meters send. */
export function crcFormatOf(telegram: Buffer): CrcFormat {
  return looksLikeFormatB(telegram) ? 'B' : 'A';
}
