import { Cursor } from '../base/cursor';
import { MeterError } from '../base/errors';
import type { Note } from '../base/frame';
import { upperHex } from '../base/hex';
import type { MeterObject } from '../base/telegram';
import { profileEntries } from './records/profile';
import { type DataRecord, readRecord } from './records/record';

/** What an application layer of M-Bus holds. */
export interface Records {
  readonly objects: MeterObject[];
  /** The meter has more records than this telegram holds. */
  readonly more: boolean;
}

/** The object that holds what cannot be read. */
export const UNREADABLE = 'unreadable';

/** DIFs without data field (EN 13757-3, table 6). */
const DIF = { manufacturerData: 0x0f, moreRecordsFollow: 0x1f, filler: 0x2f, globalReadout: 0x7f } as const;

/**
 * Reads the records of an M-Bus application layer, wired or wireless (EN 13757-3, clause 6): what follows the header,
 * decrypted. Objects have the `record` that tells storage, tariff and function; they are named by the quantity, as
 * records carry no code. What follows `0F` or `1F` is the object `manufacturerData`, in hexadecimal.
 *
 * `checked`: a check has proven that the meter sent these bytes. Then what cannot be read, as some meters cut their last
 * record, is kept from there on as the object {@link UNREADABLE}. Otherwise it throws `truncated` or `malformed` with its
 * offset. `whole`: nothing is checked, but a length says that all of them came; what lies behind records is kept then.
 */
export function parseRecords(apl: Buffer, checked: boolean | 'whole', note?: Note): Records {
  const cursor = new Cursor(apl);
  const records: DataRecord[] = [];
  const objects: MeterObject[] = [];
  let more = false;
  let hasProfile = false;
  while (cursor.left > 0) {
    const start = cursor.at;
    const dif = cursor.next!;
    let field: string;
    if (dif === DIF.filler || dif === DIF.globalReadout) {
      cursor.skip(1);
      field = 'filler';
    } else if (dif === DIF.manufacturerData || dif === DIF.moreRecordsFollow) {
      more = dif === DIF.moreRecordsFollow;
      cursor.skip(1);
      field = 'manufacturerData';
      if (cursor.left > 0) objects.push(rest(cursor, field));
    } else {
      const record = recordAt(cursor, checked === 'whole' ? objects.length > 0 : checked);
      if (record === undefined) {
        field = UNREADABLE;
        objects.push(rest(new Cursor(apl, start), field));
        cursor.skip(cursor.left);
      } else {
        field = record.object.name;
        records.push(record);
        objects.push(record.object);
        hasProfile ||= record.meaning.profile !== undefined;
      }
    }
    note?.(start, cursor.at, field);
  }
  if (hasProfile) readProfiles(records);
  return { objects, more };
}

/** A profile continues a record that may stand anywhere in the telegram. */
function readProfiles(records: readonly DataRecord[]): void {
  for (const record of records) {
    const entries = profileEntries(record, records);
    if (entries !== undefined) record.object.entries = entries;
  }
}

/** The record at the cursor; undefined where it cannot be read, and what is left of the telegram is to be kept. */
function recordAt(cursor: Cursor, keepsRest: boolean): DataRecord | undefined {
  try {
    return readRecord(cursor);
  } catch (error) {
    if (keepsRest && error instanceof MeterError) return undefined;
    throw error;
  }
}

function rest(cursor: Cursor, name: string): MeterObject {
  return { name, value: upperHex(cursor.take(cursor.left)) };
}
