import assert from 'node:assert/strict';
import type { Framed } from '../../src/base/frame';
import type { Telegram } from '../../src/base/telegram';
import { Splitter } from '../../src/framing/splitter';
import { parseRegisters } from '../../src/parse/registers';
import { corpusLines } from './corpus';

/** A request, its answer, or both. */
interface KmpRow {
  id: string;
  transport: string;
  /** Hexadecimal, in order of arrival. */
  data: string[];
  checks_ok: boolean;
  expect: { values: { register: number; value: number; unit: string }[] };
}

const rows = corpusLines<KmpRow>('dlms.jsonl')?.filter(({ transport }) => transport === 'kmp');

/** The corpus has no raised digits. */
const SPELT: Readonly<Record<string, string>> = { m3: 'm³', 'm3/h': 'm³/h', C: '°C' };

const ANSWER = '40';

function found(pieces: readonly Buffer[]): Framed[] {
  const splitter = new Splitter({ link: 'kmp' });
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

function telegramsIn(items: readonly Framed[]): Telegram[] {
  return items.flatMap((item) => (item.kind === 'frame' ? [parseRegisters(item.frame.message)] : []));
}

describe('corpus: KMP', () => {
  if (rows === undefined) it.skip('corpus absent');

  for (const { id, data, checks_ok, expect } of rows ?? []) {
    it(id, () => {
      const pieces = data.map((piece) => Buffer.from(piece, 'hex'));
      const items = found(pieces);
      assert.ok(checks_ok && items.every(({ kind }) => kind !== 'error'));
      const telegrams = telegramsIn(items);
      assert.equal(telegrams.length, data.filter((piece) => piece.startsWith(ANSWER)).length);
      assert.deepEqual(
        telegrams.flatMap(({ objects }) => objects.map(({ register, value, unit }) => ({ register, value, unit }))),
        expect.values.map(({ register, value, unit }) => ({ register, value, unit: SPELT[unit] ?? unit })),
      );
      assert.deepEqual(telegramsIn(found([...Buffer.concat(pieces)].map((byte) => Buffer.of(byte)))), telegrams);
    });
  }

  it('the number of the meter', function () {
    const row = rows?.find(({ id }) => id === 'kmp-serialno-request');
    if (row === undefined) return this.skip();
    const telegrams = telegramsIn(found(row.data.map((piece) => Buffer.from(piece, 'hex'))));
    assert.deepEqual(
      telegrams.map(({ meter }) => meter.id),
      ['12345678'],
    );
  });
});
