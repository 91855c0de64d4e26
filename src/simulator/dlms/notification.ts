import { berLength } from './axdr';

const DATA_NOTIFICATION = 0x0f;

/**
 * A data-notification (IEC 62056-5-3, clause 9.5, DataNotification): long-invoke-id-and-priority, date-time, one piece
 * of data. `dateTime`: see {@link NO_TIME} and {@link stamped}.
 */
export function notification(invoke: number, dateTime: Buffer, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head[0] = DATA_NOTIFICATION;
  head.writeUInt32BE(invoke, 1);
  return Buffer.concat([head, dateTime, body]);
}

/** A counter in the 24 bits of an invoke id; the flags above them are clear: unconfirmed, of normal priority. */
export function invokeId(counter: number): number {
  return counter & 0xffffff;
}

/** An octet string of no bytes, whose length alone is written. */
export const NO_TIME = Buffer.of(0);

/** An octet string of the 12 bytes of a date-time, without its tag. Kaifa's meters write the tag too. */
export function stamped(time: Buffer): Buffer {
  return Buffer.concat([berLength(time.length), time]);
}
