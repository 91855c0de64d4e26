import assert from 'node:assert/strict';
import fc from 'fast-check';
import { weatherAt } from '../../src/simulator/weather';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NEW_YEAR = Date.UTC(2026, 0, 1);

describe('weather', () => {
  it('has no sun in the dark, and never more than all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }), fc.integer(), (time, seed) => {
        const { sun, dark, temperature } = weatherAt(time, seed);
        assert.ok(sun >= 0 && sun <= 1);
        assert.equal(sun === 0, dark);
        assert.ok(temperature > -15 && temperature < 35);
      }),
    );
  });

  // KNMI's almanac for De Bilt counts refraction and the sun's rim, which makes the day some ten minutes longer.
  for (const [day, rise, set] of [
    ['2026-06-21', '03:18', '20:04'],
    ['2026-12-21', '07:44', '15:30'],
  ] as const) {
    it(`lets the sun rise and set about when it does in De Bilt, ${day}`, () => {
      for (const [moment, before] of [
        [rise, true],
        [set, false],
      ] as const) {
        const time = Date.parse(`${day}T${moment}:00Z`);
        assert.equal(weatherAt(time - 15 * MINUTE, 1).dark, before, moment);
        assert.equal(weatherAt(time + 15 * MINUTE, 1).dark, !before, moment);
      }
    });
  }

  it('is as warm and as sunny as the Netherlands', () => {
    for (const seed of [1, 2, 3]) {
      const year = { degrees: 0, sunHours: 0, hours: 0 };
      for (let time = NEW_YEAR; time < NEW_YEAR + 365 * DAY; time += HOUR / 4) {
        const { temperature, sun } = weatherAt(time, seed);
        year.degrees += temperature;
        year.sunHours += sun / 4;
        year.hours++;
      }
      const mean = year.degrees / year.hours;
      assert.ok(mean > 9.5 && mean < 11.5, `${mean} °C`);
      // A Dutch roof yields some 900 kWh for each kW of its panels.
      assert.ok(year.sunHours > 800 && year.sunHours < 1050, `${year.sunHours} h`);
    }
  });
});
