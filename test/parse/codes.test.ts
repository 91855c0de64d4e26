import assert from 'node:assert/strict';
import { objectOf, parsed } from './parsed';

/** How codes are printed, and the code that is meant. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ['1-0:1.7.0', '1-0:1.7.0'],
  // Misprints of the standard itself: DSMR P1 Companion Standard 4.0 and 5.0, table of clause 6.12.
  ['1-0:72:32.0', '1-0:72.32.0'],
  // Value group F (DSMR P1 Companion Standard 4.2.2, example).
  ['1-0:31.7.0.255', '1-0:31.7.0'],
  ['1-0:1.8.0*255', '1-0:1.8.0'],
  ['01-00:001.007.000', '1-0:1.7.0'],
];

/** Lines of checked telegrams that no rule reads: kept whole. */
const UNREADABLE = [
  '1-0:1.7(01.0*kW)',
  '1-0:1.7.0.1.2(01.0*kW)',
  '1-0:256.7.0(01.0*kW)',
  '1,0:1.7.0(01.0*kW)',
  '1-0:1.7.0 (01.0*kW)',
  '1-0:1.7.0',
  '1-0:1.7.0(01.0*kW',
  '1-0:1.7.0(01.0*kW)x',
  '(00001.001)',
  'kW',
  '\xab\x02',
];

describe('codes', () => {
  for (const [printed, obis] of SPELLINGS) {
    it(`${printed} is ${obis}`, () => assert.equal(objectOf(`${printed}(01.0*kW)`).obis, obis));
  }

  it('that the catalogue does not know are kept', () => {
    assert.deepEqual(parsed('0-0:94.98.31(00042)', '1-0:123.45.67(1.5*kPa)', '7-0:23.1.0(a)(b)').objects, [
      { obis: '0-0:94.98.31', name: 'unknown', value: '00042' },
      { obis: '1-0:123.45.67', name: 'unknown', value: 1.5, unit: 'kPa' },
      { obis: '7-0:23.1.0', name: 'unknown', value: ['a', 'b'] },
    ]);
  });

  it('that come twice stay two objects', () => {
    const { objects } = parsed('0-0:17.0.0(1)', '0-0:17.0.0(2)', '0-0:17.0.0(3)');
    assert.deepEqual(
      objects.map(({ value }) => value),
      ['1', '2', '3'],
    );
  });

  for (const line of UNREADABLE) {
    it(`${JSON.stringify(line)} is none, and the line is kept as it is`, () => {
      const { objects } = parsed(line, '1-0:2.7.0(00.5*kW)');
      assert.deepEqual(objects, [
        { name: 'unknown', value: line },
        { obis: '1-0:2.7.0', name: 'powerExport', value: 0.5, unit: 'kW' },
      ]);
    });
  }
});
