import assert from 'node:assert/strict';
import { createCipheriv, createDecipheriv } from 'node:crypto';
import fc from 'fast-check';
import { Aes128, BLOCK } from '../../src/security/oms/aes';

/*
 * Compared with the modes of `node:crypto` itself.
 */

function cbc(key: Buffer, iv: Buffer, content: Buffer): Buffer {
  const decipher = createDecipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(content), decipher.final()]);
}

function ctr(key: Buffer, iv: Buffer, content: Buffer): Buffer {
  return createCipheriv('aes-128-ctr', key, iv).update(content);
}

const bytes = (minLength: number, maxLength = minLength) => fc.uint8Array({ minLength, maxLength }).map(Buffer.from);
const key = bytes(BLOCK);
const blocks = fc.array(bytes(BLOCK), { maxLength: 20 }).map((all) => Buffer.concat(all));
/** A first counter block. */
const counterBlock = bytes(BLOCK - 1).map((start) => Buffer.concat([start, Buffer.of(0)]));

describe('AES-128', () => {
  it('CBC, one message after the other under the same key', () => {
    fc.assert(
      fc.property(key, fc.array(fc.tuple(bytes(BLOCK), blocks), { maxLength: 4 }), (one, messages) => {
        const aes = new Aes128(one);
        for (const [iv, content] of messages) assert.deepEqual(aes.cbc(iv, content), cbc(one, iv, content));
      }),
    );
  });

  it('CTR, of any length', () => {
    fc.assert(
      fc.property(key, fc.array(fc.tuple(counterBlock, bytes(0, 300)), { maxLength: 4 }), (one, messages) => {
        const aes = new Aes128(one);
        for (const [iv, content] of messages) assert.deepEqual(aes.ctr(iv, content), ctr(one, iv, content));
      }),
    );
  });

  it('CTR of the most bytes that it counts', () => {
    const [one, iv] = [Buffer.alloc(BLOCK, 1), Buffer.alloc(BLOCK)];
    for (const length of [4081, 4096]) {
      const content = Buffer.alloc(length, 0x5a);
      assert.deepEqual(new Aes128(one).ctr(iv, content), ctr(one, iv, content));
    }
  });

  it('both in turn, and what they are given stays as it is', () => {
    fc.assert(
      fc.property(key, counterBlock, blocks, (one, iv, content) => {
        const aes = new Aes128(one);
        const [ivBefore, before] = [Buffer.from(iv), Buffer.from(content)];
        for (let turn = 0; turn < 2; turn++) {
          assert.deepEqual(aes.cbc(iv, content), cbc(one, iv, content));
          assert.deepEqual(aes.ctr(iv, content), ctr(one, iv, content));
        }
        assert.deepEqual([iv, content], [ivBefore, before]);
      }),
    );
  });

  it('the example of NIST SP 800-38A, clause F.2.2', () => {
    const aes = new Aes128(Buffer.from('2b7e151628aed2a6abf7158809cf4f3c', 'hex'));
    const iv = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
    const sent = Buffer.from('7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2', 'hex');
    assert.equal(aes.cbc(iv, sent).toString('hex'), '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51');
  });
});
