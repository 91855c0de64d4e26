import assert from 'node:assert/strict';
import { KMP } from '../../src/framing/kmp';
import { Splitter } from '../../src/framing/splitter';
import { ELECTRICITY_REGISTERS } from '../../src/parse/kmp-registers';
import { Household } from '../../src/simulator/household';
import { idsOf, serialNumber } from '../../src/simulator/meter-ids';
import { NOON } from '../framing/telegrams';
import { Bench } from './kmp-bench';
import {
  damaging,
  dead,
  MINUTE,
  meterWith,
  NOTHING,
  registersOf,
  SECOND,
  SIMULATED,
  simulated,
  sorted,
} from './kmp-meters';

describe('asking a KMP meter', () => {
  it('tells what the house does at that moment, in one frame a cycle', () => {
    const bench = new Bench(simulated({ seed: 7 })).until(35 * SECOND);
    assert.deepEqual(bench.problems, []);
    assert.equal(bench.telegrams.length, 4);
    const house = new Household({ start: NOON, seed: 7, zone: 'Europe/Copenhagen' });
    const askedAt = bench.requests.filter(({ registers }) => registers.includes(0x03ff)).map(({ at }) => at);
    for (const [i, { objects, meter, list }] of bench.telegrams.entries()) {
      assert.deepEqual(
        objects.map(({ register }) => register),
        SIMULATED,
      );
      house.advance(NOON + askedAt[i]!);
      const state = house.read();
      const said = (name: string) => objects.find((object) => object.name === name)?.value;
      assert.deepEqual([said('powerImport'), said('powerExport')], [state.import / 1000, state.export / 1000]);
      assert.equal(said('voltageL1'), state.phases[0].voltage);
      assert.deepEqual(meter, { manufacturer: 'KAM', id: String(Number(serialNumber(idsOf(7)))), model: '0382' });
      assert.equal(list, 'kmp');
    }
  });

  it('says when the first register of the cycle came, and gives the bytes as they came', () => {
    const bench = new Bench(meterWith(ELECTRICITY_REGISTERS)).until(15 * SECOND);
    const [frame, next] = bench.frames as [(typeof bench.frames)[0], (typeof bench.frames)[0]];
    const { message, wire, receivedAt, ...about } = frame;
    assert.deepEqual(about, { link: 'kmp', content: 'registers', check: 'ok', encrypted: false });
    const asked = bench.requests.find(({ command }) => command === KMP.getRegister)!.at;
    const ago = Date.parse(receivedAt!) - NOON - asked;
    assert.ok(ago > 50 && ago < 100, `${ago} ms after the request`);
    const splitter = new Splitter({ link: 'kmp' });
    const pieces = splitter.push(wire).map((item) => (item.kind === 'frame' ? item.frame.message : NOTHING));
    assert.deepEqual([Buffer.concat(pieces), splitter.end()], [message, []]);
    assert.ok(Date.parse(next.receivedAt!) - Date.parse(receivedAt!) > 9 * SECOND);
  });

  it('asks who the meter is once, then for eight registers at a time, every 10 s', () => {
    const { requests, states } = new Bench(meterWith(ELECTRICITY_REGISTERS)).until(25 * SECOND);
    const [own, others] = [requests.slice(0, 2), requests.slice(2)];
    assert.deepEqual(
      own.map(({ command }) => command),
      [KMP.getSerialNo, KMP.getType],
    );
    assert.deepEqual(
      others.map(({ registers }) => registers),
      [0, 1, 2].flatMap(() => [0, 8, 16].map((i) => ELECTRICITY_REGISTERS.slice(i, i + 8))),
    );
    assert.deepEqual([requests[0]!.at, requests[5]!.at, requests[8]!.at], [0, 10 * SECOND, 20 * SECOND]);
    assert.deepEqual(
      states.map(([state]) => state),
      ['waiting', 'receiving'],
    );
    assert.ok(states[1]![1] < 2 * SECOND);
  });

  it('leaves a pause between an answer and the next request', () => {
    const { requests } = new Bench(meterWith([1]), { registers: [1], latency: 0 }).until(5 * SECOND);
    const [serial, type, register] = requests.map(({ at }) => at) as [number, number, number];
    assert.ok(type - serial > 100 && register - type > 100);
  });

  it('asks as often as it is told to, yet not more often than every 2 s', () => {
    for (const [interval, cycles] of [
      [60 * SECOND, 2],
      [5 * SECOND, 13],
      [0, 31],
    ]) {
      const bench = new Bench(meterWith([1]), { interval: interval!, registers: [1] }).until(61 * SECOND);
      assert.equal(bench.frames.length, cycles, `every ${interval} ms`);
      assert.equal(bench.state, 'receiving');
    }
  });

  it('rests between cycles that take longer than the interval', () => {
    const slow = { latency: 1400, interval: 2 * SECOND };
    const { requests } = new Bench(meterWith(ELECTRICITY_REGISTERS), slow).until(30 * SECOND);
    const starts = requests.filter(({ registers }) => registers[0] === 1).map(({ at }) => at);
    const ends = requests.filter(({ registers }) => registers.length === 2).map(({ at }) => at);
    assert.ok(starts.length > 3);
    for (const [i, start] of starts.slice(1).entries()) assert.ok(start - ends[i]! > 1400 + SECOND);
  });

  it('drops its own echo', () => {
    const plain = new Bench(simulated()).until(MINUTE);
    const echoed = new Bench(simulated({ echo: true })).until(MINUTE);
    assert.deepEqual(echoed.problems, []);
    assert.deepEqual(
      echoed.telegrams.map(({ objects }) => objects.length),
      plain.telegrams.map(({ objects }) => objects.length),
    );
    const asWell = meterWith([1, 2], { echo: true });
    const bench = new Bench(
      asWell,
      damaging([2], (bytes) => bytes.subarray(1)),
    ).until(5 * SECOND);
    assert.deepEqual([registersOf(bench), bench.problems], [[[1, 2]], ['noise']]);
  });

  it('waits for the end of an answer that comes slowly, yet not for ever', () => {
    const slowly = new Bench(dead, { registers: [1] });
    const [answer] = [meterWith([1])(Buffer.from('803f0235e90d', 'hex'), 0)];
    for (const [i, byte] of answer.entries()) slowly.noise(SECOND + i * 300, Buffer.of(byte));
    slowly.until(SECOND + (answer.length - 1) * 300 + 101);
    assert.deepEqual(
      slowly.requests.map(({ command }) => command),
      [KMP.getSerialNo, KMP.getType],
    );
    const endless = new Bench(dead, { registers: [1] });
    for (let at = 0; at < 20 * SECOND; at += 100) endless.noise(at, Buffer.of(0x55));
    endless.until(19 * SECOND);
    assert.deepEqual(
      endless.requests.map(({ at }) => at),
      [0, 5 * SECOND, 10 * SECOND, 15 * SECOND],
    );
  });

  it('an answer that comes too late counts, and the one to the second request is a repeat', () => {
    const late = { latency: 1600, registers: [1, 2, 3, 4, 5, 6, 7, 8, 9] };
    const bench = new Bench(meterWith(late.registers), late).until(MINUTE);
    for (const told of registersOf(bench)) assert.deepEqual(sorted(told), late.registers);
    assert.ok(bench.frames.length > 5);
    assert.deepEqual([...new Set(bench.problems)], ['repeat']);
  });

  it('what nobody has asked for is left alone', () => {
    const bench = new Bench(meterWith([1]), { registers: [1] });
    const others = meterWith([1, 2])(Buffer.from('803f100200010002', 'hex'), 0);
    bench.noise(5 * SECOND, Buffer.concat([others, meterWith([2])(Buffer.from('803f0235e90d', 'hex'), 0)]));
    assert.deepEqual([registersOf(bench.until(9 * SECOND)), bench.problems], [[[1]], ['repeat']]);
  });
});
