import assert from 'node:assert/strict';
import type { Meter } from '../../src/base/telegram';
import { identification } from '../../src/parse/identification';

/** The forms that meters give the first line, types and numbers invented where they are no type names. */
const LINES: readonly (readonly [string, Meter])[] = [
  ['KFM5KAIFA-METER', { manufacturer: 'KFM', model: 'KAIFA-METER' }],
  ['ISk5\\2MT382-1000', { manufacturer: 'ISK', model: 'MT382-1000' }],
  ['ISk5=2MIE5T-200', { manufacturer: 'ISK', model: 'MIE5T-200' }],
  ['Ene5\\T210-D ESMR5.0', { manufacturer: 'ENE', model: '210-D ESMR5.0' }],
  ['ADN9 6534', { manufacturer: 'ADN', model: '6534' }],
  ['ISK9\\2M551T-200', { manufacturer: 'ISK', model: 'M551T-200' }],
  ['KMP5 ZABF001234567890', { manufacturer: 'KMP', model: 'ZABF001234567890' }],
  ['NES5:12345-3E', { manufacturer: 'NES', model: ':12345-3E' }],
  ['KAM5', { manufacturer: 'KAM' }],
  ['KAM', { manufacturer: 'KAM' }],
  ['XMX5LGBBFG1234567890', { manufacturer: 'XMX', model: 'LGBBFG1234567890' }],
  ['NWA-WARMTELINK', { model: 'NWA-WARMTELINK' }],
  ['LG_E660_Fluvius_3N400V', { model: 'LG_E660_Fluvius_3N400V' }],
  ['5', { model: '5' }],
  ['', {}],
];

describe('identification', () => {
  for (const [line, meter] of LINES) {
    it(`/${line}`, () => assert.deepEqual(identification(line), meter));
  }
});
