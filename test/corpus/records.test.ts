import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shift } from '../../src/base/decimal';
import type { MeterObject } from '../../src/base/telegram';
import { parseRecords } from '../../src/parse/records';
import { expandCompact, formatInFrame, formatOfRecords, type RecordFormat } from '../../src/parse/records/compact';
import { corpusLines } from './corpus';

/** A record as the corpus describes it, in wire order; bytes in hexadecimal. */
interface ExpectedRecord {
  dib: string;
  vib: string;
  raw: string;
  func: string;
  storage: number;
  tariff: number;
  subunit: number;
  /** The data as a signed integer or a real number; null for one that is no number. */
  value?: number | null;
  unit: string;
  scaled?: number | string | null | { t: string | null; summer: boolean; invalid: boolean };
  modifiers?: string[];
  lvar?: string;
}

/** What follows `0F` or `1F`. */
interface ExpectedTail {
  dif: string;
  mfct: string;
  more: boolean;
}

type Expected = ExpectedRecord | ExpectedTail;

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

const FUNCTIONS: Readonly<Record<string, string>> = {
  inst: 'instantaneous',
  max: 'maximum',
  min: 'minimum',
  err: 'error',
};

/** The corpus has no raised digits, spells units of time out, and calls the forms of time units. */
const SPELT: Readonly<Record<string, string | undefined>> = {
  '': undefined,
  'date G': undefined,
  'date F/I/J': undefined,
  m3: 'm³',
  'm3/h': 'm³/h',
  'm3/min': 'm³/min',
  'm3/s': 'm³/s',
  month: 'mo',
};

/** Modifiers that make another quantity of a record; the corpus leaves unit and scale as they were. */
const CHANGES = /^(2[0-9A-F]|3[0-8]|4[1-79A-F]|5[0-9A-F]|6[0-7ABEF]|39|3D|14|7[89AB])$/;
/** Modifiers that say that there is no value. */
const ERRORS = /^(0[1-7B-F]|1[5-8C])$/;

/** The corpus prints day and month 0; they are no date. */
const NO_DATE = /^\d+-00/;
/** Years of 127 in type G, which the corpus prints as 2027: EN 13757-3, annex A. */
const EVERY_YEAR = /^[EF].F.$/;

/** Data that are a real number of four bytes. */
const REAL = /^.5/;

function fault(object: MeterObject | undefined, expected: ExpectedRecord): string | undefined {
  if (object?.record === undefined) return 'no record';
  const { record } = object;
  const { storage, tariff, subUnit, function: kind } = record;
  if (record.code !== expected.dib + expected.vib) return `code ${record.code}`;
  if (storage !== expected.storage || tariff !== expected.tariff || subUnit !== expected.subunit) return 'numbers';
  if (kind !== FUNCTIONS[expected.func]) return `function ${kind}`;
  return valueFault(object, expected);
}

function valueFault(object: MeterObject, { dib, scaled, value, unit, modifiers = [], raw, lvar }: ExpectedRecord) {
  const { record, value: got } = object;
  if (modifiers.some((one) => ERRORS.test(one)))
    return got === null && record?.error !== undefined ? undefined : 'no error';
  if (modifiers.some((one) => CHANGES.test(one))) return undefined;
  if (scaled !== null && typeof scaled === 'object') {
    const time = scaled.t?.padEnd(19, ':00');
    if (NO_DATE.test(scaled.t ?? '')) return got === null ? undefined : `value ${got}`;
    const same = got === time && object.dst === scaled.summer && (record?.doubtful ?? false) === scaled.invalid;
    return same ? undefined : `time ${got} ${object.dst}`;
  }
  if (scaled === null) return got === null ? undefined : `value ${got}`;
  if (typeof scaled === 'string' && lvar !== undefined) {
    return got === scaled || got === raw ? undefined : `text ${got}`;
  }
  if (typeof scaled === 'string') {
    const date = NO_DATE.test(scaled) ? null : EVERY_YEAR.test(raw) ? scaled.replace(/^\d+/, '*') : scaled;
    return got === date ? undefined : `date ${got}`;
  }
  if (scaled !== undefined) {
    const spelt = unit in SPELT ? SPELT[unit] : unit;
    if (got !== null && object.unit !== spelt) return `unit ${object.unit}`;
    // The corpus rounds real numbers to twelve digits, and has no decimal strings.
    const same = REAL.test(dib)
      ? Math.fround(Number(got)) === Math.fround(scaled)
      : got !== null && Number(got) === scaled;
    return same ? undefined : `value ${got}`;
  }
  if (value === undefined) return undefined;
  if (value === null || REAL.test(dib))
    return Math.fround(Number(got)) === Math.fround(Number(value)) ? undefined : `value ${got}`;
  const unsigned = value < 0 ? value + 256 ** (raw.length / 2) : value;
  return got === raw || Number(got) === value || Number(got) === unsigned ? undefined : `value ${got}`;
}

function faults(apl: string, expected: readonly Expected[], damaged: boolean): string[] {
  const { objects, more } = parseRecords(Buffer.from(apl, 'hex'), damaged);
  const left = objects.filter(({ name }) => name !== 'unreadable');
  const found: string[] = [];
  for (const one of expected) {
    if ('mfct' in one) {
      if (one.more !== more) found.push(`more: ${more}`);
      if (one.mfct === '') continue;
      const tail = left.shift();
      if (tail?.name !== 'manufacturerData' || tail.value !== one.mfct) found.push(`tail: ${tail?.name}`);
    } else {
      const wrong = fault(left.shift(), one);
      if (wrong !== undefined) found.push(`${one.dib} ${one.vib} ${one.raw} ${JSON.stringify(one.scaled)}: ${wrong}`);
    }
  }
  found.push(...left.map(({ name }) => `not expected: ${name}`));
  return found;
}

/** Bytes of the header behind a control information field (EN 13757-3, clause 4). */
const HEADERS: Readonly<Record<string, number>> = { '72': 12, '76': 12, '7A': 4, '78': 0 };

const radio = corpusLines<RadioRow>('wmbus.jsonl');
const wired = wiredRows();
const vectors = corpusLines<VectorRow>('apl-vectors.jsonl');

/** That file has `NaN`, which is no JSON, for a real number that is none. */
function wiredRows(): WiredRow[] | undefined {
  const path = join(process.env.HAN_CORPUS ?? '../shared/corpus', 'wired-mbus.jsonl');
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line.replace(/\bNaN\b/g, 'null')) as WiredRow);
}

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
