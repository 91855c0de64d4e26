import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Cursor } from '../../src/base/cursor';
import { MeterError } from '../../src/base/errors';
import { berLength } from '../../src/simulator/dlms/axdr';

describe('cursor', () => {
  it('reads numbers big-endian', () => {
    const cursor = new Cursor(Buffer.from('ff fffe 00000001 8000000000000001 3fc00000'.replaceAll(' ', ''), 'hex'));
    assert.deepEqual(
      [cursor.i8(), cursor.i16(), cursor.u32(), cursor.u64(), cursor.f32()],
      [-1, -2, 1, 0x8000000000000001n, 1.5],
    );
    assert.equal(cursor.left, 0);
    assert.equal(cursor.next, undefined);
  });

  it('names the place where bytes are missing', () => {
    const cursor = new Cursor(Buffer.from([1, 2, 3]), 1);
    assert.equal(cursor.next, 2);
    assert.throws(
      () => cursor.u32(),
      (error: MeterError) => error.code === 'truncated' && error.offset === 1,
    );
    // Nothing was read.
    assert.equal(cursor.u16(), 0x0203);
  });

  it('stops at its end, not at that of the bytes', () => {
    const cursor = new Cursor(Buffer.from([1, 2, 3]), 0, 2);
    cursor.skip(1);
    assert.throws(() => cursor.take(2), MeterError);
    assert.deepEqual(cursor.take(1), Buffer.from([2]));
  });

  it('reads lengths in the short and the long form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), (length) => {
        assert.equal(new Cursor(berLength(length)).length(), length);
      }),
    );
    // Meters of Bornholm write 231 so.
    assert.equal(new Cursor(Buffer.from('8200e7', 'hex')).length(), 231);
    assert.equal(new Cursor(Buffer.from('84ffffffff', 'hex')).length(), 0xffffffff);
  });

  for (const [name, bytes] of [
    ['of no bytes', '80'],
    ['of five', '850000000001'],
  ] as const) {
    it(`refuses a length ${name}`, () => {
      assert.throws(
        () => new Cursor(Buffer.from(bytes, 'hex')).length(),
        (error: MeterError) => error.code === 'malformed' && error.offset === 0,
      );
    });
  }
});
