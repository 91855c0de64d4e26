import assert from 'node:assert/strict';
import { cosemTime, type TimeForm } from '../../../src/simulator/dlms/cosem-time';
import { LocalClock } from '../../../src/simulator/local-clock';
import { NORMAL_TIME } from '../../../src/simulator/zones';

const vienna = new LocalClock('Europe/Vienna');

const TOLD: TimeForm = { weekday: true, hundredths: 0, deviation: 'told', status: 'summer' };
const OPEN: TimeForm = { weekday: true, hundredths: 0xff, deviation: 'unspecified', status: 'unspecified' };
const ZERO: TimeForm = { weekday: false, hundredths: 0xff, deviation: 'zero', status: 'zero' };

const SAMPLES: readonly (readonly [utc: string, clock: LocalClock, form: TimeForm, hex: string])[] = [
  // Netz NÖ, "218_9 SmartMeter Kundenschnittstelle": 27.09.2021 09:47:15, UTC+2.
  ['2021-09-27T07:47:15.999Z', vienna, TOLD, '07e5091b01092f0f00ff8880'],
  ['2021-12-05T23:00:00Z', vienna, TOLD, '07e50c060100000000ffc400'],
  ['2021-12-05T22:59:59Z', vienna, TOLD, '07e50c0507173b3b00ffc400'],
  // The two passes of the doubled hour.
  ['2026-10-25T00:30:00Z', vienna, TOLD, '07ea0a1907021e0000ff8880'],
  ['2026-10-25T01:30:00Z', vienna, TOLD, '07ea0a1907021e0000ffc400'],
  ['2026-07-15T12:00:00Z', vienna, OPEN, '07ea070f030e0000ff8000ff'],
  ['2026-07-15T12:00:00Z', vienna, ZERO, '07ea070f000e0000ff000000'],
  ['2026-07-15T12:00:00Z', NORMAL_TIME, TOLD, '07ea070f030d000000ffc400'],
];

describe('the COSEM date-time', () => {
  for (const [utc, clock, form, hex] of SAMPLES) {
    it(`of ${utc} is ${hex}`, () => {
      assert.equal(cosemTime(Date.parse(utc), clock, form).toString('hex'), hex);
    });
  }
});
