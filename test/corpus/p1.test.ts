import assert from 'node:assert/strict';
import { type DecodedTelegram, decode, type Result } from '../../src/decode';
import { random } from '../../src/simulator/noise';
import { chunksOf, decodeChunks, singleBytes } from '../framing/chunks';
import { bytesOf, type CorpusRow, corpusRows } from './corpus';
import { missing } from './said';

const rows = corpusRows('p1.jsonl')?.filter(({ transport }) => transport === 'p1-ascii');

/** Before DSMR 4 there was neither a CRC nor a clock; every later standard has both. */
function hasNoCrcByStandard(row: CorpusRow): boolean {
  return row.crc_ok === null && row.stream === undefined && !bytesOf(row).includes('0-0:1.0.0(');
}

function telegramsIn(results: readonly Result[]): DecodedTelegram[] {
  return results.filter((result) => result.kind === 'telegram');
}

/** Places to cut at that are the same in each run, yet without any order. */
function anyCuts(row: CorpusRow, turn: number): number[] {
  const { length } = bytesOf(row);
  return Array.from({ length: 1 + turn * 7 }, (_, i) => Math.floor(random(turn, row.id.length, i) * length));
}

/** How many telegrams of a row may come out: those whose checksum holds. */
function goodTelegrams(row: CorpusRow): number {
  const { stream, crc_ok } = row;
  if (stream === undefined) return crc_ok || hasNoCrcByStandard(row) ? 1 : 0;
  return stream.filter((telegram) => telegram.crc_ok).length;
}

function assertSameHoweverCut(row: CorpusRow): void {
  const bytes = bytesOf(row);
  const whole = decodeChunks([bytes]);
  assert.deepEqual(decodeChunks(singleBytes(bytes)), whole, 'byte by byte');
  for (const turn of [1, 2, 3]) assert.deepEqual(decodeChunks(chunksOf(bytes, anyCuts(row, turn))), whole);
}

function assertNothingFromDamage(row: CorpusRow, results: readonly Result[]): void {
  const good = telegramsIn(results);
  assert.equal(good.length, goodTelegrams(row));
  for (const { frame } of good) assert.equal(frame.check, hasNoCrcByStandard(row) ? 'absent' : 'ok');
  if (row.crc_ok !== false) return;
  const codes = results.flatMap((result) => (result.kind === 'error' ? [result.error.code] : []));
  assert.deepEqual(codes, [row.stream === undefined ? 'checksum' : 'truncated']);
}

/** The values of a stream are those of one of its telegrams. */
function assertEveryValue({ expect }: CorpusRow, results: readonly Result[]): void {
  const lists = telegramsIn(results).map((telegram) => missing(telegram, expect));
  assert.ok(
    lists.some((list) => list.length === 0),
    `missing: ${JSON.stringify(lists)}`,
  );
}

/** A telegram may not tell its country, but it must not tell a wrong one. */
function assertNoWrongCountry(row: CorpusRow, results: readonly Result[]): void {
  for (const { reading } of telegramsIn(results)) {
    if (row.country !== 'XX') assert.equal(reading?.meter.country ?? row.country, row.country);
  }
}

describe('corpus: P1', () => {
  if (rows === undefined) it.skip('corpus absent');

  for (const row of rows ?? []) {
    it(row.id, () => {
      const results = decode(bytesOf(row));
      assertSameHoweverCut(row);
      assertNothingFromDamage(row, results);
      if (goodTelegrams(row) > 0) assertEveryValue(row, results);
      assertNoWrongCountry(row, results);
    });
  }

  after(() => {
    if (rows !== undefined) console.log(figures(rows));
  });
});

/** What is read by country, for whoever goes on from here. */
function figures(all: readonly CorpusRow[]): string {
  const lines = [...new Set(all.map(({ country }) => country))].toSorted().map((country) => {
    const own = all.filter((row) => row.country === country);
    const good = own.filter((row) => row.crc_ok !== false || goodTelegrams(row) > 0);
    const read = good.filter((row) => telegramsIn(decode(bytesOf(row))).length > 0);
    const right = read.filter((row) =>
      telegramsIn(decode(bytesOf(row))).some((telegram) => missing(telegram, row.expect).length === 0),
    );
    const [count, telegrams, values] = [own, read, right].map(({ length }) => String(length).padStart(3));
    return `      ${country} ${count} rows, ${own.length - good.length} damaged; ${telegrams} read, ${values} with every value`;
  });
  return ['', '      P1 telegrams', ...lines].join('\n');
}
