import { AXDR } from '../base/axdr';
import { APDU } from './apdu';
import { lengthAt } from './ber-length';
import { behindCounted, behindLength, endOfData } from './data-end';

/*
 * As in data-end.ts: an end beyond the bytes that are there is the least that it can be, and -1 says that they are none.
 */

/** What a bare APDU shows of itself: behind what tells it from noise, and behind its last byte. */
export interface Extent {
  readonly header: number;
  readonly end: number;
  /** Too little tells it from noise: it is believed only where it is all there is. */
  readonly doubtful?: boolean;
}

type Measure = (bytes: Buffer, start: number) => Extent;

/** APDUs whose own bytes tell that they are some, and where they end. */
const MEASURES: ReadonlyMap<number, Measure> = new Map<number, Measure>([
  [APDU.dataNotification, dataNotification],
  [APDU.eventNotification, eventNotification],
  [APDU.generalGloCiphering, titled],
  [APDU.generalDedCiphering, titled],
  [APDU.generalCiphering, general],
  [APDU.generalBlockTransfer, block],
  ...[0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xcf, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd7].map(
    (tag) => [tag, untitled] as const,
  ),
]);

/** Whether an APDU that tells its own end may begin with `tag`. */
export function tellsItsEnd(tag: number): boolean {
  return MEASURES.has(tag);
}

/** The extent of the APDU whose tag is at `start`. */
export function extentOf(bytes: Buffer, start: number): Extent {
  return MEASURES.get(bytes[start]!)?.(bytes, start) ?? NOTHING;
}

const NOTHING: Extent = { header: -1, end: -1 };

function atLeast(end: number): Extent {
  return { header: end, end };
}

/** Whether `bytes[at]` may be `value`: it is, or has not arrived. */
function maybe(bytes: Buffer, at: number, value: number): boolean {
  return at >= bytes.length || bytes[at] === value;
}

/** 0F, long invoke id, date-time, body. The low bits of the id's first byte are reserved (Green Book, clause 9.5). */
function dataNotification(bytes: Buffer, start: number): Extent {
  const time = start + 5;
  if (start + 1 < bytes.length && bytes[start + 1]! & 0x0f) return NOTHING;
  if (time >= bytes.length) return atLeast(time + 1);
  const body = endOfTime(bytes, time);
  if (body < 0) return NOTHING;
  if (body >= bytes.length) return atLeast(body + 1);
  const root = bytes[body];
  if (root !== AXDR.structure && root !== AXDR.array && root !== AXDR.octetString) return NOTHING;
  return { header: body + 1, end: endOfBody(bytes, body) };
}

/** 00; 0C and 12 bytes; or, as Kaifa and old Kamstrup meters write it, the same as tagged data. */
function endOfTime(bytes: Buffer, at: number): number {
  const tag = bytes[at] === AXDR.octetString ? 1 : 0;
  if (tag === 0 && bytes[at] === 0) return at + 1;
  return maybe(bytes, at + tag, 12) ? at + tag + 1 + 12 : -1;
}

function endOfBody(bytes: Buffer, at: number): number {
  const rows = untaggedRows(bytes, at);
  if (rows === -1) return endOfData(bytes, at);
  if (rows >= bytes.length) return Math.max(endOfData(bytes, at), rows + 1);
  return endOfUntagged(bytes, rows, lengthAt(bytes, at + CZECH_HEAD.length));
}

/** `02 02`, class 2, code 6, attribute 1, and a tag. */
const CZECH_ROW = 12;
const CZECH_HEAD = [AXDR.structure, 2, AXDR.enum, undefined, AXDR.array];

/**
 * Where the rows begin in the body of a Czech meter (EG.D and ČEZ descriptions of the RS-485 port): a structure of a
 * number and an array, whose rows are `02 02`, class, code and attribute without tags, and a value. The class begins with
 * 00; where it stands for null-data, the row has no value worth sending.
 */
function untaggedRows(bytes: Buffer, start: number): number {
  for (const [i, byte] of CZECH_HEAD.entries()) if (byte !== undefined && !maybe(bytes, start + i, byte)) return -1;
  const count = start + CZECH_HEAD.length;
  const rows = behindLength(bytes, count);
  if (rows < 0 || bytes[count] === 0 || !maybeRow(bytes, rows) || !maybe(bytes, rows + 2, 0)) return -1;
  return rows + 2 < bytes.length ? rows : bytes.length;
}

function maybeRow(bytes: Buffer, at: number): boolean {
  return maybe(bytes, at, AXDR.structure) && maybe(bytes, at + 1, 2);
}

function endOfUntagged(bytes: Buffer, start: number, count: number): number {
  let at = start;
  for (let rows = count; rows > 0; rows--) {
    if (!maybeRow(bytes, at)) return -1;
    if (at + CZECH_ROW > bytes.length) return at + rows * CZECH_ROW;
    at = endOfData(bytes, at + CZECH_ROW - 1);
  }
  return at;
}

/** C2, no time, class, code, attribute, value. With a time it might be anything. */
function eventNotification(bytes: Buffer, start: number): Extent {
  if (!maybe(bytes, start + 1, 0) || !maybe(bytes, start + 2, 0) || !maybe(bytes, start + 9, 0xff)) return NOTHING;
  const value = start + 11;
  return value >= bytes.length ? atLeast(value + 1) : { header: value, end: endOfData(bytes, value) };
}

/** DB or DC, and what {@link titledContent} reads. */
function titled(bytes: Buffer, start: number): Extent {
  return titledContent(bytes, start + 1);
}

/** The extent of a system title of 8 bytes or none, which begins with its length at `title`, and of content. */
export function titledContent(bytes: Buffer, title: number): Extent {
  if (!maybe(bytes, title, 0) && !maybe(bytes, title, 8)) return NOTHING;
  return title >= bytes.length ? atLeast(title + 1) : content(bytes, title + 1 + bytes[title]!);
}

function untitled(bytes: Buffer, start: number): Extent {
  return { ...content(bytes, start + 1), doubtful: true };
}

/** The most bytes that transaction id, the two system titles, date-time and other information may have. */
const GENERAL_FIELDS = [16, 8, 8, 12, 32];

/** DD, five octet strings, perhaps a key, content (Green Book, clause 9.5, General-Ciphering). */
function general(bytes: Buffer, start: number): Extent {
  let at = start + 1;
  for (const most of GENERAL_FIELDS) {
    if (at < bytes.length && bytes[at]! > most) return NOTHING;
    at = behindCounted(bytes, at);
    if (at > bytes.length) return atLeast(at);
  }
  at = endOfKey(bytes, at);
  return at < 0 ? NOTHING : content(bytes, at);
}

/** 00, or 01 and one of: the number of a key; a wrapped key; an agreed one. */
function endOfKey(bytes: Buffer, at: number): number {
  if (at + 1 >= bytes.length || bytes[at] === 0) return at + 1;
  if (bytes[at] !== 1) return -1;
  switch (bytes[at + 1]) {
    case 0:
      return at + 3;
    case 1:
      return behindCounted(bytes, at + 3);
    case 2: {
      const parameters = behindCounted(bytes, at + 2);
      return parameters < 0 ? -1 : behindCounted(bytes, parameters);
    }
    default:
      return -1;
  }
}

/** Security control and invocation counter. */
const MIN_CONTENT = 5;

/** Of the security control byte (Green Book, table 37): authenticated or encrypted. */
const SUITE = 0x0f;
const PROTECTED = 0x30;
const COMPRESSED = 0x80;

/** Length, and so many bytes of which the first is the security control, as senders use it. */
function content(bytes: Buffer, at: number): Extent {
  const control = behindLength(bytes, at);
  if (control < 0) return NOTHING;
  if (control >= bytes.length) return atLeast(control + 1);
  const length = lengthAt(bytes, at);
  const byte = bytes[control]!;
  if (length < MIN_CONTENT || (byte & SUITE) > 2 || byte & COMPRESSED || !(byte & PROTECTED)) return NOTHING;
  return { header: control + 1, end: control + length };
}

/** E0, block control, number, number acknowledged, which is always 0, length, data. */
function block(bytes: Buffer, start: number): Extent {
  const length = start + 6;
  if (length >= bytes.length) return atLeast(length + 1);
  if (bytes.readUInt16BE(start + 2) === 0 || bytes.readUInt16BE(start + 4) !== 0) return NOTHING;
  return { header: length, end: behindCounted(bytes, length) };
}
