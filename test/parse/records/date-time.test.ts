import assert from 'node:assert/strict';
import fc from 'fast-check';
import { record } from './record';

/** Type, bytes and text: EN 13757-3, annex A. Bits of type F: minute, hour, day, month; of G: day, month. */
const TIMES: readonly (readonly [name: string, hex: string, text: string])[] = [
  ['type G', '02 6C 5F3C', '2026-12-31'],
  ['type G, of the last century', '02 6C 21A1', '1981-01-01'],
  ['type G, of this one', '02 6C 01A1', '2080-01-01'],
  ['type G, each year', '02 6C E1F1', '*-01-01'],
  ['type G, each month', '02 6C 413F', '2026-*-01'],
  ['type G, each day', '02 6C 403C', '2026-12-*'],
  ['type G, a leap day', '02 6C 9D32', '2028-02-29'],
  ['type G, the leap day of 2000', '02 6C 1D02', '2000-02-29'],
  ['type G, a leap day of each year', '02 6C FDF2', '*-02-29'],
  ['type J', '03 6D 3B300B', '11:48:59'],
  ['type F', '04 6D 3B375F3C', '2026-12-31T23:59:00'],
  ['type F without century', '04 6D 3B175F3C', '2026-12-31T23:59:00'],
  ['type F, of 1999', '04 6D 3B177FCC', '1999-12-31T23:59:00'],
  ['type F with century 1', '04 6D 3B375FCC', '2098-12-31T23:59:00'],
  ['type F, each hour', '04 6D 1E3F5F3C', '2026-12-31T*:30:00'],
  ['type F, each minute', '04 6D 3F375F3C', '2026-12-31T23:*:00'],
  ['type I', '06 6D 373B175F3C00', '2026-12-31T23:59:55'],
];

const INVALID = [
  '02 6C FFFF',
  '02 6C 0000',
  '02 6C 413D',
  '02 6C 4130',
  '02 6C 5F34',
  '02 6C 5E32',
  '02 6C 5D32',
  '02 6C 5F39',
  '02 6C 9E32',
  '02 6C 81C1',
  '04 6D 00401D02',
  '03 6D 3C300B',
  '03 6D 3B3C0B',
  '03 6D 3B3018',
  '04 6D FFFFFFFF',
  '04 6D 3C375F3C',
  '04 6D 3B385F3C',
  '04 6D 3B370000',
  '06 6D FFFFFFFFFFFF',
  '06 6D 3C3B175F3C00',
  '06 6D 000000000000',
  '01 6C 01',
  '07 6D 0000000000000000',
];

describe('dates and times of records', () => {
  for (const [name, hex, text] of TIMES) it(`${name}: ${text}`, () => assert.equal(record(hex).value, text));

  for (const hex of INVALID) {
    it(`${hex} is none`, () => {
      const { value, timestamp, record: details } = record(hex);
      assert.deepEqual([value, timestamp, details?.bytes], [null, undefined, hex.split(' ')[2]]);
    });
  }

  it('a complete one is a timestamp, which tells summer time', () => {
    const [winter, summer] = [record('04 6D 3B175F36'), record('04 6D 3B975E36')];
    assert.deepEqual([winter.value, winter.timestamp], [null, undefined]);
    assert.deepEqual([summer.timestamp, summer.dst], ['2026-06-30T23:59:00', true]);
    assert.deepEqual([record('06 6D 373B175F3C00').dst, record('06 6D 773B175F3C00').dst], [false, true]);
    assert.equal(record('04 6D 3B375F3C').dst, false);
  });

  it('a date, a time of day and each one of several are no timestamp', () => {
    for (const hex of ['02 6C 5F3C', '03 6D 3B300B', '04 6D 1E3F5F3C']) {
      assert.deepEqual([record(hex).timestamp, record(hex).dst], [undefined, undefined]);
    }
  });

  it('a time that the meter doubts stays', () => {
    const [f, i] = [record('04 6D BB375F3C'), record('06 6D 37BB175F3C00')];
    assert.deepEqual([f.timestamp, f.record?.doubtful], ['2026-12-31T23:59:00', true]);
    assert.deepEqual([i.timestamp, i.record?.doubtful], ['2026-12-31T23:59:55', true]);
    assert.equal(record('04 6D 3B375F3C').record?.doubtful, undefined);
    assert.equal(record('06 6D 373B175F3C00').record?.doubtful, undefined);
  });

  it('any minute of this century is what was written', () => {
    const from = Date.UTC(2000, 0, 1) / 60_000;
    const to = Date.UTC(2080, 11, 31) / 60_000;
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (minutes) => {
        const text = new Date(minutes * 60_000).toISOString().slice(0, 19);
        const [year, month, day, hour, minute] = text.split(/\D/).map(Number) as [
          number,
          number,
          number,
          number,
          number,
        ];
        const years = year - 2000;
        const date = [day | ((years & 7) << 5), month | ((years >> 3) << 4)];
        assert.equal(record(`046D${Buffer.from([minute, hour, ...date]).toString('hex')}`).timestamp, text);
        assert.equal(record(`066D${Buffer.from([0, minute, hour, ...date, 0]).toString('hex')}`).timestamp, text);
        assert.equal(record(`026C${Buffer.from(date).toString('hex')}`).value, text.slice(0, 10));
      }),
    );
  });
});
