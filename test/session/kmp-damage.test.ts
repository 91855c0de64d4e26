import assert from 'node:assert/strict';
import { ELECTRICITY_REGISTERS } from '../../src/parse/kmp-registers';
import { random } from '../../src/simulator/noise';
import { registers, response } from '../framing/kmp-frames';
import { Bench } from './kmp-bench';
import { damaging, GARBAGE, MINUTE, meterWith, NOTHING, registersOf, SECOND, SIMULATED, sorted } from './kmp-meters';

const withoutByte = (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 9), bytes.subarray(10)]);

describe('asking a KMP meter over a bad line', () => {
  /** What becomes of the answer to the third request, the first for registers, and what is told of it. */
  const DAMAGE: readonly (readonly [string, (bytes: Buffer) => Buffer, readonly string[]])[] = [
    ['a lost answer', () => NOTHING, []],
    ['a lost byte', withoutByte, ['checksum']],
    ['a lost end', (bytes) => bytes.subarray(0, 20), ['truncated']],
    ['a lost start', (bytes) => bytes.subarray(1), ['noise']],
    ['garbage instead', () => GARBAGE, ['noise']],
  ];

  for (const [name, how, problems] of DAMAGE) {
    it(`after ${name} asks once more`, () => {
      const bench = new Bench(meterWith(ELECTRICITY_REGISTERS), damaging([2], how)).until(9 * SECOND);
      const [, , lost, again] = bench.requests;
      assert.deepEqual(again!.registers, lost!.registers);
      assert.ok(again!.at - lost!.at >= 1500 && again!.at - lost!.at < 1700, `${again!.at - lost!.at} ms`);
      assert.deepEqual(registersOf(bench).map(sorted), [sorted(ELECTRICITY_REGISTERS)]);
      assert.deepEqual(bench.problems, problems);
      assert.equal(bench.state, 'receiving');
    });
  }

  it('garbage before and behind an answer does no harm', () => {
    const around = { damage: (bytes: Buffer) => Buffer.concat([GARBAGE, bytes, GARBAGE]) };
    const bench = new Bench(meterWith(ELECTRICITY_REGISTERS), around).until(25 * SECOND);
    assert.equal(bench.requests.length, 2 + 3 * 3);
    assert.deepEqual(registersOf(bench), new Array(3).fill(ELECTRICITY_REGISTERS));
    assert.deepEqual([...new Set(bench.problems)], ['noise']);
  });

  it('reports the rest of an answer when it will not go on', () => {
    const cut = (bytes: Buffer, n: number) => (n < 2 ? bytes : n === 2 ? bytes.subarray(0, 9) : NOTHING);
    const bench = new Bench(meterWith([1]), { registers: [1], damage: cut }).until(5 * SECOND);
    assert.deepEqual(bench.problems, ['truncated']);
  });

  it('leaves out what is lost twice, for this cycle', () => {
    const bench = new Bench(meterWith([1, 2]), { registers: [1], ...damaging([3, 4]) }).until(25 * SECOND);
    assert.deepEqual(
      bench.requests.map(({ at, registers }) => [Math.floor(at / SECOND), ...registers]),
      [[0], [0], [0, 1], [10, 1], [11, 1], [20, 1]],
    );
    assert.equal(bench.frames.length, 2);
    assert.equal(bench.state, 'receiving');
  });

  it('asks one by one for registers whose answer was lost twice, and together the next time', () => {
    const bench = new Bench(meterWith([1, 2]), { registers: [1, 2], ...damaging([3, 4]) }).until(25 * SECOND);
    assert.deepEqual(
      bench.requests.slice(2).map(({ registers }) => registers),
      [[1, 2], [1, 2], [1, 2], [1], [2], [1, 2]],
    );
    assert.deepEqual(registersOf(bench), [
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
  });

  it('an answer with a damaged register is an error, and asked for once more', () => {
    const cut = response(registers(Buffer.of(0, 1, 2, 4, 0, 7)));
    const bench = new Bench(meterWith([1]), { registers: [1], ...damaging([2], () => cut) }).until(5 * SECOND);
    assert.deepEqual([registersOf(bench), bench.problems], [[[1]], ['truncated']]);
    assert.equal(bench.requests.length, 4);
  });

  it('tells nothing wrong on a bad line, and all again when it is good', function () {
    this.timeout(60_000);
    for (let seed = 0; seed < 20; seed++) {
      let index = 0;
      const next = () => random(seed, 1, index++);
      const rough = (bytes: Buffer, n: number): Buffer => {
        if (n > 120) return bytes;
        const parts = Array.from(bytes, (byte) => {
          const dice = next();
          if (dice < 0.01) return [];
          if (dice < 0.02) return [byte ^ (1 << Math.floor(next() * 8))];
          return dice < 0.03 ? [byte, Math.floor(next() * 256)] : [byte];
        });
        return Buffer.from(parts.flat());
      };
      const bench = new Bench(meterWith(SIMULATED, { echo: seed % 2 === 0 }), { damage: rough }).until(15 * MINUTE);
      assert.deepEqual(
        registersOf(bench)
          .map((told) => told.length >= 1)
          .includes(false),
        false,
      );
      assert.deepEqual(sorted(registersOf(bench).at(-1)!), sorted(SIMULATED));
      assert.equal(bench.state, 'receiving');
    }
  });
});
