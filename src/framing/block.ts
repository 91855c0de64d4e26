import { APDU } from './apdu';
import { behindCounted, behindLength } from './data-end';
import type { Place } from './piece';

/** A block of general-block-transfer. */
export interface Block {
  readonly place: Place;
  readonly data: Buffer;
}

const CONTROL = 1;
const LAST = 0x80;
const NUMBER = 2;
/** Behind the number of the block that is acknowledged. */
const LENGTH = 6;

export function isBlock(apdu: Buffer): boolean {
  return apdu[0] === APDU.generalBlockTransfer;
}

/**
 * Reads a block (IEC 62056-5-3, clause 9.5, General-Block-Transfer): E0, block control, block number from 1, number
 * acknowledged, length, data. Undefined where it is not as long as it says.
 */
export function readBlock(apdu: Buffer): Block | undefined {
  const end = behindCounted(apdu, LENGTH);
  if (end < 0 || end > apdu.length) return undefined;
  const data = apdu.subarray(behindLength(apdu, LENGTH), end);
  return { data, place: { number: apdu.readUInt16BE(NUMBER) - 1, last: (apdu[CONTROL]! & LAST) !== 0 } };
}
