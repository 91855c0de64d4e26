import assert from 'node:assert/strict';
import type { LocalMoment } from '../../src/simulator/local-clock';
import { isOn, shareOf, type Use } from '../../src/simulator/use';
import type { Weather } from '../../src/simulator/weather';

const DAY = 24 * 60;
const MILD: Weather = { sun: 0, dark: true, temperature: 12 };

/** So many minutes after the midnight that begins `day`; local time is UTC here. */
function momentOf(day: number, minute: number): LocalMoment {
  const minutes = day * DAY + minute;
  const today = Math.floor(minutes / DAY);
  return { time: minutes * 60_000, day: today, weekday: (today + 4) % 7, minute: minutes % DAY };
}

/** The minutes of `day` and of the day after it at which something runs. */
function running(use: Use, day: number, seed: number, weather = MILD): number[] {
  const minutes = Array.from({ length: 2 * DAY }, (_, minute) => minute);
  return minutes.filter((minute) => shareOf(use, momentOf(day, minute), weather, seed, 5) > 0);
}

describe('use', () => {
  it('runs once a day, in its time and for its time, past midnight too', () => {
    const late: Use = { kind: 'daily', from: 23 * 60 + 30, spread: 20, shortest: 60, longest: 90, chance: 1 };
    const lengths = new Set<number>();
    const begins = new Set<number>();
    for (let seed = 0; seed < 100; seed++) {
      const run: number[] = running(late, 20_000, seed).filter((minute) => minute >= 12 * 60 && minute < DAY + 12 * 60);
      const begin = run[0]!;
      const length = run.length;
      assert.equal(run.at(-1)! - begin + 1, length, 'in one piece');
      assert.ok(begin >= 23 * 60 + 30 && begin <= 23 * 60 + 50, `began at ${begin}`);
      assert.ok(length >= 60 && length <= 90, `lasted ${length}`);
      begins.add(begin);
      lengths.add(length);
    }
    assert.ok(begins.size > 10 && lengths.size > 10, 'not each day alike');
  });

  it('runs on as many days as its chance says', () => {
    const now: Use = { kind: 'daily', from: 600, spread: 0, shortest: 10, longest: 10, chance: 0.3 };
    let days = 0;
    for (let day = 0; day < 2000; day++) days += shareOf(now, momentOf(20_000 + day, 605), MILD, 1, 5);
    assert.ok(days > 500 && days < 700, `${days} of 2000 days`);
  });

  it('lights up in the dark only', () => {
    const lights: Use = { kind: 'dark', from: 600, to: 700 };
    assert.deepEqual(
      running(lights, 20_000, 1).filter((minute) => minute < DAY),
      Array.from({ length: 100 }, (_, i) => 600 + i),
    );
    assert.deepEqual(running(lights, 20_000, 1, { ...MILD, dark: false }), []);
  });

  it('heats longer when it is colder, shorter at night, and not in summer', () => {
    const minutes = (temperature: number) => running({ kind: 'heating' }, 20_000, 1, { ...MILD, temperature });
    const count = (temperature: number) => minutes(temperature).length;
    assert.ok(count(-8) > count(0) && count(0) > count(8) && count(8) > count(15));
    assert.equal(count(17), 0);
    const day = minutes(0).filter((minute) => minute >= 720 && minute < 780).length;
    const night = minutes(0).filter((minute) => minute >= 120 && minute < 180).length;
    assert.ok(night > 0 && night < day, `${night} of 60 minutes at night, ${day} by day`);
  });

  it('helps out in the cold, up to all it can', () => {
    const shares = [6, 4, -1, -6, -20].map((temperature) =>
      shareOf({ kind: 'cold', below: 4 }, momentOf(20_000, 0), { ...MILD, temperature }, 1, 5),
    );
    assert.deepEqual(shares, [0, 0, 0.5, 1, 1]);
  });

  it('lets a thermostat have its share of the time', () => {
    for (const stream of [0, 1, 9]) {
      const on = Array.from({ length: 450 }, (_, minute) =>
        isOn({ on: 15, every: 45 }, momentOf(20_000, minute), stream),
      );
      assert.equal(on.filter(Boolean).length, 150);
    }
  });
});
