import assert from 'node:assert/strict';
import { headerAddress } from '../../src/base/mbus-address';
import { aesCmac, messageKeys } from '../../src/security/oms/message-keys';

const HEX = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** NIST SP 800-38B, appendix D.1: AES-128. */
const KEY = HEX('2b7e1516 28aed2a6 abf71588 09cf4f3c');
const MESSAGE = HEX(
  `6bc1bee2 2e409f96 e93d7e11 7393172a ae2d8a57 1e03ac9c 9eb76fac 45af8e51
  30c81c46 a35ce411 e5fbc119 1a0a52ef f69f2445 df4f9b17 ad2b417b e66c3710`.replaceAll('\n', ''),
);

describe('AES-CMAC', () => {
  for (const [length, code] of [
    [0, 'bb1d6929 e9593728 7fa37d12 9b756746'],
    [16, '070a16b4 6b4d4144 f79bdd9d d04a287c'],
    [40, 'dfa66747 de9ae630 30ca3261 1497c827'],
    [64, '51f0bebf 7e3b9d92 fc497417 79363cfe'],
  ] as const) {
    it(`of ${length} bytes`, () => assert.deepEqual(aesCmac(KEY, MESSAGE.subarray(0, length)), HEX(code)));
  }
});

describe('keys of a message', () => {
  it('are those of the example in CEN/TR 17167:2018, clause F.3', () => {
    const meter = headerAddress(HEX('7856341293153303'));
    assert.deepEqual(messageKeys(HEX('000102030405060708090a0b0c0d0e0f'), HEX('b30a0000'), meter), {
      encryption: HEX('ECCF39D475D730B8284FDFDC1995D52F'),
      authentication: HEX('C9CD19FF5A9AAD5A6BBDA13BD2C4C7AD'),
    });
  });
});
