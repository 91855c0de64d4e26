import assert from 'node:assert/strict';
import { shift } from '../../src/base/decimal';
import { READING_UNITS, unitOf } from '../../src/base/units';

/** A value as printed, and what a reading says of it. */
const SPELLINGS: readonly (readonly [number, string, number, string])[] = [
  [1.001, 'kW', 1001, 'W'],
  [1001, 'W', 1001, 'W'],
  [1.5, 'MW', 1_500_000, 'W'],
  [6545766, 'Wh', 6545.766, 'kWh'],
  [1.2, 'MWh', 1200, 'kWh'],
  [1.2, 'kwh', 1.2, 'kWh'],
  [0.5, 'kVAr', 500, 'var'],
  [0.5, 'kvar', 500, 'var'],
  [0.5, 'kVArh', 0.5, 'kvarh'],
  [2, 'kVA', 2000, 'VA'],
  [0.2, 'kV', 200, 'V'],
  [250, 'mA', 0.25, 'A'],
  [0.05, 'kHz', 50, 'Hz'],
  [872.234, 'm3', 872.234, 'm³'],
  [872.234, 'm³', 872.234, 'm³'],
  [1_500_000_000, 'J', 1.5, 'GJ'],
  [1500, 'MJ', 1.5, 'GJ'],
  [1.5, 'GJ', 1.5, 'GJ'],
  [60, 's', 60, 's'],
];

describe('units', () => {
  for (const [value, spelling, expected, readingUnit] of SPELLINGS) {
    it(`${value} ${spelling} is ${expected} ${readingUnit}`, () => {
      const unit = unitOf(spelling);
      assert.ok(unit !== undefined);
      assert.equal(shift(value, unit.places), expected);
      assert.equal(READING_UNITS[unit.quantity], readingUnit);
    });
  }

  it('that no table knows are none', () => {
    for (const spelling of ['', 'kPa', 'kWhh', ' kW', 'constructor']) assert.equal(unitOf(spelling), undefined);
  });
});
