import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mbusFrames } from '../../../src/simulator/dlms/mbus';
import { mbusSegmentsIn } from '../opened';

describe('wired M-Bus frames', () => {
  it('are written as EN 13757-2 has them', () => {
    // 53 + FF + 10 + 01 + 67 + DB is 2A5.
    assert.equal(mbusFrames(Buffer.of(0xdb)).toString('hex'), '6806066853ff100167dba516');
  });

  it('number the segments of an APDU and mark the last', () => {
    for (const [length, cis, lengths] of [
      [245, [0x10], [245]],
      [246, [0x00, 0x11], [245, 1]],
      [600, [0x00, 0x01, 0x12], [245, 245, 110]],
    ] as const) {
      const segments = mbusSegmentsIn(mbusFrames(Buffer.alloc(length, 7)));
      assert.deepEqual(
        segments.map(({ ci }) => ci),
        cis,
      );
      assert.deepEqual(
        segments.map(({ data }) => data.length),
        lengths,
      );
    }
  });

  it('lose no byte, and have numbers for sixteen segments', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 16 * 245 }), (bytes) => {
        const segments = mbusSegmentsIn(mbusFrames(Buffer.from(bytes)));
        assert.deepEqual(Buffer.concat(segments.map(({ data }) => data)), Buffer.from(bytes));
      }),
    );
    assert.equal(mbusSegmentsIn(mbusFrames(Buffer.alloc(16 * 245))).at(-1)!.ci, 0x1f);
    assert.throws(() => mbusFrames(Buffer.alloc(16 * 245 + 1)), RangeError);
  });
});
