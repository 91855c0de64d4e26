import assert from 'node:assert/strict';
import { PROFILES } from '../../src/profiles';
import { readingOf } from '../../src/profiles/read';
import { parsed } from '../parse/parsed';

function reading(country: string, ...lines: string[]) {
  return readingOf(parsed(...lines), PROFILES.get(country)!);
}

describe('countries', () => {
  for (const [country, timestamp] of [
    ['NL', '2026-07-14T12:00:00+02:00'],
    ['FI', '2026-07-14T12:00:00+03:00'],
    ['LT', '2026-07-14T12:00:00+03:00'],
    ['SE', '2026-07-14T12:00:00+01:00'],
  ] as const) {
    it(`${country}: a time without a letter in July is ${timestamp}`, () => {
      assert.equal(reading(country, '0-0:1.0.0(260714120000)', '1-0:1.7.0(1*kW)').timestamp, timestamp);
    });
  }

  it('SE: the letter counts, whatever the calendar says', () => {
    assert.equal(reading('SE', '0-0:1.0.0(260714120000S)', '1-0:1.7.0(1*kW)').timestamp, '2026-07-14T12:00:00+02:00');
    assert.equal(reading('SE', '0-0:1.0.0(260327120000W)', '1-0:1.7.0(1*kW)').timestamp, '2026-03-27T12:00:00+01:00');
  });

  it('NL and BE mean the opposite by tariff 1', () => {
    const names = ['NL', 'BE', 'HU'].map((country) => reading(country, '0-0:96.14.0(0001)').tariffName);
    assert.deepEqual(names, ['low', 'day', undefined]);
  });

  it('BE: demand of the quarter-hour, of this month and of past ones, in kW', () => {
    const { demand } = reading(
      'BE',
      '1-0:1.4.0(02.351*kW)',
      '1-0:1.6.0(260114183000W)(05.980*kW)',
      '0-0:98.1.0(2)(1-0:1.6.0)(1-0:1.6.0)(251201000000W)(251104074500W)(04.318*kW)(260101000000W)(632525252525W)(0*kW)',
    );
    assert.deepEqual(demand, {
      current: 2.351,
      monthPeak: { value: 5.98, timestamp: '2026-01-14T18:30:00+01:00' },
      history: [{ value: 4.318, timestamp: '2025-11-04T07:45:00+01:00' }, { value: 0 }],
    });
  });

  it('AT: watts and watt-hours without decimals', () => {
    const { power, energy } = reading('AT', '1-0:1.8.0(002546333*Wh)', '1-0:1.7.0(000000321*W)');
    assert.deepEqual([power, energy], [{ import: 321, net: 321 }, { import: 2546.333 }]);
  });

  it('LT: net power, power factor in thousandths on old firmware, kV and kA', () => {
    const { power, powerFactor, phases } = reading(
      'LT',
      '1-0:16.24.0(-00.024*kW)',
      '1-0:13.7.0(-0.910)',
      '1-0:33.7.0(01000)',
      '1-0:32.7.0(0000.229*kV)',
      '1-0:31.7.0(0000.002*kA)',
    );
    assert.deepEqual(
      [power, powerFactor, phases],
      [{ net: -24 }, -0.91, { L1: { powerFactor: 1, voltage: 229, current: 2 } }],
    );
  });

  it('SE: reactive power and energy, in whatever letters', () => {
    const { reactivePower, reactiveEnergy, phases } = reading(
      'SE',
      '1-0:3.8.0(00000012.500*kVArh)',
      '1-0:4.7.0(0000.175*kVAr)',
      '1-0:23.7.0(0000.010*kvar)',
    );
    assert.deepEqual(
      [reactivePower, reactiveEnergy, phases],
      [{ export: 175 }, { import: 12.5 }, { L1: { reactivePower: { import: 10 } } }],
    );
  });
});
