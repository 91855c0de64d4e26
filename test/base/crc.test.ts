import assert from 'node:assert/strict';
import fc from 'fast-check';
import { crc16Arc, reflectedCrc16 } from '../../src/base/crc';

/** The definition, bit by bit. */
function bitwise(bytes: Uint8Array, polynomial: number, init: number, xorOut: number): number {
  let crc = init;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
  }
  return crc ^ xorOut;
}

describe('CRC', () => {
  it('gives the check values of the catalogue (Cook, catalogue of parametrised CRC algorithms)', () => {
    const digits = Buffer.from('123456789');
    assert.equal(crc16Arc(digits, 0, 9), 0xbb3d);
    assert.equal(reflectedCrc16(0x8408, 0xffff, 0xffff)(digits, 0, 9), 0x906e, 'CRC-16/IBM-SDLC');
    assert.equal(reflectedCrc16(0xa001, 0xffff, 0x0000)(digits, 0, 9), 0x4b37, 'CRC-16/MODBUS');
  });

  it('is what its definition says, of any part of any bytes', () => {
    const parameter = fc.integer({ min: 0, max: 0xffff });
    const bytes = fc.uint8Array({ maxLength: 60 });
    fc.assert(
      fc.property(bytes, fc.nat(60), fc.nat(60), parameter, parameter, (all, a, b, init, xorOut) => {
        const start = Math.min(a, b, all.length);
        const end = Math.min(Math.max(a, b), all.length);
        const expected = bitwise(all.subarray(start, end), 0xa001, init, xorOut);
        assert.equal(reflectedCrc16(0xa001, init, xorOut)(all, start, end), expected);
      }),
    );
  });
});
