import assert from 'node:assert/strict';
import fc from 'fast-check';
import { voltageAt } from '../../src/simulator/grid';

describe('grid', () => {
  it('sags under load, rises with the sun, and stays within EN 50160', () => {
    const time = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(time, fc.integer(), fc.constantFrom(0, 1, 2), (at, seed, phase) => {
        const [fed, idle, loaded] = [-5750, 0, 5750].map((watts) => voltageAt(at, phase, watts, seed)) as [
          number,
          number,
          number,
        ];
        assert.ok(Math.abs(fed - idle - 5) < 0.11 && Math.abs(idle - loaded - 5) < 0.11, `${fed} ${idle} ${loaded}`);
        assert.ok(loaded >= 207 && fed <= 253);
        assert.equal(idle, Number(idle.toFixed(1)));
      }),
    );
  });

  it('moves each phase on its own', () => {
    const at = Date.UTC(2026, 0, 1);
    assert.equal(new Set([0, 1, 2].map((phase) => voltageAt(at, phase, 0, 1))).size, 3);
  });
});
