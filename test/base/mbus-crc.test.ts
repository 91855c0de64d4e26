import assert from 'node:assert/strict';
import fc from 'fast-check';
import { crc16En13757 } from '../../src/base/crc-en13757';

/** Bit by bit, as the polynomial says. */
function slowly(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit--) {
      const carry = ((crc >> 15) ^ (byte >> bit)) & 1;
      crc = ((crc << 1) & 0xffff) ^ (carry ? 0x3d65 : 0);
    }
  }
  return crc ^ 0xffff;
}

describe('CRC-16/EN-13757', () => {
  it('has its check value', () => {
    assert.equal(crc16En13757(Buffer.from('123456789', 'latin1'), 0, 9), 0xc2b7);
  });

  it('sums the bytes between start and end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), fc.nat(300), (bytes, one, other) => {
        const [start, end] = [Math.min(one, other, bytes.length), Math.min(Math.max(one, other), bytes.length)];
        assert.equal(crc16En13757(bytes, start, end), slowly(bytes.subarray(start, end)));
      }),
    );
  });
});
