import assert from 'node:assert/strict';
import { Household } from '../../src/simulator/household';
import { totalEnergy } from '../../src/simulator/household-state';
import { METERS, SimulatedMeter } from '../../src/simulator/meters';
import { bodyOf } from './dlms-reader';
import { shown, wallClock } from './dlms-truth';
import { apduInHdlc, deciphered, hdlcFramesIn } from './opened';

/** A quarter of a second before the full hour. */
const START = Date.parse('2026-01-14T11:59:59.750Z');
const HOUR = 3600_000;

function lengthOf(frame: { header: string }): number {
  return (Number.parseInt(frame.header.slice(0, 4), 16) & 0x7ff) + 2;
}

/** The lengths of the frames that a meter sends every `step` milliseconds, as long as `lasts`. */
function lengthsSent(id: string, addresses: number, step: number, lasts: number): number[][] {
  const meter = new SimulatedMeter({ meter: id, start: START });
  return Array.from({ length: lasts / step }, (_, i) =>
    hdlcFramesIn(meter.telegram(START + i * step), addresses).map(lengthOf),
  );
}

function counted(lengths: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  return counts;
}

/** `bytes`, which hold whole frames, frame by frame. */
function frames(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + (bytes.readUInt16BE(at + 1) & 0x7ff) + 2;
    found.push(bytes.subarray(at, end));
    at = end;
  }
  return found;
}

describe('a simulated meter that pushes', () => {
  it('no-aidon sends one of its three lists every 2.5 s', () => {
    const sent = lengthsSent('no-aidon', 3, 2500, 2 * HOUR);
    assert.ok(sent.every(({ length }) => length === 1));
    assert.deepEqual(sent.slice(0, 10).flat(), [44, 288, 44, 44, 44, 396, 44, 44, 44, 288]);
    assert.deepEqual(counted(sent.flat()), { 44: 2160, 288: 718, 396: 2 });
  });

  it('no-aidon-it sends one of its three lists every 2.5 s', () => {
    const sent = lengthsSent('no-aidon-it', 3, 2500, HOUR);
    assert.deepEqual(counted(sent.flat()), { 44: 1080, 269: 359, 377: 1 });
  });

  it('no-kaifa sends one of its three lists every 2 s', () => {
    const sent = lengthsSent('no-kaifa', 3, 2000, HOUR);
    assert.ok(sent.every(({ length }) => length === 1));
    assert.deepEqual(counted(sent.flat()), { 41: 1440, 122: 359, 156: 1 });
  });

  for (const id of ['no-kamstrup', 'se-kamstrup']) {
    it(`${id} sends its registers between two of its other lists`, () => {
      const sent = lengthsSent(id, 2, 10_000, 2 * HOUR);
      assert.deepEqual(sent.slice(0, 3), [[228], [228, 302], [228]]);
      assert.deepEqual(counted(sent.flat()), { 228: 720, 302: 2 });
    });
  }

  for (const [id, scaler] of [
    ['no-kaifa', 0],
    ['no-kamstrup', 1],
    ['se-kamstrup', 0],
  ] as const) {
    it(`${id} tells the registers of every full hour where an hour takes a second`, () => {
      const meter = new SimulatedMeter({ meter: id, start: START, seed: 7 });
      const house = new Household({
        start: START,
        seed: 7,
        zone: id === 'no-kaifa' ? 'Europe/Oslo' : 'Europe/Stockholm',
      });
      const [after, zone] =
        id === 'no-kaifa' ? [10, 'Europe/Oslo'] : [5, id === 'no-kamstrup' ? 'Europe/Oslo' : 'Etc/GMT-1'];
      const step = meter.interval * HOUR;
      const told = Array.from({ length: 6 }, (_, i) => frames(meter.telegram(START + i * step))).flat();
      const hours = told.filter(({ length }) => length === 156 || length === 302);
      assert.equal(hours.length, Math.floor((5 * step) / HOUR));
      hours.forEach((frame, i) => {
        const full = Date.parse('2026-01-14T12:00:00Z') + i * HOUR;
        house.advance(full);
        const { items } = bodyOf(apduInHdlc(frame, id === 'no-kaifa' ? 3 : 2));
        const clock = items!.findLast(({ bytes }) => bytes?.length === 12)!;
        assert.deepEqual(shown(clock.bytes!), wallClock(full + after * 1000, zone));
        const registers = items!
          .filter(({ value }) => value !== null)
          .slice(-4)
          .map(({ value }) => value);
        const { import: taken, export: given } = totalEnergy(house.read().energy);
        const unit = 10 ** scaler;
        // What flickers is counted anew wherever the house stops: a few Wh, where an hour takes hundreds.
        [taken, given].forEach((energy, k) => {
          assert.ok(Math.abs(Number(registers[k]) * unit - energy) < 25, `${registers[k]}, not ${energy}`);
        });
      });
    });
  }

  it('leaves its house where it was told to go', () => {
    for (const { id } of METERS) {
      const meter = new SimulatedMeter({ meter: id, start: START });
      meter.telegram(START + HOUR + 1);
      assert.equal(meter.time, START + HOUR + 1);
      meter.telegram(START);
      assert.equal(meter.time, START + HOUR + 1);
    }
  });

  it('sends no hour again when a clock is set back', () => {
    const meter = new SimulatedMeter({ meter: 'no-kamstrup', start: START });
    const sent = [0, HOUR, 0, HOUR + 10_000].map((passed) => meter.telegram(START + passed));
    assert.deepEqual(
      sent.map((bytes) => hdlcFramesIn(bytes, 2).map(lengthOf)),
      [[228], [302, 228], [], [228, 302]],
    );
  });

  it('has come to the moment at which it answers', () => {
    const meter = new SimulatedMeter({ meter: 'dk-kmp', start: START });
    assert.ok(meter.answer(Buffer.from('803F0235E90D', 'hex'), START + 1000).length > 0);
    assert.equal(meter.time, START + 1000);
    assert.equal(new SimulatedMeter({ meter: 'dsmr5', start: START }).answer(Buffer.of(0x0d), START).length, 0);
  });

  it('sends something at once, and then in each interval', () => {
    for (const { id, interval } of METERS) {
      const meter = new SimulatedMeter({ meter: id, start: START });
      for (let i = 0; i < 8; i++) {
        assert.equal(meter.telegram(START + i * interval * 1000).length > 0, id !== 'dk-kmp', `${id}, ${i}`);
      }
    }
  });
});

describe('the counter of a simulated meter', () => {
  const counters = (start: number, count: number) => {
    const meter = new SimulatedMeter({ meter: 'lu', start });
    return Array.from({ length: count }, (_, i) => {
      const sent = meter.telegram(start + i * 10_000);
      const { counter, title } = deciphered(
        sent.subarray(1),
        '000102030405060708090A0B0C0D0E0F',
        '00112233445566778899AABBCCDDEEFF',
      );
      assert.equal(title.toString('latin1', 0, 5), 'SAGgp');
      return counter;
    });
  };

  it('grows by one, and goes on above where it was in a meter that is made anew', () => {
    const [first, ...others] = counters(START, 5);
    assert.deepEqual(
      others,
      [1, 2, 3, 4].map((i) => first! + i),
    );
    assert.ok(counters(START + 60_000, 1)[0]! > others.at(-1)!);
  });

  it('has 32 bits, whatever the year', () => {
    for (const year of [1990, 2019, 2300]) assert.ok(counters(Date.UTC(year, 0), 1)[0]! < 2 ** 32);
  });
});
