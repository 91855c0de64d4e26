import assert from 'node:assert/strict';
import { SilenceLimit } from '../../src/session/silence-limit';

const SECOND = 1000;

/** The limit after telegrams at these seconds, in seconds. */
function limitAfter(...seconds: number[]): number {
  const silence = new SilenceLimit();
  for (const second of seconds) silence.telegram(second * SECOND);
  return silence.limit / SECOND;
}

function every(interval: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => i * interval);
}

describe('silence limit', () => {
  it('is a minute at first', () => {
    assert.equal(limitAfter(), 60);
    assert.equal(limitAfter(0), 60);
  });

  it('is five usual intervals', () => {
    assert.equal(limitAfter(...every(30, 10)), 150);
    assert.equal(limitAfter(...every(3600, 3)), 5 * 3600);
  });

  it('is never less than a minute', () => {
    assert.equal(limitAfter(...every(1, 10)), 60);
    assert.equal(limitAfter(...every(10, 10)), 60);
    assert.equal(limitAfter(...every(12, 10)), 60);
    assert.equal(limitAfter(...every(13, 10)), 65);
  });

  it('is not moved by a telegram that was lost', () => {
    const seconds = every(30, 12);
    assert.equal(limitAfter(...seconds.filter((second) => second !== 150 && second !== 240)), 150);
  });

  it('follows a meter that changes its interval', () => {
    const slow = every(60, 20);
    const then = slow.at(-1)!;
    assert.equal(limitAfter(...slow), 300);
    assert.equal(limitAfter(...slow, ...every(20, 15).map((second) => then + 20 + second)), 100);
  });

  it('is not moved by a clock that is set back, nor by two telegrams at once', () => {
    assert.equal(limitAfter(100, 130, 160, 10, 40), 150);
    assert.equal(limitAfter(0, 0, 30, 30, 60, 60), 150);
  });
});
