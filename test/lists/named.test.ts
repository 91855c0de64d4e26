import assert from 'node:assert/strict';
import {
  array,
  enumerated,
  integer,
  long,
  NULL_DATA,
  obisCode,
  octetString,
  octetText,
  structure,
  longUnsigned as u16,
  doubleLongUnsigned as u32,
  visibleString,
} from '../../src/simulator/dlms/axdr';
import { listOf, objectAt, valuesOf } from './messages';

const CLOCK = Buffer.from('07ea0b140514000aff800000', 'hex');

const scalerUnit = (scaler: number, unit: number) => structure(integer(scaler), enumerated(unit));

describe('lists that name their values', () => {
  it('Aidon: structures of code, value, scaler and unit', () => {
    const telegram = listOf(
      array(
        structure(obisCode('1-1:0.2.129'), visibleString('AIDON_V0001')),
        structure(obisCode('0-0:96.1.0'), visibleString('0123456789012345')),
        structure(obisCode('0-0:96.1.7'), visibleString('6534')),
        structure(obisCode('1-0:1.7.0'), u32(1362), scalerUnit(0, 27)),
        structure(obisCode('1-0:31.7.0'), long(-74), scalerUnit(-1, 33)),
        structure(obisCode('1-0:32.7.0'), u16(2301), scalerUnit(-1, 35)),
        structure(obisCode('1-0:1.8.0'), u32(10955225), scalerUnit(1, 30)),
      ),
    );
    assert.equal(telegram.list, 'aidon');
    assert.deepEqual(telegram.meter, { id: '0123456789012345', manufacturer: 'ADN', model: '6534' });
    assert.deepEqual(objectAt(telegram, '1-0:31.7.0'), {
      obis: '1-0:31.7.0',
      name: 'currentL1',
      value: -7.4,
      unit: 'A',
      raw: -74,
      scaler: -1,
      scalerFrom: 'wire',
    });
    assert.equal(objectAt(telegram, '1-0:32.7.0')?.value, 230.1);
    assert.equal(objectAt(telegram, '1-0:1.8.0')?.value, 109552250);
  });

  it('a list of power alone is the first list of Aidon', () => {
    assert.equal(listOf(array(structure(obisCode('1-0:1.7.0'), u32(5), scalerUnit(0, 27)))).list, 'aidon');
  });

  it('Embriq fills its texts up with zeros', () => {
    const telegram = listOf(
      array(
        structure(obisCode('1-1:0.2.129'), visibleString('EMBRIQ_V1_1')),
        structure(obisCode('0-0:96.1.0'), visibleString('12345678\0\0\0\0')),
        structure(obisCode('0-0:96.1.7'), visibleString('\0\0\0\0')),
        structure(obisCode('1-0:1.7.0'), u32(9440), scalerUnit(0, 27)),
      ),
    );
    assert.equal(telegram.list, 'embriq');
    assert.deepEqual(telegram.meter, { id: '12345678' });
    assert.equal(objectAt(telegram, '0-0:96.1.7')?.value, '');
  });

  it('Kamstrup: its version, then pairs; nulls in the place of phases that are not there', () => {
    const telegram = listOf(
      structure(
        ...[visibleString('Kamstrup_V0001')],
        ...[obisCode('1-1:0.0.5'), visibleString('5700000000000000')],
        ...[obisCode('1-1:96.1.1'), visibleString('6861111BN242101040')],
        ...[obisCode('1-1:1.7.0'), u32(616)],
        ...[obisCode('1-1:31.7.0'), u32(291), NULL_DATA, NULL_DATA, NULL_DATA, NULL_DATA],
        ...[obisCode('1-1:32.7.0'), u16(225), NULL_DATA, NULL_DATA],
        ...[obisCode('0-1:1.0.0'), octetString(CLOCK)],
        ...[obisCode('1-1:1.8.0'), u32(4000)],
      ),
    );
    assert.equal(telegram.list, 'kamstrup');
    assert.equal(telegram.objects.length, 8);
    assert.deepEqual(telegram.time, { local: '2026-11-20T20:00:10' });
    assert.equal(objectAt(telegram, '1-1:31.7.0')?.value, 2.91);
    assert.equal(objectAt(telegram, '1-1:32.7.0')?.value, 225);
    assert.deepEqual(objectAt(telegram, '1-1:1.8.0'), {
      obis: '1-1:1.8.0',
      name: 'energyImport',
      value: null,
      unit: 'Wh',
      raw: 4000,
      scalerFrom: 'list',
    });
  });

  for (const [raw, volts] of [
    [231, 231],
    [2315, 231.5],
    [22199, 221.99],
  ] as const) {
    it(`Kamstrup: ${raw} is ${volts} V`, () => {
      const telegram = listOf(
        structure(
          visibleString('Kamstrup_V0001'),
          obisCode('1-1:0.0.5'),
          visibleString('57'),
          obisCode('1-1:32.7.0'),
          u16(raw),
        ),
      );
      assert.equal(objectAt(telegram, '1-1:32.7.0')?.value, volts);
    });
  }

  it('Kamstrup: meters behind current transformers send mA, as their type says', () => {
    const telegram = listOf(
      structure(
        ...[visibleString('Kamstrup_V0001'), obisCode('1-1:0.0.5'), visibleString('57')],
        ...[obisCode('1-1:96.1.1'), visibleString('6851111BN242101040'), obisCode('1-1:31.7.0'), u32(4321)],
      ),
    );
    assert.equal(objectAt(telegram, '1-1:31.7.0')?.value, 4.321);
  });

  /** Phase L1 of a Danish list: power, power factor in 1/100, V, and the current as it is sent. */
  function danish(power: number, factor: number, voltage: number, current: number) {
    return listOf(
      structure(
        ...[visibleString('Kamstrup_V0001'), obisCode('1-1:1.8.0'), u32(866636)],
        ...[obisCode('1-1:0.0.1'), u32(12345678), obisCode('1-1:21.7.0'), u32(power), obisCode('1-1:22.7.0'), u32(0)],
        ...[obisCode('1-1:33.7.0'), u16(factor), obisCode('1-1:32.7.0'), u16(voltage)],
        ...[obisCode('1-1:31.7.0'), u32(current)],
      ),
    );
  }

  it('Kamstrup in Denmark: registers in Wh, power factor in hundredths', () => {
    const telegram = danish(414, 90, 230, 200);
    assert.equal(telegram.list, 'kamstrup-push-1');
    assert.equal(telegram.meter.id, '12345678');
    assert.equal(objectAt(telegram, '1-1:1.8.0')?.value, 866636);
    assert.equal(objectAt(telegram, '1-1:33.7.0')?.value, 0.9);
    assert.equal(objectAt(telegram, '1-1:31.7.0')?.value, 2);
  });

  it('Kamstrup in Denmark: the powers of the phases tell a current transformer', () => {
    assert.equal(objectAt(danish(2070, 10, 230, 90000), '1-1:31.7.0')?.value, 90);
    assert.equal(objectAt(danish(20700, 10, 230, 90000), '1-1:31.7.0')?.value, 900);
    assert.equal(objectAt(danish(0, 100, 230, 20), '1-1:31.7.0')?.value, 0.2);
  });

  it('Kaifa in Sweden: pairs without scalers', () => {
    const telegram = listOf(
      structure(
        ...[obisCode('1-0:0.2.129'), octetText('KFM_001'), obisCode('1-0:31.7.0'), u32(14571)],
        ...[obisCode('1-0:32.7.0'), u32(2193), obisCode('1-0:1.8.0'), u32(79591144)],
      ),
    );
    assert.equal(telegram.list, 'kaifa');
    assert.deepEqual(valuesOf(telegram), {
      '1-0:0.2.129': 'KFM_001',
      '1-0:31.7.0': 14.571,
      '1-0:32.7.0': 219.3,
      '1-0:1.8.0': 79591144,
    });
  });

  it('EVN: the clock, then code, value and scale side by side, last the number of the meter', () => {
    const telegram = listOf(
      structure(
        octetString(Buffer.from('07e5091b01092f0f00ff8880', 'hex')),
        ...[obisCode('1-0:1.8.0'), u32(12937), scalerUnit(0, 30)],
        ...[obisCode('1-0:13.7.0'), u16(999), scalerUnit(-3, 255)],
        octetText('181210000000'),
      ),
    );
    assert.equal(telegram.list, 'evn');
    assert.equal(telegram.meter.id, '181210000000');
    // Netz Niederösterreich prints this time as 27.09.2021 09:47:15 +02:00.
    assert.deepEqual(telegram.time, { local: '2021-09-27T09:47:15', deviation: -120, dst: true });
    assert.equal(objectAt(telegram, '0-0:1.0.0')?.value, '2021-09-27T09:47:15+02:00');
    assert.equal(objectAt(telegram, '1-0:13.7.0')?.value, 0.999);
    assert.equal(objectAt(telegram, '1-0:13.7.0')?.unit, undefined);
  });

  it('TINETZ: pairs side by side and in structures', () => {
    const telegram = listOf(
      structure(
        ...[obisCode('0-0:1.0.0'), octetString(CLOCK)],
        structure(obisCode('0-0:96.1.0'), octetText('1KFM0000000001')),
        structure(obisCode('0-0:42.0.0'), octetText('KFM1000000000001')),
        structure(obisCode('1-0:32.7.0'), u16(2308), scalerUnit(-1, 35)),
        structure(obisCode('1-0:1.8.0'), u32(9108), scalerUnit(0, 30)),
      ),
    );
    assert.equal(telegram.list, 'kaifa-at');
    assert.deepEqual(telegram.meter, { id: '1KFM0000000001', manufacturer: 'KFM' });
    assert.equal(objectAt(telegram, '1-0:32.7.0')?.value, 230.8);
  });

  it('a make that nobody has described: currents without a scaler are withheld', () => {
    const telegram = listOf(
      structure(obisCode('1-0:1.7.0'), u32(500), obisCode('1-0:31.7.0'), u32(22), obisCode('1-0:32.7.0'), u32(2301)),
    );
    assert.equal(telegram.list, undefined);
    assert.deepEqual(valuesOf(telegram), { '1-0:1.7.0': 500, '1-0:31.7.0': null, '1-0:32.7.0': 230.1 });
  });

  it('a structure as a value is kept in pieces', () => {
    const telegram = listOf(
      structure(obisCode('0-0:96.5.135'), structure(octetString(Buffer.of(0, 1)), u16(3), array(u16(4), NULL_DATA))),
    );
    assert.deepEqual(telegram.objects[0]?.items, ['0001', 3, [4, null]]);
    assert.equal(telegram.objects[0]?.value, null);
  });
});
