import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode, MeterStream, type Result } from '../../src/decode';
import { MAX_P1_TELEGRAM } from '../../src/framing/p1';
import { Splitter } from '../../src/framing/splitter';
import { mix } from '../../src/simulator/noise';
import { bytesOf, regionsOf } from './account';
import { chunksOf, cutsOf, decodeChunks } from './chunks';
import { checked, SIMULATED } from './telegrams';

const MEGABYTES = 4 * 1024 * 1024;

function repeated(pattern: string, length = MEGABYTES): Buffer {
  return Buffer.alloc(length, pattern, 'latin1');
}

function random(length: number): Buffer {
  const words = Uint32Array.from({ length: length / 4 }, (_, i) => mix(i));
  return Buffer.from(words.buffer);
}

/** Nothing of these is a telegram, and none may take long: the time limit of mocha is the only watch here. */
const HOSTILE: readonly (readonly [string, () => Buffer])[] = [
  ['"/"', () => repeated('/')],
  ['"/" with parity', () => repeated('\xaf')],
  ['"/" with parity, and letters', () => repeated('\xafa')],
  ['"!"', () => repeated('!')],
  ['"(" and ")"', () => repeated('()')],
  ['line feeds and "/"', () => repeated('\n/')],
  ['line feeds and "!"', () => repeated('\n!')],
  ['identifications', () => repeated('/SIM5\r\n\r\n')],
  ['"/" within lines', () => repeated('/a\na')],
  ['"!" within lines', () => repeated('/a\na!')],
  ['telegrams of no line', () => repeated('/\n!\n')],
  ['zeros', () => Buffer.alloc(MEGABYTES)],
  ['random bytes', () => random(MEGABYTES)],
];

describe('hostile streams', () => {
  for (const [name, make] of HOSTILE) {
    it(`megabytes of ${name} pass, and a telegram behind them is found`, () => {
      const bytes = make();
      const stream = new MeterStream();
      const results: Result[] = [];
      for (const chunk of piecesOf(bytes, 65_536)) results.push(...stream.push(chunk));
      results.push(...stream.push(Buffer.from(`\r\n${SIMULATED.toString('latin1')}`, 'latin1')), ...stream.end());
      assert.ok(results.length < 1000, `${results.length} results`);
      assert.equal(results.filter(({ kind }) => kind === 'telegram').length, 1);
    });
  }

  it('leave no more behind than one telegram can be long', () => {
    for (const pattern of ['/', '/a\na', '/a\n(', '/a\n!', `/a\n${'x'.repeat(90)}`, 'x']) {
      for (const length of [100, 100_000]) {
        const splitter = new Splitter();
        splitter.push(Buffer.from('/a\n('));
        for (const chunk of piecesOf(repeated(pattern, 500_000), length)) splitter.push(chunk);
        const left = splitter.flush().map((item) => (item.kind === 'discarded' ? item.count : MAX_P1_TELEGRAM));
        assert.ok(left.reduce((sum, count) => sum + count, 0) <= MAX_P1_TELEGRAM, `${pattern}: ${left.join(' ')}`);
      }
    }
  });

  it('a telegram as long as allowed is read, a longer one is not', () => {
    const line = (digits: number) => checked(`0-0:96.13.0(${'3'.repeat(digits)})`);
    const room = MAX_P1_TELEGRAM - line(0).length;
    assert.equal(decode(line(room))[0]?.kind, 'telegram');
    for (const pieces of [[], [100], [MAX_P1_TELEGRAM]]) {
      const [result] = decodeChunks(chunksOf(line(room + 10), pieces));
      assert.ok(result?.kind === 'error');
      assert.equal(result.error.code, 'too-long');
    }
  });

  it('random bytes never throw, and every one of them is accounted for', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const stream = Buffer.from(bytes);
        regionsOf(stream, decode(stream, { until: 'frame' }));
      }),
    );
  });

  it('bytes that telegrams are made of never throw, and every one of them is accounted for, however they are cut', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '/',
        '/SIM5\r\n',
        '\r\n',
        '\n',
        '!',
        '!0',
        '!1234\r\n',
        '\n!',
        '(',
        ')',
        '1-0:1.7.0(01.0*kW)\r\n',
      ),
      fc.constantFrom('\xaf', '\x8d\n', 'a/b', '0-0:1.0.0(260114130000W)\r\n', SIMULATED.toString('latin1')),
    );
    const streams = fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.from(pieces.join(''), 'latin1'));
    fc.assert(
      fc.property(
        streams.chain((bytes) => fc.tuple(fc.constant(bytes), cutsOf(bytes))),
        ([bytes, cuts]) => {
          const results = decodeChunks([bytes], { until: 'frame' });
          const regions = regionsOf(bytes, results);
          const cut = decodeChunks(chunksOf(bytes, cuts), { until: 'frame' });
          assert.deepEqual(cut, results);
          assert.equal(bytesOf(regionsOf(bytes, cut), 'telegram'), bytesOf(regions, 'telegram'));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

function* piecesOf(bytes: Buffer, length: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
