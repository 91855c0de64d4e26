import assert from 'node:assert/strict';
import { MeterStream, type Result } from '../../src/decode';
import { NOON, simulatedTelegrams } from './telegrams';

const [FIRST, SECOND] = simulatedTelegrams(2) as [Buffer, Buffer];

function at(second: number): Date {
  return new Date(NOON + second * 1000);
}

function arrivals(results: readonly Result[]): (string | undefined)[] {
  return results.flatMap((result) => (result.kind === 'telegram' ? [result.frame.receivedAt] : []));
}

describe('time of arrival', () => {
  it('is that of the first byte', () => {
    const stream = new MeterStream();
    assert.deepEqual(stream.push(FIRST.subarray(0, 1), at(1)), []);
    assert.deepEqual(stream.push(FIRST.subarray(1, 500), at(2)), []);
    assert.deepEqual(arrivals(stream.push(FIRST.subarray(500), at(3))), ['2026-01-14T12:00:01.000Z']);
  });

  it('is that of the telegram, not of what was in front of it', () => {
    const stream = new MeterStream();
    stream.push(Buffer.from('noise\r\n/'), at(1));
    stream.push(Buffer.concat([Buffer.from('\r\n'), FIRST, SECOND.subarray(0, 10)]), at(2));
    assert.deepEqual(arrivals(stream.push(SECOND.subarray(10), at(9))), ['2026-01-14T12:00:02.000Z']);
  });

  it('is that of the chunk for all telegrams in it', () => {
    const both = new MeterStream().push(Buffer.concat([FIRST, SECOND]), at(5));
    assert.deepEqual(arrivals(both), ['2026-01-14T12:00:05.000Z', '2026-01-14T12:00:05.000Z']);
  });

  it('is absent where nobody told', () => {
    const [result] = new MeterStream().push(FIRST);
    assert.ok(result?.kind === 'telegram');
    assert.ok(!('receivedAt' in result.frame));
  });

  it('stays right over many telegrams in small chunks', () => {
    const stream = new MeterStream();
    const found: (string | undefined)[] = [];
    const telegrams = simulatedTelegrams(50);
    telegrams.forEach((telegram, second) => {
      for (let from = 0; from < telegram.length; from += 100) {
        found.push(
          ...arrivals(stream.push(telegram.subarray(from, from + 100), new Date(NOON + second * 1000 + from))),
        );
      }
    });
    assert.deepEqual(
      found,
      telegrams.map((_, second) => at(second).toISOString()),
    );
  });
});
