import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MeterObject } from '../../../src/base/telegram';
import { record, says } from './record';

/** Energy in Wh, so that nothing is scaled. EN 13757-3, annex A, types A, B and H, and table 5. */
const NUMBERS: readonly (readonly [name: string, hex: string, value: MeterObject['value']])[] = [
  ['8 bits', '01 03 FF', -1],
  ['16 bits', '02 03 2EFB', -1234],
  ['24 bits', '03 03 000080', -8388608],
  ['32 bits', '04 03 FFFFFF7F', 2147483647],
  ['48 bits', '06 03 00000000FFFF', -4294967296],
  ['64 bits', '07 03 FFFFFFFFFFFFFFFF', -1],
  ['64 bits beyond 2^53', '07 03 0000000000000080', '-9223372036854775808'],
  ['64 bits up to 2^53', '07 03 FFFFFFFFFFFF1F00', 9007199254740991],
  ['BCD of 2 digits', '09 03 42', 42],
  ['BCD of 4 digits', '0A 03 3412', 1234],
  ['BCD of 6 digits', '0B 03 563412', 123456],
  ['BCD of 8 digits', '0C 03 78563412', 12345678],
  ['BCD of 12 digits', '0E 03 129078563412', 123456789012],
  ['negative BCD', '0A 03 23F1', -123],
  ['negative BCD of zeros', '0A 03 00F0', 0],
  ['a real number', '05 03 00000042', 32],
  ['a real number with its own digits', '05 03 66664842', 50.1],
  ['a negative real number', '05 03 0000C0BF', -1.5],
  ['a real number of nine digits', '05 03 0100803F', 1.0000001],
  ['positive BCD of variable length', '0D 03 C110', 10],
  ['negative BCD of variable length', '0D 03 D23412', -1234],
  ['no digits', '0D 03 C0', 0],
  ['no digits and a minus', '0D 03 D0', 0],
  ['an integer of variable length', '0D 03 E4EB32A4F8', -123456789],
  ['an integer of seven bytes', '0D 03 E7FEFFFFFFFFFFFF', -2],
  ['an integer of no bytes', '0D 03 E0', 0],
  ['sixteen bytes', `0D 03 F0${'AB'.repeat(16)}`, 'AB'.repeat(16)],
  ['twenty bytes', `0D 03 F1${'AB'.repeat(20)}`, 'AB'.repeat(20)],
  ['48 bytes', `0D 03 F5${'AB'.repeat(48)}`, 'AB'.repeat(48)],
  ['64 bytes', `0D 03 F6${'AB'.repeat(64)}`, 'AB'.repeat(64)],
  ['nine bytes stand for something else', '0D 03 E9010203040506070809', '010203040506070809'],
  ['text, the last character first', '0D 03 0568656C6C6F', 'olleh'],
  ['text of ISO 8859-1', '0D 03 02E641', 'Aæ'],
  ['text of blanks and tildes', '0D 03 047E2020A0', '\u00a0  ~'],
  ['what is no text', '0D 03 020041', '0041'],
  ['what is no text either', '0D 03 027F41', '7F41'],
  ['nor this', '0D 03 029F41', '9F41'],
  ['BCD of nines', '09 03 99', 99],
];

/** Data that are no number; the bytes stay. */
const INVALID: readonly (readonly [hex: string, bytes: string])[] = [
  ['0A 03 23C1', '23C1'],
  ['0A 03 F123', 'F123'],
  ['0A 03 23A1', '23A1'],
  ['0A 03 A123', 'A123'],
  ['0A 03 1A23', '1A23'],
  ['0B 6E FFFFFF', 'FFFFFF'],
  ['0D 03 D223F1', '23F1'],
  ['05 03 0000C07F', '0000C07F'],
  ['05 03 000080FF', '000080FF'],
  ['0C 78 FFFFFFFF', 'FFFFFFFF'],
];

describe('data of a record', () => {
  for (const [name, hex, value] of NUMBERS) it(name, () => assert.equal(record(hex).value, value));

  for (const [hex, bytes] of INVALID) {
    it(`${hex} is no number`, () => {
      const { value, unit, raw, record: details } = record(hex);
      assert.deepEqual([value, unit, raw, details?.bytes], [null, undefined, undefined, bytes]);
    });
  }

  it('scaling moves the decimal point', () => {
    assert.deepEqual(says('04 13 39300000'), [12.345, 'm³']);
    assert.deepEqual(says('02 28 0100'), [0.001, 'W']);
    assert.deepEqual(says('02 07 0300'), [30_000, 'Wh']);
    assert.deepEqual(says('05 29 66664842'), [0.501, 'W']);
  });

  it('so it does in numbers that need more than 2^53', () => {
    assert.deepEqual(says('07 13 FFFFFFFFFFFFFF7F'), ['9223372036854775.807', 'm³']);
    assert.deepEqual(says('07 13 0100000000000080'), ['-9223372036854775.807', 'm³']);
    assert.deepEqual(says('07 07 FFFFFFFFFFFFFF7F'), ['92233720368547758070000', 'Wh']);
    assert.deepEqual(says('07 FDD070 0000000000002000'), ['0.009007199254740992', 'A']);
    assert.equal(record('07 13 FFFFFFFFFFFFFF7F').raw, '9223372036854775807');
  });

  it('a number without unit is told once, unless it is scaled', () => {
    assert.equal('raw' in record('01 6E 07'), false);
    const { value, unit, raw, scaler } = record('01 EE73 07');
    assert.deepEqual([value, unit, raw, scaler], [0.007, undefined, 7, -3]);
  });

  it('numbers that name something keep their zeros', () => {
    assert.equal(record('0C 78 78560412').value, '12045678');
    assert.equal(record('0C 78 01000000').value, '00000001');
    assert.equal(record('0C 78 0A00F1B0').value, 'B0F1000A');
    assert.equal(record('04 78 FFFFFFFF').value, '4294967295');
    assert.equal(record('07 79 785634122D2C1902').value, '785634122D2C1902');
    assert.equal(record('0D 78 0831323334535A4C41').value, 'ALZS4321');
  });

  it('flags and counts have no sign', () => {
    assert.deepEqual(says('02 FD17 0080'), [32768]);
    assert.deepEqual(says('01 FD08 FF'), [255]);
    assert.deepEqual(says('01 03 FF'), [-1, 'Wh']);
  });

  it('any integer is what was written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const data = Buffer.alloc(8);
        data.writeBigInt64LE(value);
        assert.equal(BigInt(record(`0703${data.toString('hex')}`).value as number), value);
      }),
    );
  });

  it('any real number is read back as it was written', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const data = Buffer.alloc(4);
        data.writeFloatLE(value);
        const read = record(`0503${data.toString('hex')}`).value as number;
        assert.equal(Math.fround(read) + 0, value + 0);
        assert.ok(String(Math.abs(read)).replace(/^0\.0*|e.*$|\.|0+$/g, '').length <= 9);
      }),
    );
  });
});
