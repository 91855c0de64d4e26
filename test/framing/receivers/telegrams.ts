import { bare } from '../wmbus-frames';

/*
 * Telegrams of invented meters, without CRCs.
 */

/** A short header without encryption, and one record: 12345678 Wh. */
export const SHORT = bare(Buffer.from('7a2a000000040378563412', 'hex'));

/** Bytes that mean something to one receiver or another. */
export const TRICKY = bare(
  Buffer.from('7a2a000000a5a5e2034ea582030fc0c0dbdcdbddc009201bff03ff8401ff03440018e0801f0001dcdd', 'hex'),
  { address: Buffer.from('9315c0dbdcc03303', 'hex') },
);

/** Mode 5: `blocks` encrypted blocks, and `clear` bytes behind. */
export function encrypted(blocks: number, clear = Buffer.alloc(0)): Buffer {
  const header = Buffer.of(0x7a, 0x2a, 0x00, blocks << 4, 0x05);
  const content = Uint8Array.from({ length: 16 * blocks }, (_, at) => (at * 151 + 7 * (at >> 4) + 89) & 0xff);
  return bare(Buffer.concat([header, content, clear]));
}

/** As long as those of GAMA350. */
export const LONG = encrypted(11);

/** No telegram is longer. */
export const LONGEST = bare(Buffer.concat([Buffer.from('78', 'hex'), Buffer.alloc(245, 0x2f)]));

/** One of many that differ from each other, as the telegrams of a meter do. */
export function numbered(number: number): Buffer {
  return bare(Buffer.of(0x7a, number, 0x00, 0x00, 0x00, 0x01, 0x13, number));
}
