import assert from 'node:assert/strict';
import { catalogueRow } from '../../src/base/obis/catalogue';
import { obisGroups } from '../../src/base/obis/code';
import type { Telegram } from '../../src/base/telegram';
import { RECORD_CODES } from '../../src/lists/mbus-codes';
import { codedRecords } from '../../src/lists/records';
import { parseRecords } from '../../src/parse/records';

const ELECTRICITY = 0x02;
const GAS = 0x03;
const HEAT = 0x04;
const HOT_WATER = 0x06;
const WATER = 0x07;
const UNKNOWN = 0x0f;
const RADIO_CONVERTER = 0x37;
const HEAT_COST = 0x08;

function coded(hex: string, deviceType = ELECTRICITY): Pick<Telegram, 'objects' | 'time'> {
  const { objects } = parseRecords(Buffer.from(hex.replaceAll(' ', ''), 'hex'), false);
  return codedRecords(objects, deviceType);
}

/** Code, or what stands for none, and name of each object. */
function codes(hex: string, deviceType?: number): string[] {
  return coded(hex, deviceType).objects.map(({ obis, name }) => `${obis ?? '-'} ${name}`);
}

/** A record, and what it means in a meter of electricity. */
const RECORDS: readonly (readonly [hex: string, meaning: string])[] = [
  ['0103 01', '1-0:1.8.0 energyImport'],
  ['8110 03 01', '1-0:1.8.1 energyImportTariff1'],
  ['818010 03 01', '1-0:1.8.4 energyImportTariff4'],
  ['81B0B0B030 03 01', '1-0:1.8.255 energy'],
  ['01833B 01', '1-0:1.8.0 energyImport'],
  ['01833C 01', '1-0:2.8.0 energyExport'],
  ['8120833C 01', '1-0:2.8.2 energyExportTariff2'],
  ['01FB8273 01', '1-0:3.8.0 reactiveEnergyImport'],
  ['8110FB82F33C 01', '1-0:4.8.1 reactiveEnergyExportTariff1'],
  ['012B 01', '1-0:1.7.0 powerImport'],
  ['01AB3B 01', '1-0:1.7.0 powerImport'],
  ['01FDDAFC02 01', '1-0:51.7.0 currentL2'],
  ['01FDDAFC03 01', '1-0:71.7.0 currentL3'],
  ['01AB3C 01', '1-0:2.7.0 powerExport'],
  ['01FB14 01', '1-0:3.7.0 reactivePowerImport'],
  ['01FB943C 01', '1-0:4.7.0 reactivePowerExport'],
  ['112B 01', '1-0:1.6.0 monthPeakImport'],
  ['01FDC9FC01 01', '1-0:32.7.0 voltageL1'],
  ['01FDC8FC02 01', '1-0:52.7.0 voltageL2'],
  ['01FDC8FC03 01', '1-0:72.7.0 voltageL3'],
  ['01FDDAFC01 01', '1-0:31.7.0 currentL1'],
  ['01FB2E 01', '1-0:14.7.0 frequency'],
  ['01ABC8FC10 01', '0-0:17.0.0 powerLimit'],
  ['0C78 78563412', '0-0:96.1.0 serialNumber'],
  ['046D 3B375F3C', '0-0:1.0.0 clock'],
];

/** What has no code: kept values, sub-units, tariffs of powers, minima, limits, times of maxima. */
const WITHOUT: readonly (readonly [hex: string, name: string])[] = [
  ['4103 01', 'energy'],
  ['8140 03 01', 'energy'],
  [`81${'80'.repeat(4)}10 03 01`, 'energy'],
  ['8110 2B 01', 'power'],
  ['2103 01', 'energy'],
  ['212B 01', 'power'],
  ['1103 01', 'energy'],
  ['01AB48 01', 'powerUpperLimit'],
  ['146D 3B375F3C', 'dateTime'],
  ['0113 01', 'volume'],
];

/** Device types and what their records mean. */
const MEDIA: readonly (readonly [deviceType: number, hex: string, meaning: string])[] = [
  [GAS, '0113 01', '7-0:3.0.0 volume'],
  [WATER, '0113 01', '8-0:1.0.0 volume'],
  [HOT_WATER, '0113 01', '9-0:1.0.0 volume'],
  [HEAT, '0103 01', '6-0:1.0.0 energy'],
  [HEAT, '010B 01', '6-0:1.0.0 energy'],
  [0x0c, '0103 01', '6-0:1.0.0 energy'],
  [0x15, '0113 01', '9-0:1.0.0 volume'],
  [0x16, '0113 01', '8-0:1.0.0 volume'],
  [HEAT, '0113 01', '6-0:2.0.0 volume'],
  [HEAT, '8110 03 01', '- energy'],
  [HEAT_COST, '0103 01', '- energy'],
  [WATER, '0C78 78563412', '0-0:96.1.0 serialNumber'],
];

describe('codes of records', () => {
  for (const [hex, meaning] of RECORDS) it(`${hex}: ${meaning}`, () => assert.deepEqual(codes(hex), [meaning]));

  for (const [hex, name] of WITHOUT) it(`${hex} has none`, () => assert.deepEqual(codes(hex), [`- ${name}`]));

  for (const [deviceType, hex, meaning] of MEDIA) {
    it(`${hex} of device type ${deviceType}: ${meaning}`, () => assert.deepEqual(codes(hex, deviceType), [meaning]));
  }

  it('every row is a code, once for each quantity', () => {
    const keys = RECORD_CODES.map(([medium, name, kind]) => `${medium} ${name} ${kind}`);
    assert.equal(new Set(keys).size, keys.length);
    for (const [medium, , , obis] of RECORD_CODES) {
      const row = catalogueRow(...obisGroups(obis.replace(/t$/, '0')));
      assert.ok(medium === 'electricity' || medium === 'any' ? row.name !== 'unknown' : true, obis);
    }
  });

  it('where the device type tells nothing, the records do', () => {
    assert.deepEqual(codes('0103 01 01833C 01', RADIO_CONVERTER), ['1-0:1.8.0 energyImport', '1-0:2.8.0 energyExport']);
    assert.deepEqual(codes('0103 01 01FDC9FC01 01', UNKNOWN), ['1-0:1.8.0 energyImport', '1-0:32.7.0 voltageL1']);
    for (const [deviceType, obis] of [
      [0x00, '1-0:1.8.0'],
      [0x0e, '1-0:1.8.0'],
      [0x20, '1-0:1.8.0'],
      [0x3f, '1-0:1.8.0'],
      [0x1f, undefined],
      [0x40, undefined],
    ] as const) {
      assert.equal(coded('0103 01 01833C 01', deviceType).objects[0]?.obis, obis);
    }
    assert.deepEqual(codes('0103 01 0113 01', RADIO_CONVERTER), ['- energy', '- volume']);
    assert.deepEqual(codes('0103 01 01833C 01', HEAT_COST), ['- energy', '- energyBackward']);
  });

  it('two of the same stay two', () => {
    assert.deepEqual(
      coded('0103 01 0103 02').objects.map(({ obis, value }) => [obis, value]),
      [
        ['1-0:1.8.0', 1],
        ['1-0:1.8.0', 2],
      ],
    );
  });

  it('what is not a record stays', () => {
    assert.deepEqual(coded('0F ABCD').objects, [{ name: 'manufacturerData', value: 'ABCD' }]);
  });

  it('the clock is the time of the telegram', () => {
    assert.deepEqual(coded('146D 00205F31 046D 3B975E36').time, { local: '2026-06-30T23:59:00', dst: true });
    assert.deepEqual(coded('046D BB375F3C').time, { local: '2026-12-31T23:59:00', dst: false, doubtful: true });
    assert.equal(coded('446D 3B375F3C').time, undefined);
    assert.equal('time' in coded('046D FFFFFFFF'), false);
  });
});
