import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MeterError } from '../../src/base/errors';
import { parseRecords } from '../../src/parse/records';
import { bytes, record } from './records/record';

function names(hex: string, checked = false): string[] {
  return parseRecords(bytes(hex), checked).objects.map(({ name }) => name);
}

function failure(hex: string): MeterError {
  try {
    parseRecords(bytes(hex), false);
  } catch (error) {
    assert.ok(error instanceof MeterError);
    return error;
  }
  return assert.fail('it can be read');
}

/** DIF and DIFEs of a record of one byte: storage, tariff, sub-unit. EN 13757-3, clause 6.3. */
const BLOCKS: readonly (readonly [hex: string, storage: number, tariff: number, subUnit: number])[] = [
  ['01', 0, 0, 0],
  ['41', 1, 0, 0],
  ['8101', 2, 0, 0],
  ['C10F', 31, 0, 0],
  ['8110', 0, 1, 0],
  ['8130', 0, 3, 0],
  ['818010', 0, 4, 0],
  ['8140', 0, 0, 1],
  ['81C040', 0, 0, 3],
  ['818040', 0, 0, 2],
  ['818001', 32, 0, 0],
  ['C1F342', 1 + 6 + 64, 3, 3],
  [`C1${'FF'.repeat(9)}7F`, 2 ** 41 - 1, 2 ** 20 - 1, 2 ** 10 - 1],
];

/** What is cut or wrong, and where: the offset counts from the first byte. */
const DAMAGED: readonly (readonly [hex: string, code: string, offset: number])[] = [
  ['84', 'truncated', 1],
  ['04', 'truncated', 1],
  ['0483', 'truncated', 2],
  ['04FD', 'truncated', 2],
  ['0403 010203', 'truncated', 2],
  ['2F 0403 01020304 0C13 0102', 'truncated', 9],
  ['0D78', 'truncated', 2],
  ['0D78 03 4142', 'truncated', 3],
  ['047C 05 4142', 'truncated', 3],
  ['3F 00', 'malformed', 0],
  ['FF 00', 'malformed', 0],
  ['2F8F 00', 'malformed', 1],
  [`81${'80'.repeat(10)}00 03 01`, 'malformed', 0],
  [`0183${'80'.repeat(10)}00 01`, 'malformed', 2],
  ['0D78 CA', 'malformed', 2],
  ['0D78 C0 3F', 'malformed', 3],
  ['0D78 DA', 'malformed', 2],
  ['0D78 DF', 'malformed', 2],
  ['0D78 F7', 'malformed', 2],
];

describe('records', () => {
  for (const [dib, storage, tariff, subUnit] of BLOCKS) {
    it(`${dib}: storage ${storage}, tariff ${tariff}, sub-unit ${subUnit}`, () => {
      const details = record(`${dib} 13 07`).record;
      assert.deepEqual(details, {
        code: `${dib}13`,
        storage,
        tariff,
        subUnit,
        function: 'instantaneous',
        quantity: 'volume',
      });
    });
  }

  it('the function is in the DIF', () => {
    const functions = ['01', '11', '21', '31'].map((dif) => record(`${dif}2B05`).record?.function);
    assert.deepEqual(functions, ['instantaneous', 'maximum', 'minimum', 'error']);
  });

  it('an object tells what was sent and how it was scaled', () => {
    assert.deepEqual(record('8E10 833C 563412000000'), {
      name: 'energyBackward',
      value: 123456,
      unit: 'Wh',
      raw: 123456,
      scaler: 0,
      scalerFrom: 'wire',
      record: { code: '8E10833C', storage: 0, tariff: 1, subUnit: 0, function: 'instantaneous', quantity: 'energy' },
    });
  });

  it('fillers stand anywhere', () => {
    assert.deepEqual(names('2F2F 0103 01 2F 7F 012B 02 2F'), ['energy', 'power']);
    assert.deepEqual(names('2F2F'), []);
    assert.deepEqual(names(''), []);
  });

  it('a record without data has no value', () => {
    assert.deepEqual([record('00 2B').value, record('08 2B').value], [null, null]);
    assert.deepEqual(names('002B 0103 01'), ['power', 'energy']);
  });

  it('behind 0F everything is the manufacturer’s', () => {
    const { objects, more } = parseRecords(bytes('0103 01 0F 2F03AB'), false);
    assert.deepEqual(objects[1], { name: 'manufacturerData', value: '2F03AB' });
    assert.deepEqual([objects.length, more], [2, false]);
    assert.deepEqual(names('0103 01 0F'), ['energy']);
  });

  it('1F says that more records follow', () => {
    const { objects, more } = parseRecords(bytes('0103 01 1F AB'), false);
    assert.deepEqual([objects.map(({ value }) => value), more], [[1, 'AB'], true]);
    assert.equal(parseRecords(bytes('1F'), false).more, true);
  });

  for (const [hex, code, offset] of DAMAGED) {
    it(`${hex} is ${code} at ${offset}`, () => {
      const error = failure(hex);
      assert.deepEqual([error.code, error.offset], [code, offset]);
    });
  }

  it('ten extensions are not too many', () => {
    assert.equal(record(`81${'80'.repeat(9)}00 13 01`).value, 0.001);
    assert.equal(record(`01 93${'80'.repeat(9)}00 01`).value, 0.001);
  });

  it('what cannot be read is kept where a check proves it', () => {
    const { objects } = parseRecords(bytes('0103 01 046D 1E02'), true);
    assert.deepEqual(objects[1], { name: 'unreadable', value: '046D1E02' });
    assert.deepEqual(names('0103 01 FFFF', true), ['energy', 'unreadable']);
  });

  it('notes cover every byte in order', () => {
    const notes: unknown[] = [];
    parseRecords(bytes('2F 0103 01 82 40 FD46 C50D 0F AB'), false, (...note) => notes.push(note));
    assert.deepEqual(notes, [
      [0, 1, 'filler'],
      [1, 4, 'energy'],
      [4, 10, 'voltage'],
      [10, 12, 'manufacturerData'],
    ]);
  });

  it('any bytes throw nothing but a MeterError, and none where a check proves them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 250 }), (any) => {
        const apl = Buffer.from(any);
        let end = 0;
        parseRecords(apl, true, (from, to) => {
          assert.ok(from === end && to > from);
          end = to;
        });
        assert.equal(end, apl.length);
        try {
          parseRecords(apl, false);
        } catch (error) {
          assert.ok(error instanceof MeterError);
          assert.ok(error.offset !== undefined && error.offset <= apl.length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
