import assert from 'node:assert/strict';
import {
  array,
  enumerated,
  integer,
  obisCode,
  octetText,
  structure,
  longUnsigned as u16,
  doubleLongUnsigned as u32,
} from '../../src/simulator/dlms/axdr';
import { listOf, objectAt, valuesOf } from './messages';

/** An entry of a push object list (IEC 62056-6-2, clause 4.4.8): class, code, attribute, data index 0. */
const entry = (classId: number, code: string, attribute: number) =>
  structure(u16(classId), obisCode(code), integer(attribute), u16(0));

const SETUP = entry(40, '0-8:25.9.0', 2);

describe('lists that begin with their own objects', () => {
  it('each value has the code at its place', () => {
    const telegram = listOf(
      structure(
        array(
          SETUP,
          entry(1, '0-0:42.0.0', 2),
          entry(3, '1-0:1.7.0', 2),
          entry(3, '1-0:31.7.0', 2),
          entry(70, '0-0:96.3.10', 3),
        ),
        ...[octetText('LGZ1030000000001'), u32(28), u16(9), enumerated(1)],
      ),
    );
    assert.equal(telegram.list, 'landis-gyr');
    assert.equal(telegram.meter.manufacturer, 'LGZ');
    assert.deepEqual(valuesOf(telegram), {
      '0-0:42.0.0': 'LGZ1030000000001',
      '1-0:1.7.0': 28,
      '1-0:31.7.0': 0.09,
      '0-0:96.3.10': 1,
    });
  });

  it('a scale among the attributes counts', () => {
    const telegram = listOf(
      structure(
        array(SETUP, entry(3, '1-0:1.8.0', 2), entry(3, '1-0:1.8.0', 3)),
        ...[u32(12), structure(integer(2), enumerated(30))],
      ),
    );
    assert.equal(telegram.objects.length, 1);
    assert.deepEqual(objectAt(telegram, '1-0:1.8.0'), {
      obis: '1-0:1.8.0',
      name: 'energyImport',
      value: 1200,
      unit: 'Wh',
      raw: 12,
      scaler: 2,
      scalerFrom: 'wire',
    });
  });

  it('a list that has not as many entries as values names none of them', () => {
    const telegram = listOf(structure(array(SETUP, entry(3, '1-0:1.7.0', 2)), u32(1), u32(2)));
    assert.deepEqual(valuesOf(telegram), {});
    assert.equal(telegram.objects.length, 4);
  });
});
