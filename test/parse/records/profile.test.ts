import assert from 'node:assert/strict';
import type { MeterEntry } from '../../../src/base/telegram';
import { parseRecords } from '../../../src/parse/records';
import { bytes } from './record';

function entries(hex: string): MeterEntry[] | undefined {
  return parseRecords(bytes(hex), false).objects.find(({ name }) => name.endsWith('Profile'))?.entries;
}

function values(hex: string): MeterEntry['value'][] | undefined {
  return entries(hex)?.map(({ value }) => value);
}

function times(hex: string): (string | undefined)[] | undefined {
  return entries(hex)?.map(({ timestamp }) => timestamp);
}

/** 2026-01-31T22:00, 100 Wh, and a profile of three bytes, all of storage number 8; `head`: control byte and spacing. */
function profile(head: string, { vife = '1E', elements = '010203' } = {}): string {
  const length = (2 + elements.length / 2).toString(16).padStart(2, '0');
  return `84046D 00365F31 840403 64000000 8D0483${vife} ${length}${head}${elements}`;
}

describe('compact profiles', () => {
  it('EN 13757-3:2018, F.2.7: growing by the hour', () => {
    assert.deepEqual(entries('84046D00204111 8B0415003012 8D04951F 05 6901 030211'), [
      { timestamp: '2010-01-01T01:00:00', value: 12300.3, unit: 'm³' },
      { timestamp: '2010-01-01T02:00:00', value: 12300.5, unit: 'm³' },
      { timestamp: '2010-01-01T03:00:00', value: 12301.6, unit: 'm³' },
    ]);
  });

  it('EN 13757-3:2018, F.2.8: into the past', () => {
    assert.deepEqual(entries('84046D00234111 8B0415163012 8D049513 05 6901 110203'), [
      { timestamp: '2010-01-01T02:00:00', value: 12300.5, unit: 'm³' },
      { timestamp: '2010-01-01T01:00:00', value: 12300.3, unit: 'm³' },
      { timestamp: '2010-01-01T00:00:00', value: 12300, unit: 'm³' },
    ]);
  });

  it('values stand alone, grow, fall, or do both', () => {
    assert.deepEqual(values(profile('3101')), [1, 2, 3]);
    assert.deepEqual(values(profile('7101')), [101, 103, 106]);
    assert.deepEqual(values(profile('B101')), [99, 97, 94]);
    assert.deepEqual(values(profile('F101', { elements: '01FE03' })), [101, 99, 102]);
    assert.deepEqual(values(profile('7101', { elements: '01FE' })), [101, 355]);
    assert.deepEqual(values(profile('7101', { vife: '13' })), [99, 97, 94]);
  });

  it('elements have the size that the control byte tells', () => {
    assert.deepEqual(values(profile('3201', { elements: '01000200FF' })), [1, 2]);
    assert.deepEqual(values(profile('3501', { elements: '0000C03F' })), [1.5]);
    assert.deepEqual(values(profile('3A01', { elements: '34120010' })), [1234, 1000]);
    assert.equal(values(profile('3001')), undefined);
    assert.equal(values(profile('3D01')), undefined);
  });

  it('the spacing counts seconds, minutes, hours or days', () => {
    assert.deepEqual(times(profile('0105'))?.[1], '2026-01-31T22:00:10');
    assert.deepEqual(times(profile('110F'))?.[1], '2026-01-31T22:30:00');
    assert.deepEqual(times(profile('2102'))?.[1], '2026-02-01T02:00:00');
    assert.deepEqual(times(profile('3101'))?.[1], '2026-02-02T22:00:00');
    assert.deepEqual(times(profile('01FA'))?.[0], '2026-01-31T22:04:10');
  });

  it('or months, quarters and half-years, from the last day of one to that of another', () => {
    assert.deepEqual(times(profile('31FE')), ['2026-02-28T22:00:00', '2026-03-31T22:00:00', '2026-04-30T22:00:00']);
    assert.deepEqual(times(profile('21FE'))?.[0], '2026-04-30T22:00:00');
    assert.deepEqual(times(profile('11FE'))?.[0], '2026-07-31T22:00:00');
    assert.deepEqual(times('82046C 4931 840403 64000000 8D04831E 05 31FE010203')?.[0], '2026-02-09');
    assert.deepEqual(
      ['5E31', '5E34'].map((day) => times(`82046C ${day} 840403 64000000 8D04831E 04 31FE0102`)),
      [
        ['2026-02-28', '2026-03-30'],
        ['2026-05-31', '2026-06-30'],
      ],
    );
  });

  it('without a time, or with a spacing that is none, values have no time', () => {
    for (const head of ['3100', '31FB', '31FD', '31FF', '01FE']) {
      assert.deepEqual(times(profile(head)), [undefined, undefined, undefined]);
    }
    assert.deepEqual(times('840403 64000000 8D04831E 03 310105'), [undefined]);
    assert.deepEqual(times('84046D 1E3F5F3C 840403 64000000 8D04831E 03 310105'), [undefined]);
    assert.deepEqual(times('82046C E1F1 840403 64000000 8D04831E 03 310105'), [undefined]);
    const asText = Buffer.from('2026-99-99', 'latin1').reverse().toString('hex');
    assert.deepEqual(times(`8D046C 0A${asText} 840403 64000000 8D04831E 03 310105`), [undefined]);
  });

  it('a value that is none is left out where the others stand alone', () => {
    assert.deepEqual(entries(profile('3101', { elements: '018003' })), [
      { timestamp: '2026-02-01T22:00:00', value: 1, unit: 'Wh' },
      { timestamp: '2026-02-03T22:00:00', value: 3, unit: 'Wh' },
    ]);
    assert.deepEqual(values(profile('3901', { elements: '01FF03' })), [1, 3]);
    assert.deepEqual(values(profile('3201', { elements: '018000800080FF7F' })), [-32767, 32767]);
  });

  it('and ends the profile where they do not', () => {
    assert.deepEqual(values(profile('7101', { elements: '01FF03' })), [101]);
    assert.deepEqual(values(profile('F101', { elements: '018003' })), [101]);
  });

  it('what continues nothing stays as it was sent', () => {
    const { objects } = parseRecords(bytes('840803 64000000 8D04831E 05 7101010203'), false);
    assert.deepEqual([objects[1]?.value, objects[1]?.entries], ['7101010203', undefined]);
    assert.equal(values('841403 64000000 8D04831E 05 7101010203'), undefined);
    assert.equal(values('840413 64000000 8D04831E 05 7101010203'), undefined);
    assert.equal(values('940403 64000000 8D04831E 05 7101010203'), undefined);
    assert.equal(values('840403 64000000 8D8440831E 05 7101010203'), undefined);
    assert.equal(values('840403 64000000 8D04831E 01 71'), undefined);
    assert.equal(values('840403 64000000 8304831E 710102'), undefined);
  });
});
