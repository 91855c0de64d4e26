import assert from 'node:assert/strict';
import type { MeterEntry } from '../../src/base/telegram';
import { objectOf } from './parsed';

const FIRST = { timestamp: '2026-01-04T18:03:20', dst: false, value: 237126, unit: 's' };
const SECOND = { timestamp: '2026-07-01T00:00:01', dst: true, value: 2147583646, unit: 's' };

const LOGS: readonly (readonly [string, string, string, readonly MeterEntry[]])[] = [
  ['two', '2', '(2)(0-0:96.7.19)(260104180320W)(0000237126*s)(260701000001S)(2147583646*s)', [FIRST, SECOND]],
  ['fewer than counted', '5', '(5)(0-0:96.7.19)(260104180320W)(0000237126*s)', [FIRST]],
  ['without unit', '1', '(1)(0-0:96.7.19)(260104180320W)(237126)', [FIRST]],
  ['half of one', '1', '(1)(0-0:96.7.19)(260104180320W)', []],
  ['a time that is none', '1', '(1)(0-0:96.7.19)(000101000001W)(0000000038*s)', [{ value: 38, unit: 's' }]],
  ['a duration that is none', '1', '(1)(0-0:96.7.19)(260104180320W)()', [{ ...FIRST, value: '' }]],
  ['none', '0', '(0)(0-0:96.7.19)', []],
  ['none, and no count', '', '()', []],
];

describe('power failure log', () => {
  for (const [name, value, brackets, entries] of LOGS) {
    it(name, () => {
      const expected = { obis: '1-0:99.97.0', name: 'powerFailureLog', value, entries };
      assert.deepEqual(objectOf(`1-0:99.97.0${brackets}`), expected);
    });
  }

  it('as the standard misprints its code', () => {
    const { obis, entries } = objectOf('1-0:99:97.0(1)(0:96.7.19)(260104180320W)(237126*s)');
    assert.deepEqual([obis, entries], ['1-0:99.97.0', [FIRST]]);
  });

  it('longer than any', () => {
    const log = `(9)(0-0:96.7.19)${'(260104180320W)(237126*s)'.repeat(600)}`;
    assert.deepEqual(objectOf(`1-0:99.97.0${log}`), { name: 'unknown', value: `1-0:99.97.0${log}` });
  });
});
