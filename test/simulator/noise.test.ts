import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mix, random, smooth } from '../../src/simulator/noise';

const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

describe('noise', () => {
  it('gives the same number for the same question', () => {
    assert.equal(random(1, 2, 3), random(1, 2, 3));
    assert.notEqual(random(1, 2, 3), random(1, 2, 4));
    assert.notEqual(random(1, 2, 3), random(1, 3, 3));
    assert.notEqual(random(1, 2, 3), random(2, 2, 3));
  });

  it('stays in [0, 1) and spreads over it', () => {
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) tenths[Math.floor(random(1, 2, i) * 10)]!++;
    assert.equal(tenths.length, 10);
    for (const count of tenths) assert.ok(count > 850 && count < 1150, String(tenths));
  });

  it('tells all 32-bit numbers apart', () => {
    fc.assert(fc.property(int, int, (a, b) => a === b || mix(a) !== mix(b)));
  });

  it('runs smoothly through the numbers of the integers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (index, part) => {
        const ends = [random(7, 8, index), random(7, 8, index + 1)];
        const between = smooth(7, 8, index + part);
        assert.equal(smooth(7, 8, index), ends[0]);
        assert.ok(between >= Math.min(...ends) - 1e-12 && between <= Math.max(...ends) + 1e-12);
      }),
    );
  });
});
