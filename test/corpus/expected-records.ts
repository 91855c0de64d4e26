import type { MeterObject } from '../../src/base/telegram';

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

export type Expected = ExpectedRecord | ExpectedTail;

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

/** Where the objects of records differ from what is expected; `more`: whether the meter says that it has more of them. */
export function recordFaults(
  objects: readonly MeterObject[],
  more: boolean | undefined,
  expected: readonly Expected[],
): string[] {
  const left = objects.filter(({ name }) => name !== 'unreadable');
  const found: string[] = [];
  for (const one of expected) {
    if ('mfct' in one) {
      if (more !== undefined && one.more !== more) found.push(`more: ${more}`);
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
