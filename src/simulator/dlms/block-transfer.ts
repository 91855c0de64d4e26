import { berLength } from './axdr';

const GENERAL_BLOCK_TRANSFER = 0xe0;
const LAST = 0x80;
const STREAMING = 0x40;

/**
 * An APDU in blocks of at most `size` bytes (IEC 62056-5-3, clause 9.5, General-Block-Transfer): control, number from 1,
 * nothing to acknowledge, length, piece. The meter streams: it waits for nobody.
 */
export function generalBlocks(apdu: Buffer, size: number): readonly Buffer[] {
  const count = Math.ceil(apdu.length / size);
  return Array.from({ length: count }, (_, i) => {
    const piece = apdu.subarray(i * size, (i + 1) * size);
    const number = i + 1;
    const control = number === count ? LAST | STREAMING : STREAMING;
    const head = Buffer.of(GENERAL_BLOCK_TRANSFER, control, number >> 8, number & 0xff, 0, 0);
    return Buffer.concat([head, berLength(piece.length), piece]);
  });
}
