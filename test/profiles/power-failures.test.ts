import assert from 'node:assert/strict';
import { readingOfLines } from './readings';

function log(...brackets: string[]) {
  return readingOfLines(`1-0:99.97.0(${brackets.length / 2})(0-0:96.7.19)${brackets.map((b) => `(${b})`).join('')}`)
    .events?.powerFailureLog;
}

describe('power failures', () => {
  it('began as long before their end as they took', () => {
    assert.deepEqual(log('260114130000W', '0000000301*s', '260714000000S', '86400*s'), [
      { start: '2026-01-14T12:54:59+01:00', end: '2026-01-14T13:00:00+01:00', duration: 301 },
      { start: '2026-07-13T00:00:00+02:00', end: '2026-07-14T00:00:00+02:00', duration: 86400 },
    ]);
  });

  it('over the change of the clocks', () => {
    assert.deepEqual(log('260329040000S', '7200*s', '261025023000W', '3600*s'), [
      { start: '2026-03-29T01:00:00+01:00', end: '2026-03-29T04:00:00+02:00', duration: 7200 },
      { start: '2026-10-25T02:30:00+02:00', end: '2026-10-25T02:30:00+01:00', duration: 3600 },
    ]);
  });

  it('that a meter without a clock has logged are left out', () => {
    assert.deepEqual(
      log('000101000001W', '38*s', '260114130000W', '2147483647*s', '260114130000W', '2317482647*s'),
      [],
    );
    assert.deepEqual(log('260114130000W', '', '260114130000W', '1234567890123456*s'), []);
    assert.equal(log('260114130000W', '2147483646*s')?.[0]?.start, '1957-12-27T09:45:54+01:00');
  });

  it('are counted, with sags and swells by phase', () => {
    const { events } = readingOfLines(
      '0-0:96.7.21(00015)',
      '0-0:96.7.9(00007)',
      '1-0:32.32.0(00001)',
      '1-0:72.32.0(00000)',
      '1-0:52.36.0(00003)',
    );
    assert.deepEqual(events, {
      powerFailures: 15,
      longPowerFailures: 7,
      voltageSags: { L1: 1, L3: 0 },
      voltageSwells: { L2: 3 },
    });
  });
});
