import assert from 'node:assert/strict';
import { Household } from '../../src/simulator/household';
import { LocalClock } from '../../src/simulator/local-clock';
import { highest, type Peak, QUARTER_HOUR, QuarterHours } from '../../src/simulator/quarter-hours';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const clock = new LocalClock('Europe/Brussels');

/** Midnight of 1 February 2026, local. */
const FEBRUARY = Date.UTC(2026, 0, 31, 23);

describe('quarter-hours', () => {
  it('count what the house takes, exactly', () => {
    const start = Date.UTC(2026, 2, 3, 17);
    const house = new Household({ start });
    let energy = 0;
    let best: Peak = { watts: 0, at: start };
    for (let time = start; time < start + 12 * HOUR; ) {
      energy += house.read().import * 10 * SECOND;
      time += 10 * SECOND;
      house.advance(time);
      if (time % QUARTER_HOUR === 0) {
        const watts = Math.floor(energy / QUARTER_HOUR);
        if (watts > best.watts) best = { watts, at: time };
        energy = 0;
      }
      const { quarterHour, peaks } = house.read();
      assert.equal(quarterHour.import, Math.floor(energy / QUARTER_HOUR));
      assert.deepEqual(highest(peaks.import), best);
    }
    assert.ok(best.watts > 500);
  });

  it('rise from 0 over the quarter-hour, each way for itself', () => {
    const counter = new QuarterHours(clock, FEBRUARY, 1);
    counter.count(3000, QUARTER_HOUR / 3, FEBRUARY + QUARTER_HOUR / 3, 1);
    assert.deepEqual(counter.read().quarterHour, { import: 1000, export: 0 });
    counter.count(-1500, QUARTER_HOUR / 3, FEBRUARY + (2 * QUARTER_HOUR) / 3, 1);
    assert.deepEqual(counter.read().quarterHour, { import: 1000, export: 500 });
    counter.count(300, QUARTER_HOUR / 3, FEBRUARY + QUARTER_HOUR, 1);
    assert.deepEqual(counter.read().quarterHour, { import: 0, export: 0 });
    assert.deepEqual(counter.read().peaks, {
      import: { 1: { watts: 1100, at: FEBRUARY + QUARTER_HOUR }, 2: { watts: 0, at: FEBRUARY } },
      export: { 1: { watts: 500, at: FEBRUARY + QUARTER_HOUR }, 2: { watts: 0, at: FEBRUARY } },
    });
  });

  it('keep the first of two equal peaks', () => {
    const counter = new QuarterHours(clock, FEBRUARY, 1);
    for (const i of [1, 2]) counter.count(700, QUARTER_HOUR, FEBRUARY + i * QUARTER_HOUR, 2);
    assert.deepEqual(highest(counter.read().peaks.import), { watts: 700, at: FEBRUARY + QUARTER_HOUR });
  });

  it('end a month at local midnight and begin again', () => {
    const counter = new QuarterHours(clock, FEBRUARY - QUARTER_HOUR, 1);
    const before = counter.read().months;
    assert.equal(counter.count(4000, QUARTER_HOUR, FEBRUARY, 1), true);
    const { months, peaks } = counter.read();
    assert.deepEqual(months.slice(0, 12), before.slice(1));
    assert.equal(months.length, 13);
    assert.equal(months[12]!.end, FEBRUARY);
    assert.deepEqual(highest(months[12]!.peaks.import), { watts: 4000, at: FEBRUARY });
    assert.deepEqual(highest(peaks.import), { watts: 0, at: FEBRUARY });
    assert.equal(counter.count(0, QUARTER_HOUR, FEBRUARY + QUARTER_HOUR, 1), false);
  });

  it('invent the months before, in order and each within itself', () => {
    const { months } = new QuarterHours(clock, Date.UTC(2026, 6, 15), 7).read();
    assert.deepEqual(
      months.map(({ end }) => new Date(clock.local(end)).toISOString()),
      Array.from({ length: 13 }, (_, i) => new Date(Date.UTC(2025, 6 + i, 1)).toISOString()),
    );
    let begin = 0;
    for (const { end, peaks } of months) {
      for (const { at, watts } of [...Object.values(peaks.import), ...Object.values(peaks.export)]) {
        assert.ok(at > begin && at <= end && at % QUARTER_HOUR === 0 && Number.isInteger(watts) && watts >= 1000);
      }
      begin = end;
    }
    assert.deepEqual(new QuarterHours(clock, Date.UTC(2026, 6, 15), 7).read().months, months);
    assert.notDeepEqual(new QuarterHours(clock, Date.UTC(2026, 6, 15), 8).read().months, months);
  });

  it('tell gas by the hour where a meter wants it so', () => {
    const start = Date.UTC(2026, 0, 10, 5, 30);
    const house = new Household({ start });
    const { volume } = house.read().gas;
    assert.deepEqual(house.read().hourlyGas, { volume, readAt: start - HOUR / 2 });
    house.advance(start + HOUR / 2);
    const atSix = house.read().gas;
    house.advance(start + HOUR);
    assert.deepEqual(house.read().hourlyGas, atSix);
  });
});
