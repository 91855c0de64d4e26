import assert from 'node:assert/strict';
import type { SubMeter } from '../../src/profiles/reading';
import { readingOfLines } from './readings';

const GAS_ID = 'G009912345';
const HEAT_ID = 'H009912345';

function hex(text: string): string {
  return Buffer.from(text).toString('hex').toUpperCase();
}

/** The lines of an M-Bus device (DSMR P1 Companion Standard 5.0.2, clause 6.12). */
function device(channel: number, type: string, id: string, time: string, value: string): string[] {
  const own = `0-${channel}`;
  return [`${own}:24.1.0(${type})`, `${own}:96.1.0(${hex(id)})`, `${own}:24.2.1(${time})(${value})`];
}

const NOW = '260114130000W';
const NOON = '2026-01-14T13:00:00+01:00';
const YEARS_AGO = '210301090000W';

const gas = { type: 'gas', channel: 1, id: GAS_ID, value: 872.234, unit: 'm³', timestamp: NOON };

const CASES: readonly (readonly [string, string[], Partial<SubMeter>[] | undefined])[] = [
  ['gas', device(1, '003', GAS_ID, NOW, '00872.234*m3'), [gas]],
  ['type of one digit', device(1, '3', GAS_ID, NOW, '00872.234*m3'), [gas]],
  ['summer time', device(1, '003', GAS_ID, '260714130000S', '1*m3'), [{ timestamp: '2026-07-14T13:00:00+02:00' }]],
  ['no flag', device(1, '003', GAS_ID, '260714130000', '1*m3'), [{ timestamp: '2026-07-14T13:00:00+02:00' }]],
  [
    'heat in GJ',
    device(2, '004', HEAT_ID, NOW, '12.345*GJ'),
    [{ type: 'heat', channel: 2, value: 12.345, unit: 'GJ' }],
  ],
  ['heat in MJ', device(2, '012', HEAT_ID, NOW, '12345*MJ'), [{ type: 'heat', value: 12.345, unit: 'GJ' }]],
  ['cooling', device(3, '010', HEAT_ID, NOW, '1.5*GJ'), [{ type: 'cooling', value: 1.5, unit: 'GJ' }]],
  ['water', device(4, '007', 'W00991', NOW, '00012.345*m3'), [{ type: 'water', channel: 4, value: 12.345 }]],
  ['hot water', device(1, '006', 'W00991', NOW, '00012.345*m3'), [{ type: 'hot water' }]],
  ['electricity', device(1, '002', 'E00991', NOW, '1500*Wh'), [{ type: 'electricity', value: 1.5, unit: 'kWh' }]],
  ['zero', device(1, '003', GAS_ID, NOW, '00000.000*m3'), [{ ...gas, value: 0 }]],
  ['no id', device(1, '003', '', NOW, '00872.234*m3'), [{ type: 'gas', value: 872.234 }]],
  ['taken away', device(1, '003', GAS_ID, '632525252525W', '00000.000'), undefined],
  ['taken away, 1970', device(1, '003', GAS_ID, '700101010000W', '00000.000*m3'), undefined],
  ['never linked', ['0-1:24.1.0(000)', '0-1:96.1.0()', '0-1:24.2.1(000101000000W)(00000000.0000)'], undefined],
  ['no reading', ['0-1:24.1.0(003)', `0-1:96.1.0(${hex(GAS_ID)})`], undefined],
  ['no type', ['0-1:24.2.1(260114130000W)(00872.234*m3)'], undefined],
  ['unknown type', device(1, '099', GAS_ID, NOW, '00872.234*m3'), undefined],
  ['no unit', device(1, '003', GAS_ID, NOW, '00872.234'), undefined],
  ['a unit that none of them measures', device(1, '003', GAS_ID, NOW, '872.2*kW'), undefined],
  ['fifth channel', device(5, '003', GAS_ID, NOW, '00872.234*m3'), undefined],
  [
    'gas and heat',
    [...device(1, '003', GAS_ID, NOW, '872.234*m3'), ...device(2, '004', HEAT_ID, NOW, '1*GJ')],
    [gas, { type: 'heat', channel: 2 }],
  ],
  [
    'the old meter beside its successor',
    [...device(1, '003', 'G00990', YEARS_AGO, '9999.999*m3'), ...device(2, '003', GAS_ID, NOW, '00872.234*m3')],
    [{ ...gas, channel: 2 }],
  ],
  [
    'the old meter behind its successor',
    [...device(1, '003', GAS_ID, NOW, '00872.234*m3'), ...device(2, '003', 'G00990', YEARS_AGO, '9999.999*m3')],
    [gas],
  ],
  [
    'two of a type that both report',
    [...device(1, '003', GAS_ID, NOW, '872.234*m3'), ...device(2, '003', 'G00990', '260114123000W', '5*m3')],
    [gas, { id: 'G00990', channel: 2, value: 5 }],
  ],
  [
    'one meter on two channels, the newer reading',
    [...device(1, '003', GAS_ID, '260114120000W', '872.100*m3'), ...device(2, '003', GAS_ID, NOW, '872.234*m3')],
    [{ ...gas, channel: 2 }],
  ],
  [
    'one meter on two channels at once',
    [...device(1, '003', GAS_ID, NOW, '872.234*m3'), ...device(2, '003', GAS_ID, NOW, '872.234*m3')],
    [{ ...gas, channel: 2 }],
  ],
  [
    'two devices on one channel',
    [...device(1, '003', GAS_ID, NOW, '872.234*m3'), ...device(1, '007', 'W00991', NOW, '12.345*m3')],
    [gas, { type: 'water', channel: 1, id: 'W00991', value: 12.345 }],
  ],
  [
    'two readings of one device, the newer first',
    [...device(1, '003', GAS_ID, NOW, '872.234*m3'), '0-1:24.2.1(260114120000W)(872.100*m3)'],
    [gas],
  ],
];

describe('sub-meters', () => {
  for (const [name, lines, expected] of CASES) {
    it(name, () => {
      const { subMeters } = readingOfLines(...lines);
      assert.equal(subMeters?.length, expected?.length);
      subMeters?.forEach((subMeter, i) => {
        assert.deepEqual({ ...subMeter, ...expected![i] }, subMeter);
      });
    });
  }

  it('are all there is to one, no more', () => {
    assert.deepEqual(readingOfLines(...device(1, '003', GAS_ID, NOW, '00872.234*m3')).subMeters, [gas]);
  });
});
