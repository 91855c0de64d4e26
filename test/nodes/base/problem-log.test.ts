import assert from 'node:assert/strict';
import { ProblemLog } from '../../../nodes/base/problem-log';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 20);

describe('the log of problems', () => {
  it('tells the first at once, and each ten minutes how many more there were', () => {
    const log = new ProblemLog();
    const told: [second: number, untold: number][] = [];
    for (let second = 0; second <= 1800; second++) {
      const verdict = log.add('checksum', NOW + second * 1000);
      if (verdict.tell) told.push([second, verdict.untold]);
    }
    assert.deepEqual(told, [
      [0, 0],
      [600, 599],
      [1200, 599],
      [1800, 599],
    ]);
  });

  it('counts each kind by itself', () => {
    const log = new ProblemLog();
    assert.deepEqual(log.add('checksum', NOW), { tell: true, untold: 0 });
    assert.deepEqual(log.add('silent', NOW + 1), { tell: true, untold: 0 });
    assert.deepEqual(log.add('checksum', NOW + 2), { tell: false });
    assert.deepEqual(log.add('silent', NOW + 3), { tell: false });
  });

  it('tells a single one after a long while as a first one', () => {
    const log = new ProblemLog();
    log.add('checksum', NOW);
    assert.deepEqual(log.add('checksum', NOW + 10 * MINUTE), { tell: true, untold: 0 });
  });

  it('is not struck dumb by a clock that is set back', () => {
    const log = new ProblemLog();
    log.add('checksum', NOW);
    assert.deepEqual(log.add('checksum', NOW - 60 * MINUTE), { tell: true, untold: 0 });
  });
});
