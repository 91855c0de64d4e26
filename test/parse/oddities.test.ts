import assert from 'node:assert/strict';
import { objectOf, parsed } from './parsed';

describe('odd lines', () => {
  it('of DSMR 2.2 and 3.0 have the gas on the next line', () => {
    const lines = ['0-1:24.3.0(260114120000)(08)(60)(1)(0-1:24.2.1)(m3)', '(00872.234)', '0-1:24.4.0(1)'];
    const [gas, valve] = parsed(...lines).objects;
    const timestamp = '2026-01-14T12:00:00';
    assert.deepEqual(gas, { obis: '0-1:24.3.0', name: 'subMeterReading', value: 872.234, unit: 'm3', timestamp });
    assert.equal(valve?.name, 'valveState');
  });

  it('of that form with more or fewer brackets are kept as printed', () => {
    const printed = ['260114120000', '08', '60', '1', '0-1:24.2.1', 'm3'];
    assert.deepEqual(objectOf(`0-1:24.3.0(${printed.join(')(')})`).value, printed);
  });

  for (const [printed, value, unit] of [
    ['(000123.456kWh)', 123.456, 'kWh'],
    ['(0230.1V)', 230.1, 'V'],
    ['(-00.024*kW)', -0.024, 'kW'],
    ['(0000.229*kV)', 0.229, 'kV'],
    ['(281*mA)', 281, 'mA'],
    ['(12.5*MWh)', 12.5, 'MWh'],
  ] as const) {
    it(`${printed} is ${value} ${unit}`, () => {
      assert.deepEqual(objectOf(`1-0:1.8.0${printed}`), { obis: '1-0:1.8.0', name: 'energyImport', value, unit });
    });
  }

  it('without a star are no number where the letters are no unit, or the object is none', () => {
    assert.equal(objectOf('1-0:1.8.0(3BADC0DE)').value, '3BADC0DE');
    assert.equal(objectOf('0-0:96.1.1(31A)').value, '31A');
  });

  it('without a unit, or with two values, stay as printed', () => {
    assert.equal(objectOf('1-0:1.7.0(77.376)').value, '77.376');
    assert.equal(objectOf('1-1:31.4.0(65.0*A,-65.0*A)').value, '65.0*A,-65.0*A');
    assert.deepEqual(objectOf('1-1:31.4.0(100*A)(-063*A)').value, ['100*A', '-063*A']);
  });

  it('that come again stay objects of their own', () => {
    const values = parsed('0-0:17.0.0(1*kW)', '0-0:17.0.0(2*kW)', '0-0:17.0.0(00000)').objects.map(
      ({ value }) => value,
    );
    assert.deepEqual(values, [1, 2, '00000']);
  });

  it('split the clock into date and time of day', () => {
    assert.deepEqual(parsed('1-0:0.9.1(222553)', '1-0:0.9.2(261002)').time, { local: '2026-10-02T22:25:53' });
    assert.equal(parsed('1-0:0.9.1(222553)').time, undefined);
    assert.equal(parsed('1-0:0.9.1(222553)', '1-0:0.9.2(261302)').time, undefined);
  });

  it('name the meter in several ways', () => {
    const names = ['0-0:42.0.0(4C31)', '0-0:96.1.1(4D31)', '0-0:96.1.0(5331)'];
    assert.equal(parsed(...names).meter.id, 'S1');
    assert.equal(parsed(...names.slice(0, 2)).meter.id, 'M1');
    assert.equal(parsed(names[0]!).meter.id, 'L1');
  });

  describe('of past peaks', () => {
    const TWO =
      '(2)(1-0:1.6.0)(1-0:1.6.0)(260901000000S)(260814183000S)(04.318*kW)(261001000000S)(632525252525W)(0*kW)';

    it('have a row a month', () => {
      const first = { value: 4.318, unit: 'kW', timestamp: '2026-08-14T18:30:00', dst: true };
      assert.deepEqual(objectOf(`0-0:98.1.0${TWO}`), {
        obis: '0-0:98.1.0',
        name: 'monthPeaks',
        value: '2',
        entries: [
          { ...first, periodEnd: '2026-09-01T00:00:00' },
          { value: 0, unit: 'kW', periodEnd: '2026-10-01T00:00:00' },
        ],
      });
    });

    it('may be none', () => {
      assert.deepEqual(objectOf('0-0:98.1.0(0)(1-0:1.6.0)(1-0:1.6.0)()').entries, []);
    });

    it('with other columns are kept as printed', () => {
      const printed = ['1', '0-0:0.1.0', '1-0:1.6.0', '1-0:1.6.0', '260701000000S', '15', '260604084500S', '01.452*kW'];
      assert.deepEqual(objectOf(`0-0:98.1.0(${printed.join(')(')})`).value, printed);
      const snapshot = ['260701000000S', '000040.777*kWh', '03.564*kW'];
      assert.deepEqual(objectOf(`0-0:98.1.0(${snapshot.join(')(')})`).value, snapshot, 'Hungary');
    });
  });
});
