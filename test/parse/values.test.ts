import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fixed } from '../../src/simulator/p1-lines';
import { objectOf } from './parsed';

/** What stands in the bracket, and the value and unit that it means. */
const NUMBERS: readonly (readonly [string, number | string, string])[] = [
  ['01.001*kW', 1.001, 'kW'],
  ['1.001*kW', 1.001, 'kW'],
  ['000123.456*kWh', 123.456, 'kWh'],
  ['00.000*kW', 0, 'kW'],
  ['016*A', 16, 'A'],
  ['-0.910*W', -0.91, 'W'],
  ['-000.0*V', 0, 'V'],
  ['+12.5*A', 12.5, 'A'],
  ['.5*kW', 0.5, 'kW'],
  ['999999999999.999*kWh', 999999999999.999, 'kWh'],
  ['123456789012345*Wh', 123456789012345, 'Wh'],
  ['000000123456789012345*Wh', 123456789012345, 'Wh'],
  ['0.000000000000001*kWh', 1e-15, 'kWh'],
  ['1234567890123456*Wh', '1234567890123456', 'Wh'],
  ['-12345678901234567890.5*Wh', '-12345678901234567890.5', 'Wh'],
  ['0.0000000000000001*kWh', '0.0000000000000001', 'kWh'],
  ['00001.001*m3', 1.001, 'm3'],
  ['3*kvarh', 3, 'kvarh'],
];

/** No number with a unit: the text stays as it is. */
const TEXTS = [
  '',
  '*m3',
  '12.*kW',
  '*',
  '.*kW',
  '1.2.3*kW',
  '12',
  '1,5*kW',
  '12*',
  '--1*kW',
  '1*123456789',
  '1e3*W',
  '1**kW',
  '65*A,-65*A',
  '1*k W',
];

describe('values', () => {
  for (const [printed, value, unit] of NUMBERS) {
    it(`(${printed}) is ${value} ${unit}`, () => {
      const object = objectOf(`1-0:1.7.0(${printed})`);
      assert.deepEqual(object, { obis: '1-0:1.7.0', name: 'powerImport', value, unit });
      assert.ok(!Object.is(object.value, -0));
    });
  }

  for (const printed of TEXTS) {
    it(`(${printed}) stays text`, () => {
      assert.deepEqual(objectOf(`1-0:1.7.0(${printed})`), { obis: '1-0:1.7.0', name: 'powerImport', value: printed });
    });
  }

  it('every number that a meter can print is the number that it prints', () => {
    const mantissa = fc.integer({ min: 0, max: 999_999_999_999_999 });
    fc.assert(
      fc.property(mantissa, fc.nat({ max: 14 }), fc.boolean(), (digits, decimals, negative) => {
        const printed = (negative ? '-' : '') + fixed(digits, 16, decimals);
        assert.equal(objectOf(`1-0:1.7.0(${printed}*kW)`).value, Number(printed) + 0);
      }),
    );
  });

  it('a value broken over two lines is one', () => {
    assert.deepEqual(objectOf('1-0:1.8.1(0001\r\n23.456*kWh)'), {
      obis: '1-0:1.8.1',
      name: 'energyImportTariff1',
      value: 123.456,
      unit: 'kWh',
    });
    assert.equal(objectOf('1-0:1.8.1(000123.456*k\r\nWh)').unit, 'kWh');
    assert.equal(objectOf('0-0:96.13.0(3031\r\n3233)').text, '0123');
  });

  it('counts are numbers, other digits are as printed', () => {
    assert.equal(objectOf('0-0:96.7.21(00004)').value, 4);
    assert.equal(objectOf('0-0:96.7.21(4294967295)').value, 4294967295);
    assert.equal(objectOf('0-0:96.7.21(x)').value, 'x');
    assert.equal(objectOf('0-0:96.7.21()').value, '');
    assert.equal(objectOf('0-0:96.14.0(0002)').value, '0002');
    assert.equal(objectOf('0-0:96.3.10(1)').value, '1');
  });

  it('the same unit is the same string', () => {
    const [first, second] = [1, 2].map(() => objectOf('1-0:1.7.0(01.001*kW)').unit);
    assert.equal(first, second);
    assert.equal(objectOf('1-0:1.7.0(01.001*KW)').unit, 'KW');
  });
});
