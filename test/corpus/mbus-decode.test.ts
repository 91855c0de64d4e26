import assert from 'node:assert/strict';
import type { MeterKeys } from '../../src/base/keys';
import { type DecodeOptions, decode, type Result } from '../../src/decode';
import { corpusLines } from './corpus';
import { type Expected, recordFaults } from './expected-records';

/*
 * The whole way of a telegram of M-Bus, from the bytes to its objects.
 */

interface RadioRow {
  id: string;
  data: string;
  data_has_dll_crc: boolean;
  key: string | null;
  outcome: 'ok' | 'no-key' | 'wrong-key' | 'unsupported-security' | 'manufacturer-specific' | 'fragment';
  ci?: string;
  records?: Expected[];
  records_error?: string;
  /** What `data` is without its CRCs, with which it stands in another row. */
  frame_without_crc?: string;
}

interface WiredRow {
  id: string;
  data: string;
  key?: string;
  frames: { CI: string; records?: Expected[]; records_error?: string }[];
}

const radio = corpusLines<RadioRow>('wmbus.jsonl');
const wired = corpusLines<WiredRow>('wired-mbus.jsonl');
const byData = new Map(radio?.map((row) => [row.data, row]));

/** See test/corpus/wmbus.test.ts for each of them. */
const ASSERTED_ELSEWHERE: ReadonlySet<string> = new Set([
  'iotl-tsd2-ea74742',
  'lvp-amb-78b7a33',
  'lvp-lug-8788ac1',
  'wmbus_pars-mad-4c74918',
  'lvp-els-aa33ccc',
  'lvp-kam-a7517a4',
  'wmbm-qwater-1ad8dd7',
  'wmbm-qwater-82f070d',
]);

const COMPACT: ReadonlySet<string> = new Set(['73', '79', '7B']);

const ERRORS = {
  'no-key': 'no-key',
  'wrong-key': 'wrong-key',
  'unsupported-security': 'unsupported',
} as const;

function keysOf({ key }: { key?: string | null | undefined }): MeterKeys[] {
  return key == null ? [] : [{ encryption: key }];
}

function outcome(result: Result): string {
  if (result.kind === 'error') return result.error.code;
  return result.kind === 'discarded' ? result.reason : result.kind;
}

/** The only result; what lies behind a telegram, as receivers leave it, may be noise. */
function only(bytes: Buffer, options: DecodeOptions): Result {
  const results = decode(bytes, { until: 'objects', ...options }).filter(
    (result) => result.kind !== 'discarded' || result.reason !== 'noise',
  );
  assert.equal(results.length, 1, results.map(outcome).join());
  return results[0]!;
}

/** Where records are cut by the meter itself, those before count; what is left over is kept. */
function assertRecords(result: Result, { records, records_error }: Pick<RadioRow, 'records' | 'records_error'>): void {
  assert.equal(outcome(result), 'telegram', result.kind === 'error' ? result.error.message : '');
  if (records === undefined || result.kind !== 'telegram') return;
  if (records_error !== undefined) assert.equal(result.objects.at(-1)?.name, 'unreadable');
  const objects = result.objects.filter(({ name }) => name !== 'status');
  assert.deepEqual(recordFaults(objects, undefined, records), []);
}

describe('corpus: radio telegrams, decoded', () => {
  if (radio === undefined) it.skip('corpus absent');

  for (const row of (radio ?? []).filter(({ id }) => !ASSERTED_ELSEWHERE.has(id))) {
    it(row.id, () => {
      const result = only(Buffer.from(row.data, 'hex'), { receiver: 'raw', keys: keysOf(row) });
      const expected = ERRORS[row.outcome as keyof typeof ERRORS];
      if (expected !== undefined) assert.equal(outcome(result), expected);
      else if (row.outcome === 'fragment') assert.match(outcome(result), /^(fragment|truncated)$/);
      else if (row.outcome === 'manufacturer-specific') assert.equal(outcome(result), 'telegram');
      else if (COMPACT.has(row.ci ?? '')) assert.equal(outcome(result), 'telegram');
      else assertRecords(result, byData.get(row.frame_without_crc ?? '') ?? row);
    });
  }
});

describe('corpus: frames of wired M-Bus, decoded', () => {
  if (wired === undefined) it.skip('corpus absent');

  for (const { id, data, key, frames } of wired ?? []) {
    it(id, () => {
      const results = decode(Buffer.from(data, 'hex'), { until: 'objects', keys: keysOf({ key }) });
      assert.equal(results.length, frames.length);
      for (const [index, frame] of frames.entries()) assertWired(results[index]!, frame);
    });
  }
});

/** What no decoder of records reads: the fixed data structure. */
const UNREAD: ReadonlySet<string> = new Set(['73']);

function assertWired(result: Result, frame: WiredRow['frames'][number]): void {
  if (frame.CI === '70') assert.equal(outcome(result), 'meter-error');
  else if (UNREAD.has(frame.CI)) assert.equal(outcome(result), 'unsupported');
  else if (frame.records !== undefined) assertRecords(result, frame);
  else assert.ok(result.kind !== 'telegram' || result.objects.every(({ record }) => record === undefined));
}
