import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Household } from '../../src/simulator/household';
import { waterTemperature } from '../../src/simulator/water';

const DAY = 24 * 3600_000;
const start = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) });

describe('household water', () => {
  it('is as much as a family uses', () => {
    fc.assert(
      fc.property(start, fc.nat(), (at, seed) => {
        const house = new Household({ start: at, seed });
        const before = house.read().water.volume;
        house.advance(at + 7 * DAY);
        const used = (house.read().water.volume - before) / 7;
        assert.ok(used > 150 && used < 600, `${used} dm³ a day`);
      }),
      { numRuns: 10 },
    );
  });

  it('runs where gas heats a shower', () => {
    const house = new Household({ start: Date.UTC(2026, 6, 15), seed: 4 });
    let showers = 0;
    for (let minute = 0; minute < 2 * 1440; minute += 5) {
      const before = house.read();
      house.advance(house.time + 5 * 60_000);
      const after = house.read();
      if (after.gas.volume - before.gas.volume < 200) continue;
      showers++;
      assert.ok(after.water.volume - before.water.volume >= 45, 'five minutes at 9 dm³');
    }
    assert.ok(showers > 0);
  });

  it('is kept as the month begins', () => {
    const [before, after] = [Date.UTC(2026, 6, 31, 12), Date.UTC(2026, 7, 1, 12)];
    const house = new Household({ start: before, zone: 'Europe/Warsaw' });
    const { volume } = house.read().water;
    assert.ok(volume >= 100_000 && volume < 2_000_000);
    assert.equal(house.read().water.monthStart, volume, 'moved in');
    house.advance(Date.UTC(2026, 6, 31, 22));
    const midnight = house.read().water.volume;
    house.advance(after);
    assert.deepEqual([house.read().water.monthStart > volume, house.read().water.monthStart], [true, midnight]);
    assert.ok(house.read().water.volume > midnight);
  });

  it('is coldest late in winter', () => {
    assert.deepEqual(waterTemperature(Date.UTC(2026, 1, 20)), { temperature: 7, room: 19 });
    assert.deepEqual(waterTemperature(Date.UTC(2026, 7, 20)), { temperature: 15, room: 19 });
  });
});
