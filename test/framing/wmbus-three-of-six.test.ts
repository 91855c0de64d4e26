import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeThreeOfSix, encodeThreeOfSix } from '../../src/framing/wmbus-three-of-six';

const HEX = (text: string) => Buffer.from(text, 'hex');

/** EN 13757-4, table 10. */
const CODES = [
  '010110 001101 001110 001011 011100 011001 011010 010011',
  '101100 100101 100110 100011 110100 110001 110010 101001',
].join(' ');

function chipsOf(codes: string): Buffer {
  const bits = codes.replaceAll(' ', '');
  const bytes = bits.match(/.{1,8}/g)!.map((eight) => Number.parseInt(eight.padEnd(8, '0'), 2));
  return Buffer.from(bytes);
}

describe('three out of six', () => {
  it('has the codes of the standard', () => {
    assert.deepEqual(encodeThreeOfSix(HEX('0123456789abcdef')), chipsOf(CODES));
    assert.deepEqual(decodeThreeOfSix(chipsOf(CODES)), HEX('0123456789abcdef'));
  });

  it('fills the last chips with zeros', () => {
    assert.deepEqual(encodeThreeOfSix(HEX('01')), chipsOf('010110 001101'));
  });

  it('takes any bytes there and back, with what fills the last chips', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        assert.deepEqual(decodeThreeOfSix(encodeThreeOfSix(bytes)), Buffer.from(bytes));
      }),
    );
  });

  it('ends at the first chips that are no code', () => {
    const chips = encodeThreeOfSix(HEX('44ed14745634'));
    for (let bit = 0; bit < 6 * 12; bit++) {
      const flipped = Buffer.from(chips);
      flipped[bit >> 3]! ^= 0x80 >> (bit & 7);
      assert.deepEqual(decodeThreeOfSix(flipped), HEX('44ed14745634').subarray(0, Math.floor(bit / 12)), `chip ${bit}`);
    }
  });

  it('leaves chips that are too few for a byte', () => {
    assert.deepEqual(decodeThreeOfSix(chipsOf('010110')), Buffer.alloc(0));
    assert.deepEqual(decodeThreeOfSix(Buffer.alloc(0)), Buffer.alloc(0));
  });
});
