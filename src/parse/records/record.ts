import type { Cursor } from '../../base/cursor';
import { type RecordData, readRecordData } from './data';
import type { Dib } from './dib';
import { readHeader } from './header';
import type { Meaning } from './meaning';
import { type RecordObject, readValue } from './value';

/** A data record (EN 13757-3, clause 6): what stands in front of its data, the data, and what they say together. */
export interface DataRecord {
  readonly dib: Dib;
  readonly meaning: Meaning;
  readonly data: RecordData;
  readonly object: RecordObject;
}

/** The record at the cursor. Throws `truncated` where it ends too early, `malformed` for what the standard reserves. */
export function readRecord(cursor: Cursor): DataRecord {
  const { dib, meaning, quantity, code } = readHeader(cursor);
  const data = readRecordData(cursor, dib.dataField);
  const { storage, tariff, subUnit } = dib;
  const object: RecordObject = {
    name: meaning.name,
    value: null,
    record: { code, storage, tariff, subUnit, function: dib.function, quantity },
  };
  readValue(object, data, meaning);
  return { dib, meaning, data, object };
}
