import assert from 'node:assert/strict';
import { decode } from '../../src/decode';
import { PROFILES } from '../../src/profiles';
import { unitAt } from '../../src/profiles/places';
import { readingOf } from '../../src/profiles/read';
import { encodeDsmr5 } from '../../src/simulator/dsmr5';
import type { HouseholdState } from '../../src/simulator/household';
import { parsed } from '../parse/parsed';
import { readingOfLines } from './readings';

const IDS = { id: 'E0099123456789026', gasId: 'G0099123456789026' };

const STATE: HouseholdState = {
  time: Date.parse('2026-07-14T10:00:00Z'),
  phases: [
    { voltage: 230.1, current: 4.35, import: 1001, export: 0 },
    { voltage: 229.9, current: 0, import: 0, export: 0 },
    { voltage: 231.4, current: 1.5, import: 0, export: 347 },
  ],
  import: 654,
  export: 0,
  energy: { import: { 1: 1581123, 2: 1435706 }, export: { 1: 1, 2: 2999 } },
  tariff: 2,
  gas: { volume: 872234, readAt: Date.parse('2026-07-14T09:55:00Z') },
};

describe('a reading', () => {
  it('is what the house does, number by number', () => {
    const [result] = decode(encodeDsmr5(STATE, IDS));
    assert.ok(result?.kind === 'telegram');
    const none = { L1: 0, L2: 0, L3: 0 };
    assert.deepEqual(result.reading, {
      meter: {
        id: 'E0099123456789026',
        manufacturer: 'SIM',
        model: 'HAN-PORT-DEMO',
        country: 'NL',
        medium: 'electricity',
      },
      timestamp: '2026-07-14T12:00:00+02:00',
      clock: 'meter',
      power: { import: 654, export: 0, net: 654 },
      phases: {
        L1: { voltage: 230.1, current: 4, power: { import: 1001, export: 0 } },
        L2: { voltage: 229.9, current: 0, power: { import: 0, export: 0 } },
        L3: { voltage: 231.4, current: 2, power: { import: 0, export: 347 } },
      },
      energy: {
        tariffs: { 1: { import: 1581.123, export: 0.001 }, 2: { import: 1435.706, export: 2.999 } },
        import: 3016.829,
        export: 3,
      },
      tariff: 2,
      tariffName: 'normal',
      subMeters: [
        {
          type: 'gas',
          channel: 1,
          id: 'G0099123456789026',
          value: 872.234,
          unit: 'm³',
          timestamp: '2026-07-14T11:55:00+02:00',
        },
      ],
      events: { powerFailures: 0, longPowerFailures: 0, powerFailureLog: [], voltageSags: none, voltageSwells: none },
    });
  });

  it('has power in W, exactly', () => {
    for (const [printed, watts] of [
      ['1.001', 1001],
      ['04.35', 4350],
      ['00.001', 1],
      ['9.999', 9999],
    ] as const) {
      assert.equal(readingOfLines(`1-0:1.7.0(${printed}*kW)`).power?.import, watts);
    }
    assert.equal(readingOfLines('1-0:1.7.0(1001*W)').power?.import, 1001);
  });

  it('has net power: what comes in less what goes out', () => {
    assert.equal(readingOfLines('1-0:1.7.0(00.000*kW)', '1-0:2.7.0(01.234*kW)').power?.net, -1234);
    assert.equal(readingOfLines('1-0:1.7.0(00.500*kW)').power?.net, 500);
    assert.ok(!Object.is(readingOfLines('1-0:1.7.0(00.000*kW)', '1-0:2.7.0(00.000*kW)').power?.net, -0));
  });

  it('sums the tariffs, unless the meter does', () => {
    const tariffs = ['1-0:1.8.1(000000.100*kWh)', '1-0:1.8.2(000000.200*kWh)'];
    assert.equal(readingOfLines(...tariffs).energy?.import, 0.3);
    assert.equal(readingOfLines(...tariffs, '1-0:1.8.0(000000.400*kWh)').energy?.import, 0.4);
  });

  it('leaves out what the meter does not say', () => {
    const { timestamp, ...others } = readingOfLines('0-0:1.0.0(260114130000W)', '0-0:96.14.0()', '0-0:96.13.0()');
    assert.equal(timestamp, '2026-01-14T13:00:00+01:00');
    const meter = { manufacturer: 'SIM', model: 'TEST', country: 'NL', medium: 'electricity' };
    assert.deepEqual(others, { meter, clock: 'meter' });
    const { power } = readingOfLines('1-0:2.7.0(00.000*kW)');
    assert.deepEqual(power, { export: 0 }, 'no import, so no net');
  });

  it('takes no value in a unit that measures something else, or without one', () => {
    for (const value of ['(00.654*kWh)', '(00.654*kPa)', '(00.654)', '()', '(1)(2)', '(1234567890123456*W)']) {
      assert.equal(readingOfLines(`1-0:1.7.0${value}`).power, undefined, value);
    }
  });

  it('takes the first of a code that comes twice', () => {
    assert.equal(readingOfLines('1-0:1.7.0(1*kW)', '1-0:1.7.0(2*kW)').power?.import, 1000);
  });

  it('has the reactive powers and energies of meters that count them', () => {
    const { reactivePower, reactiveEnergy } = readingOfLines(
      '1-0:3.7.0(00.120*kvar)',
      '1-0:4.7.0(5*var)',
      '1-0:3.8.0(12.5*kVArh)',
      '1-0:4.8.0(500*varh)',
    );
    assert.deepEqual(reactivePower, { import: 120, export: 5 });
    assert.deepEqual(reactiveEnergy, { import: 12.5, export: 0.5 });
  });

  it('has the message of the grid company', () => {
    const { events } = readingOfLines('0-0:96.13.1(3132)', '0-0:96.13.0(476F656465206D6F7267656E)');
    assert.deepEqual(events, { message: 'Goede morgen', messageCode: '12' });
    assert.equal(readingOfLines('0-0:96.13.0(00FF)').events?.message, '00FF', 'no ASCII');
  });

  it("is of the host's time where the meter has no clock", () => {
    const telegram = parsed('1-0:1.7.0(1*kW)', '0-0:1.0.0(000101010000W)');
    const profile = PROFILES.get('NL')!;
    const { timestamp, clock } = readingOf(telegram, profile, '2026-07-14T10:00:00.789Z');
    assert.deepEqual([timestamp, clock], ['2026-07-14T12:00:00+02:00', 'host']);
    const without = readingOf(telegram, profile);
    assert.equal(without.clock, 'host');
    assert.ok(!('timestamp' in without));
  });

  it('says what unit each of its numbers has', () => {
    assert.equal(unitAt('power.net'), 'W');
    assert.equal(unitAt('energy.tariffs.1.import'), 'kWh');
    assert.equal(unitAt('phases.L3.voltage'), 'V');
    assert.equal(unitAt('tariff'), '');
  });
});
