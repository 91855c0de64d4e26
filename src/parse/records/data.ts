import type { Cursor } from '../../base/cursor';
import { MeterError } from '../../base/errors';

/** The data of a record and how they are coded. */
export class RecordData {
  readonly coding: Coding;
  /** They lie in here, so that numbers can be read where they are. */
  readonly source: Buffer;
  readonly start: number;
  readonly end: number;
  /** They tell their own length. */
  readonly variable: boolean;
  /** Of `bcd`: a minus that is no digit. */
  readonly negative: boolean;

  constructor(coding: Coding, source: Buffer, start: number, end: number, variable = false, negative = false) {
    this.coding = coding;
    this.source = source;
    this.start = start;
    this.end = end;
    this.variable = variable;
    this.negative = negative;
  }

  get length(): number {
    return this.end - this.start;
  }

  /** A view of them. */
  get bytes(): Buffer {
    return this.source.subarray(this.start, this.end);
  }
}

export type Coding = 'none' | 'integer' | 'real' | 'bcd' | 'text' | 'binary';

const VARIABLE = 0x0d;

/** The data fields (EN 13757-3, table 4) but D and F: coding and length in bytes. 8, selection for readout, has no data. */
const FIXED: readonly (readonly [coding: Coding, length: number] | undefined)[] = [
  ['none', 0],
  ['integer', 1],
  ['integer', 2],
  ['integer', 3],
  ['integer', 4],
  ['real', 4],
  ['integer', 6],
  ['integer', 8],
  ['none', 0],
  ['bcd', 1],
  ['bcd', 2],
  ['bcd', 3],
  ['bcd', 4],
  undefined,
  ['bcd', 6],
  undefined,
];

/**
 * The data at the cursor, by the low four bits of the DIF. Throws `truncated` where they end too early, `malformed` for
 * a variable length that the standard reserves.
 */
export function readRecordData(cursor: Cursor, dataField: number): RecordData {
  if (dataField === VARIABLE) return variableLength(cursor);
  const [coding, length] = FIXED[dataField] ?? NOTHING;
  const start = cursor.at;
  cursor.skip(length);
  return new RecordData(coding, cursor.bytes, start, cursor.at);
}

const NOTHING = ['none', 0] as const;

/** Coding and length in bytes of a data field; undefined where it tells none. */
export function fixedData(dataField: number): readonly [coding: Coding, length: number] | undefined {
  return FIXED[dataField];
}

/** Ranges of the byte in front of data of variable length (EN 13757-3, table 5): coding, length of the first, step. */
const VARIABLE_LENGTHS: readonly (readonly [
  first: number,
  last: number,
  coding: Coding,
  length: number,
  step: number,
])[] = [
  [0x00, 0xbf, 'text', 0, 1],
  [0xc0, 0xc9, 'bcd', 0, 1],
  [0xd0, 0xd9, 'bcd', 0, 1],
  [0xe0, 0xef, 'integer', 0, 1],
  [0xf0, 0xf4, 'binary', 16, 4],
  [0xf5, 0xf5, 'binary', 48, 0],
  [0xf6, 0xf6, 'binary', 64, 0],
];

/** Of the ranges above, the one of negative numbers. */
const isNegative = (code: number) => code >= 0xd0 && code <= 0xd9;

function variableLength(cursor: Cursor): RecordData {
  const offset = cursor.at;
  const code = cursor.u8();
  const range = VARIABLE_LENGTHS.find(([first, last]) => code >= first && code <= last);
  if (range === undefined) throw new MeterError('malformed', 'a variable length that is reserved', { offset });
  const [first, , coding, length, step] = range;
  const start = cursor.at;
  cursor.skip(length + (code - first) * step);
  return new RecordData(coding, cursor.bytes, start, cursor.at, true, isNegative(code));
}
