import { AXDR, type Data, readData } from '../base/axdr';
import { Cursor } from '../base/cursor';
import { MeterError } from '../base/errors';
import type { Note } from '../base/frame';
import type { MeterTime } from '../base/telegram';
import { type Attribute, untaggedAttributes } from './attributes';
import { dlmsTime } from './dlms-time';

/** A message that a meter pushes: its body is one piece of data, or attributes that are named one by one. */
export interface Notification {
  /** Of the message itself; the body may carry the clock besides. */
  time?: MeterTime;
  body?: Data;
  attributes?: readonly Attribute[];
}

const DATA_NOTIFICATION = 0x0f;
const EVENT_NOTIFICATION = 0xc2;

/**
 * Reads a clear APDU: data-notification (IEC 62056-5-3, clause 9.5, DataNotification) and event-notification
 * (EventNotificationRequest). What stands behind a complete body is padding.
 *
 * Throws `unsupported` for other APDUs; `truncated`, `malformed` or `too-long` with the offset for damaged ones.
 */
export function parseApdu(message: Buffer, note?: Note): Notification {
  const cursor = new Cursor(message);
  const tag = cursor.u8();
  if (tag === DATA_NOTIFICATION) return dataNotification(cursor, note);
  if (tag === EVENT_NOTIFICATION) return eventNotification(cursor);
  const hex = tag.toString(16).padStart(2, '0').toUpperCase();
  throw new MeterError('unsupported', `an APDU that begins with ${hex} tells no values`, { offset: 0 });
}

function dataNotification(cursor: Cursor, note: Note | undefined): Notification {
  cursor.skip(LONG_INVOKE_ID);
  note?.(0, cursor.at, 'invokeId');
  const start = cursor.at;
  const time = dlmsTime(dateTimeOf(cursor));
  note?.(start, cursor.at, 'time');
  const attributes = untaggedAttributes(cursor);
  const content = attributes === undefined ? { body: readData(cursor) } : { attributes };
  return time === undefined ? content : { time, ...content };
}

const LONG_INVOKE_ID = 4;

/**
 * An octet string, so `00` where there is none. Kaifa, and Kamstrup before 2018, put the tag of an octet string before
 * it, which no date-time could begin with: its length would be 9.
 */
function dateTimeOf(cursor: Cursor): Buffer {
  if (cursor.next === AXDR.octetString) cursor.skip(1);
  return cursor.take(cursor.length());
}

function eventNotification(cursor: Cursor): Notification {
  const hasTime = cursor.u8() !== 0;
  const time = hasTime ? dlmsTime(cursor.take(cursor.length())) : undefined;
  const attribute = { classId: cursor.u16(), obis: cursor.take(6), attribute: cursor.i8(), value: readData(cursor) };
  return time === undefined ? { attributes: [attribute] } : { time, attributes: [attribute] };
}
