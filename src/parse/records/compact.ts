import { crc16En13757 } from '../../base/crc-en13757';
import { Cursor } from '../../base/cursor';
import { MeterError } from '../../base/errors';
import { readRecordData } from './data';
import { readDib } from './dib';
import { readVib } from './vib';

/*
 * Compact frames (EN 13757-3:2018, annex G): the data of records without what stands in front of them. That is the
 * format, which an earlier full frame or a format frame of the same meter has shown.
 */

/** What stands in front of the data of each record of a meter's telegrams. Holds its own bytes. */
export interface RecordFormat {
  /** CRC of {@link headers}, by which a compact frame names its format. */
  readonly signature: number;
  /** DIF, DIFEs, VIF and VIFEs of each record. */
  readonly headers: readonly Buffer[];
}

/** What has become of a compact frame. */
export type Expansion =
  | { readonly kind: 'records'; readonly apl: Buffer }
  /** Its format is not known yet: that is no damage. */
  | { readonly kind: 'unknown-format'; readonly signature: number };

/** DIFs that a format leaves out (filler, global readout) or that take all that follows (EN 13757-3, table 6). */
const isLeftOut = (dif: number) => dif === 0x2f || dif === 0x7f;
const isTail = (dif: number) => dif === 0x0f || dif === 0x1f;

/**
 * The format of an application layer with full records, as `parseRecords` takes it. Throws what reading them throws:
 * `truncated` or `malformed`, with the offset.
 */
export function formatOfRecords(apl: Buffer): RecordFormat {
  const cursor = new Cursor(apl);
  const headers = readHeaders(cursor, (dataField) => readRecordData(cursor, dataField));
  return { signature: signatureOf(headers), headers };
}

/**
 * The format that a format frame carries (CI 69, 6A or 6B): length of what follows, signature (little-endian), headers.
 * Throws `checksum` where the signature does not fit the headers, `truncated` or `malformed` where they cannot be read.
 */
export function formatInFrame(apl: Buffer): RecordFormat {
  const start = new Cursor(apl);
  const length = start.u8();
  const content = start.take(length);
  const cursor = new Cursor(content);
  const signature = cursor.take(2).readUInt16LE(0);
  const headers = readHeaders(cursor, () => undefined);
  if (signatureOf(headers) !== signature) throw new MeterError('checksum', 'the signature does not fit', { offset: 1 });
  return { signature, headers };
}

/** The same format as a frame carries it; undefined where it is too long for one. */
export function formatFrame({ signature, headers }: RecordFormat): Buffer | undefined {
  const bytes = Buffer.concat(headers);
  const length = bytes.length + 2;
  if (length > 0xff) return undefined;
  return Buffer.concat([Buffer.of(length, signature & 0xff, signature >> 8), bytes]);
}

/**
 * Makes full records of a compact frame (CI 79, 7B or 73): signature and CRC of the full records (both little-endian),
 * data. Throws `checksum` where the CRC does not fit, `truncated` where the data end before the format does.
 */
export function expandCompact(apl: Buffer, formatOf: (signature: number) => RecordFormat | undefined): Expansion {
  const cursor = new Cursor(apl);
  const signature = cursor.take(2).readUInt16LE(0);
  const crc = cursor.take(2).readUInt16LE(0);
  const format = formatOf(signature);
  if (format === undefined) return { kind: 'unknown-format', signature };
  const pieces: Buffer[] = [];
  for (const header of format.headers) {
    const start = cursor.at;
    if (isTail(header[0]!)) cursor.skip(cursor.left);
    else readRecordData(cursor, header[0]! & 0x0f);
    pieces.push(header, apl.subarray(start, cursor.at));
  }
  const records = Buffer.concat(pieces);
  if (crc16En13757(records, 0, records.length) !== crc) {
    throw new MeterError('checksum', 'the records do not fit the checksum of the compact frame', { offset: 2 });
  }
  return { kind: 'records', apl: records };
}

function readHeaders(cursor: Cursor, skipData: (dataField: number) => void): Buffer[] {
  const headers: Buffer[] = [];
  while (cursor.left > 0) {
    const start = cursor.at;
    const dif = cursor.next!;
    if (isLeftOut(dif)) {
      cursor.skip(1);
      continue;
    }
    if (isTail(dif)) {
      headers.push(Buffer.of(dif));
      break;
    }
    const { dataField } = readDib(cursor);
    readVib(cursor);
    headers.push(Buffer.from(cursor.bytes.subarray(start, cursor.at)));
    skipData(dataField);
  }
  return headers;
}

function signatureOf(headers: readonly Buffer[]): number {
  const bytes = Buffer.concat(headers);
  return crc16En13757(bytes, 0, bytes.length);
}
