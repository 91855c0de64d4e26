import assert from 'node:assert/strict';
import fc from 'fast-check';
import { p1Time } from '../../src/parse/p1-time';
import { objectOf, parsed } from './parsed';

/** What meters print when they have no time, and what is none at all. */
const NO_TIMES = [
  '632525252525W',
  '632525252525S',
  '35255255255255255S',
  '700101010000W',
  '000101010000W',
  '000000000000W',
  '250000000000W',
  '123412341234W',
  '261301000000W',
  '260100000000W',
  '260229120000W',
  '260431120000S',
  '260114240000W',
  '260114126000W',
  '260114120060W',
  '260114120000X',
  '26011412000W',
  '2601141200000W',
  '35255255255255255S',
  '19-13-01 00:00:00',
  '20240111 24:35:00',
  '07EA0D0B0208151900007880',
  'FFFF080B0208151900007880',
  '',
];

describe('times', () => {
  it('are local, and say whether it is summer time if they have the letter', () => {
    assert.deepEqual(p1Time('260114130000W'), { local: '2026-01-14T13:00:00', dst: false });
    assert.deepEqual(p1Time('260714130000S'), { local: '2026-07-14T13:00:00', dst: true });
    assert.deepEqual(p1Time('280229235959'), { local: '2028-02-29T23:59:59' });
  });

  it('have other forms on some meters', () => {
    assert.deepEqual(p1Time('20240111 09:35:00'), { local: '2024-01-11T09:35:00' }, 'NES, Denmark');
    assert.deepEqual(p1Time('19-01-01 00:00:00'), { local: '2019-01-01T00:00:00' }, 'Itron ACE4000');
    const local = '2026-08-11T08:21:25';
    assert.deepEqual(p1Time('07EA080B0208151900007880'), { local, dst: true, deviation: 120 }, 'DLMS');
    assert.deepEqual(p1Time('07EA080B020815190080000A'), { local, doubtful: true }, 'DLMS, doubtful');
    assert.deepEqual(p1Time('07EA080B02081519008000FF'), { local }, 'DLMS, no deviation');
    assert.deepEqual(p1Time('07EA080BFF081519FF8000FF'), { local: '2026-08-11T08:21:25' }, 'DLMS, no status');
  });

  it('as the calendar has them', () => {
    const seconds = fc.integer({ min: Date.UTC(2001, 0, 1) / 1000, max: Date.UTC(2062, 11, 31) / 1000 });
    fc.assert(
      fc.property(seconds, (second) => {
        const local = new Date(second * 1000).toISOString().slice(0, 19);
        assert.deepEqual(p1Time(local.slice(2).replaceAll(/\D/g, '')), { local });
      }),
    );
  });

  for (const printed of NO_TIMES) {
    it(`"${printed}" is none, and no reason to refuse the line`, () => {
      assert.equal(p1Time(printed), undefined);
      const { objects, time } = parsed(`0-0:1.0.0(${printed})`);
      assert.deepEqual(objects, [{ obis: '0-0:1.0.0', name: 'clock', value: printed }]);
      assert.equal(time, undefined);
    });
  }

  it("the clock is the telegram's", () => {
    const { objects, time } = parsed('0-0:1.0.0(260114130000W)');
    assert.deepEqual(time, { local: '2026-01-14T13:00:00', dst: false });
    assert.deepEqual(objects, [
      { obis: '0-0:1.0.0', name: 'clock', value: '260114130000W', timestamp: '2026-01-14T13:00:00', dst: false },
    ]);
    assert.equal(parsed('1-0:1.7.0(00.0*kW)').time, undefined);
  });

  it('stand before the value of an M-Bus device', () => {
    assert.deepEqual(objectOf('0-1:24.2.1(260114130500W)(00872.234*m3)'), {
      obis: '0-1:24.2.1',
      name: 'subMeterReading',
      value: 872.234,
      unit: 'm3',
      timestamp: '2026-01-14T13:05:00',
      dst: false,
    });
    assert.deepEqual(objectOf('0-1:24.2.1(632525252525W)(00000.000)'), {
      obis: '0-1:24.2.1',
      name: 'subMeterReading',
      value: '00000.000',
    });
    assert.deepEqual(
      objectOf('0-1:24.2.1(00872.234*m3)(260114130500W)'),
      objectOf('0-1:24.2.1(260114130500W)(00872.234*m3)'),
      'or behind it',
    );
  });
});
