import assert from 'node:assert/strict';
import { KMP } from '../../src/framing/kmp';
import { ELECTRICITY_REGISTERS } from '../../src/parse/kmp-registers';
import { idsOf, serialNumber } from '../../src/simulator/meter-ids';
import { type Answer, Bench } from './kmp-bench';
import {
  choosy,
  dead,
  first,
  GARBAGE,
  MINUTE,
  meterWith,
  NOTHING,
  registersOf,
  SECOND,
  SIMULATED,
  simulated,
  sorted,
} from './kmp-meters';

/** How often a register was asked for. */
function askedFor(bench: Bench, register: number): number {
  return bench.requests.filter(({ registers }) => registers.includes(register)).length;
}

describe('asking an unusual KMP meter', () => {
  it('asks seldom for what the meter does not have', () => {
    const bench = new Bench(simulated()).until(20 * MINUTE);
    const cycles = bench.frames.length;
    assert.equal(cycles, 120);
    for (const register of ELECTRICITY_REGISTERS) {
      const times = askedFor(bench, register);
      assert.ok(
        SIMULATED.includes(register) ? times >= cycles : times >= 3 && times <= 4,
        `${register} ${times} times`,
      );
    }
    const answered = new Bench(first(10 * MINUTE, meterWith([1]), meterWith([1, 2])), { registers: [1, 2] });
    assert.deepEqual(registersOf(answered.until(19 * MINUTE)).at(-1), [1, 2]);
    assert.deepEqual(answered.requests.at(-1)?.registers, [1, 2]);
  });

  it('goes on asking for what the meter has told before', () => {
    const lapse = first(15 * SECOND, meterWith([1, 2]), first(25 * SECOND, meterWith([1]), meterWith([1, 2])));
    const bench = new Bench(lapse, { registers: [1, 2] }).until(35 * SECOND);
    assert.deepEqual(registersOf(bench), [[1, 2], [1, 2], [1], [1, 2]]);
  });

  it('asks one by one where the meter takes no more at a time', () => {
    const bench = new Bench(choosy(simulated(), (registers) => registers.length > 1)).until(3 * MINUTE);
    const later = bench.requests.filter(({ at }) => at > MINUTE);
    assert.ok(later.length > 11 * SIMULATED.length && later.every(({ registers }) => registers.length === 1));
    for (const { objects } of bench.telegrams) assert.equal(objects.length, SIMULATED.length);
    assert.ok(bench.telegrams.length > 14);
    assert.deepEqual([...new Set(bench.states.map(([state]) => state))], ['waiting', 'receiving']);
  });

  it('gets along with a meter that is silent where it lacks a register', () => {
    const lacks = (registers: readonly number[]) => registers.some((register) => !SIMULATED.includes(register));
    const bench = new Bench(choosy(meterWith(SIMULATED), lacks)).until(20 * MINUTE);
    for (const told of registersOf(bench)) assert.deepEqual(sorted(told), sorted(SIMULATED));
    assert.ok(bench.frames.length > 110, `${bench.frames.length} cycles`);
    assert.ok(askedFor(bench, 0x0540) <= 2 + 2 * 3, 'asked often');
    const cycles = bench.requests.filter(({ at, registers }) => at > MINUTE && registers[0] === 1).map(({ at }) => at);
    for (const [i, at] of cycles.slice(1).entries()) assert.equal(at - cycles[i]!, 10 * SECOND, 'a cycle too long');
    assert.deepEqual(
      bench.states.map(([state]) => state),
      ['waiting', 'receiving'],
    );
    const others = ELECTRICITY_REGISTERS.filter((register) => register !== 13);
    const one = new Bench(choosy(meterWith(others), (registers) => registers.includes(13))).until(20 * MINUTE);
    const later = one.requests.filter(({ at }) => at > MINUTE);
    assert.deepEqual([...new Set(later.map(({ registers }) => registers.length))].toSorted(), [1, 2, 8]);
    for (const { registers } of later) assert.ok(registers.length === 1 || !registers.includes(13));
  });

  it('gets along with a meter that does not say who it is', () => {
    const anonymous: Answer = (request, at) =>
      request[2] === KMP.getRegister ? meterWith([1, 2])(request, at) : NOTHING;
    const bench = new Bench(anonymous, { registers: [1, 2] }).until(5 * MINUTE);
    assert.deepEqual(bench.telegrams[0]?.meter, { manufacturer: 'KAM' });
    assert.ok(bench.frames.length >= 30, `${bench.frames.length} cycles`);
    assert.ok(bench.requests.filter(({ command }) => command === KMP.getType).length <= 4);
    const late = new Bench(first(MINUTE, dead, anonymous), { registers: [1, 2] });
    assert.equal(late.until(2 * MINUTE).state, 'receiving');
    const other = first(MINUTE, meterWith([1, 2]), first(3 * MINUTE, dead, anonymous));
    const { telegrams, state } = new Bench(other, { registers: [1, 2] }).until(4 * MINUTE);
    assert.deepEqual([telegrams.at(-1)?.meter, state], [{ manufacturer: 'KAM' }, 'receiving']);
  });

  it('a dead meter is silent, and asked less often', () => {
    for (const answer of [dead, (request: Buffer) => request]) {
      const bench = new Bench(answer).until(10 * MINUTE - 1);
      assert.deepEqual(bench.states, [
        ['waiting', 0],
        ['silent', 15 * SECOND],
      ]);
      assert.deepEqual([bench.found, bench.requests[0]?.command], [[], KMP.getSerialNo]);
      const starts = bench.requests.filter(({ at }, i) => i === 0 || at - bench.requests[i - 1]!.at > 2 * SECOND);
      assert.deepEqual(
        starts.map(({ at }) => at / SECOND),
        Array.from({ length: 20 }, (_, i) => i * 30),
      );
    }
    const { requests } = new Bench(dead, { interval: 2 * MINUTE, registers: [1] }).until(5 * MINUTE);
    assert.deepEqual([...new Set(requests.map(({ at }) => Math.floor(at / MINUTE)))], [0, 2, 4]);
  });

  it('a line with nothing but garbage has no telegram', () => {
    const bench = new Bench(() => GARBAGE).until(2 * MINUTE);
    assert.deepEqual(bench.states, [
      ['waiting', 0],
      ['no-telegram', 15 * SECOND],
    ]);
    assert.deepEqual([...new Set(bench.problems)], ['noise']);
  });

  it('asks a meter that comes back who it is', () => {
    const other = first(3 * MINUTE, dead, meterWith([1, 2], { seed: 2 }));
    const bench = new Bench(first(MINUTE, meterWith([1, 2]), other), { registers: [1, 2] }).until(5 * MINUTE);
    assert.deepEqual(
      bench.states.map(([state]) => state),
      ['waiting', 'receiving', 'silent', 'waiting', 'receiving'],
    );
    assert.equal(bench.states[2]![1], 75 * SECOND);
    const ids = [...new Set(bench.telegrams.map(({ meter }) => meter.id))];
    assert.deepEqual(
      ids,
      [1, 2].map((seed) => String(Number(serialNumber(idsOf(seed))))),
    );
    assert.deepEqual(registersOf(bench).at(-1), [1, 2]);
  });

  it('a meter that has none of the registers sends no telegram', () => {
    const bench = new Bench(meterWith([60])).until(2 * MINUTE);
    assert.deepEqual([bench.state, bench.found], ['no-telegram', []]);
    const waits = new Bench(meterWith([60])).until(19 * SECOND);
    assert.equal(waits.state, 'waiting');
    const comes = new Bench(first(5 * MINUTE, meterWith([60]), meterWith([1]))).until(15 * MINUTE);
    assert.deepEqual(
      comes.states.map(([state]) => state),
      ['waiting', 'no-telegram', 'receiving'],
    );
  });
});
