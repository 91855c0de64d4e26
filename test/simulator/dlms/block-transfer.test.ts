import assert from 'node:assert/strict';
import fc from 'fast-check';
import { generalBlocks } from '../../../src/simulator/dlms/block-transfer';

describe('general block transfer', () => {
  it('numbers the blocks from 1 and marks the last', () => {
    const blocks = generalBlocks(Buffer.from('0f0102030405', 'hex'), 4).map((block) => block.toString('hex'));
    assert.deepEqual(blocks, ['e04000010000040f010203', 'e0c000020000020405']);
    assert.deepEqual(
      generalBlocks(Buffer.of(1, 2), 2).map((block) => block.toString('hex')),
      ['e0c000010000020102'],
    );
  });

  it('has numbers of two bytes', () => {
    const blocks = generalBlocks(Buffer.alloc(300), 1);
    assert.equal(blocks[298]!.toString('hex'), 'e040012b00000100');
  });

  it('loses no byte, and writes long lengths in two', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 900 }), fc.integer({ min: 1, max: 200 }), (bytes, size) => {
        const blocks = generalBlocks(Buffer.from(bytes), size);
        const pieces = blocks.map((block, i) => {
          const [head, number] = [block.subarray(0, 2).toString('hex'), block.readUInt16BE(2)];
          assert.deepEqual([head, number], [i === blocks.length - 1 ? 'e0c0' : 'e040', i + 1]);
          const start = block[6]! < 0x80 ? 7 : 8;
          assert.equal(start === 7 ? block[6] : block[7], block.length - start);
          return block.subarray(start);
        });
        assert.ok(pieces.every((piece, i) => piece.length === size || i === pieces.length - 1));
        assert.deepEqual(Buffer.concat(pieces), Buffer.from(bytes));
      }),
    );
  });
});
