import { createCipheriv, createDecipheriv } from 'node:crypto';

/*
 * AES-128-CBC and AES-128-CTR (NIST SP 800-38A) upon ciphers of `node:crypto` that are made once a key: to make one for a
 * telegram takes five times as long as to decrypt it. Block for block, ECB keeps nothing, so that one serves for all.
 */

export const BLOCK = 16;

/** One key, made ready. */
export class Aes128 {
  readonly #decrypt;
  readonly #encrypt;

  /** `key`: 16 bytes. */
  constructor(key: Buffer) {
    this.#decrypt = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false);
    this.#encrypt = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  }

  /** Decrypts whole blocks. */
  cbc(iv: Buffer, content: Buffer): Buffer {
    const clear = this.#decrypt.update(content);
    for (let at = 0; at < BLOCK; at++) clear[at]! ^= iv[at]!;
    for (let at = BLOCK; at < clear.length; at++) clear[at]! ^= content[at - BLOCK]!;
    return clear;
  }

  /** Decrypts 4096 bytes at most: `iv` is the first counter block, whose last byte is 0 and counts. */
  ctr(iv: Buffer, content: Buffer): Buffer {
    const counters = Buffer.allocUnsafe(Math.ceil(content.length / BLOCK) * BLOCK);
    for (let at = 0; at < counters.length; at++) counters[at] = iv[at % BLOCK]!;
    for (let block = 1; block * BLOCK < counters.length; block++) counters[block * BLOCK + BLOCK - 1] = block;
    const clear = this.#encrypt.update(counters).subarray(0, content.length);
    for (let at = 0; at < clear.length; at++) clear[at]! ^= content[at]!;
    return clear;
  }
}
