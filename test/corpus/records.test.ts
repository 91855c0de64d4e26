import assert from 'node:assert/strict';
import { shift } from '../../src/base/decimal';
import { parseRecords } from '../../src/parse/records';
import { expandCompact, formatInFrame, formatOfRecords, type RecordFormat } from '../../src/parse/records/compact';
import { corpusLines } from './corpus';
import { type Expected, recordFaults } from './expected-records';

interface RadioRow {
  id: string;
  ci: string;
  /** The clear application layer. */
  plaintext?: string;
  records?: Expected[];
  records_error?: string;
}

interface WiredRow {
  id: string;
  data: string;
  frames: { L: number; CI: string; plaintext?: string; records?: Expected[]; records_error?: string }[];
}

interface VectorRow {
  id: string;
  kind: string;
  input: string;
  expect: ProfileRow[] & { signature?: number };
  records?: Expected[];
}

function faults(apl: string, expected: readonly Expected[], damaged: boolean): string[] {
  const { objects, more } = parseRecords(Buffer.from(apl, 'hex'), damaged);
  return recordFaults(objects, more, expected);
}

/** Bytes of the header behind a control information field (EN 13757-3, clause 4). */
const HEADERS: Readonly<Record<string, number>> = { '72': 12, '76': 12, '7A': 4, '78': 0 };

const radio = corpusLines<RadioRow>('wmbus.jsonl');
const wired = corpusLines<WiredRow>('wired-mbus.jsonl');
const vectors = corpusLines<VectorRow>('apl-vectors.jsonl');

/** Control information fields of compact frames (EN 13757-7:2018, table 2). */
const COMPACT: ReadonlySet<string> = new Set(['73', '79', '7B']);

/** A format frame made of the headers of the vector. */
function formatFrame(headers: string, signature: number): Buffer {
  const bytes = Buffer.from(headers, 'hex');
  return Buffer.from([bytes.length + 2, signature & 0xff, signature >> 8, ...bytes]);
}

type ProfileRow = [storage: number, tariff: number, value: number | string];

/** What the records and their profiles say: the vectors give the number as sent, and the time of each storage number. */
function rows(apl: string): ProfileRow[] {
  const { objects } = parseRecords(Buffer.from(apl, 'hex'), false);
  return sorted(
    objects.flatMap(({ record, value, raw, scaler = 0, entries }): ProfileRow[] => {
      const { storage, tariff } = record!;
      if (entries === undefined) return [[storage, tariff, raw ?? (value as string)]];
      const plain = objects.find((one) => one.record?.storage === storage && one.raw !== undefined);
      return entries.flatMap((entry, i): ProfileRow[] => [
        [storage + i + 1, 0, entry.timestamp!],
        [storage + i + 1, tariff, shift(entry.value as number, -(plain?.scaler ?? scaler))],
      ]);
    }),
  );
}

function sorted(expected: readonly ProfileRow[]): ProfileRow[] {
  const seconds = expected.map(
    ([storage, tariff, value]): ProfileRow => [
      storage,
      tariff,
      typeof value === 'string' ? value.padEnd(19, ':00') : value,
    ],
  );
  return seconds.sort((a, b) => String(a).localeCompare(String(b)));
}

describe('corpus: records', () => {
  if (radio === undefined || wired === undefined || vectors === undefined) it.skip('corpus absent');

  for (const { id, plaintext, records, records_error } of radio ?? []) {
    if (plaintext === undefined || records === undefined) continue;
    it(id, () => assert.deepEqual(faults(plaintext, records, records_error !== undefined), []));
  }

  for (const { id, data, frames } of wired ?? []) {
    let at = 0;
    for (const { L, CI, records, records_error, plaintext } of frames) {
      const start = at + 7 + (HEADERS[CI] ?? 0);
      at += L + 6;
      if (records === undefined) continue;
      const apl = plaintext ?? data.slice(2 * start, 2 * (at - 2));
      it(id, () => assert.deepEqual(faults(apl, records, records_error !== undefined), []));
    }
  }

  for (const { id, input, records } of vectors ?? []) {
    if (records !== undefined) it(id, () => assert.deepEqual(faults(input, records, false), []));
  }

  for (const { id, kind, input, expect } of vectors ?? []) {
    if (kind === 'format-signature') {
      it(id, () => assert.equal(formatInFrame(formatFrame(input, expect.signature!)).signature, expect.signature));
    }
    if (id.startsWith('profile-') && Array.isArray(expect)) it(id, () => assert.deepEqual(rows(input), sorted(expect)));
  }

  it('compact frames hold with the formats that full frames show', function () {
    if (radio === undefined) return this.skip();
    const formats = new Map<number, RecordFormat>();
    for (const { ci, plaintext, records_error } of radio) {
      if (plaintext === undefined || COMPACT.has(ci) || records_error !== undefined) continue;
      const format = formatOfRecords(Buffer.from(plaintext, 'hex'));
      formats.set(format.signature, format);
    }
    const expanded = radio
      .filter(({ ci, plaintext }) => plaintext !== undefined && COMPACT.has(ci))
      .map(({ plaintext }) => expandCompact(Buffer.from(plaintext!, 'hex'), (signature) => formats.get(signature)));
    const whole = expanded.flatMap((one) => (one.kind === 'records' ? [parseRecords(one.apl, false)] : []));
    assert.ok(whole.length > 0 && whole.length < expanded.length);
    assert.ok(whole.every(({ objects }) => objects.every(({ name }) => name !== 'unknown')));
  });
});
