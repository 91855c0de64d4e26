import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { readCiphered } from '../../src/security/ciphered';
import { decipher } from '../../src/security/gcm';
import { additionalData, initialisationVector } from '../../src/security/gcm-inputs';

const hex = (digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex');

describe('AES-GCM', () => {
  /* McGrew and Viega, "The Galois/Counter Mode of Operation (GCM)", appendix B, test cases 4 and 16; T cut to 12 bytes. */
  const K = 'feffe9928665731c6d6a8f9467308308';
  const IV = hex('cafebabefacedbaddecaf888');
  const A = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2');
  const P =
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72' +
    '1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39';
  const CASES = [
    [
      K,
      '42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e' +
        '21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091',
      '5bc94fbc3221a5db94fae95a',
    ],
    [
      K + K,
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa' +
        '8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
      '76fc6ece0f4e1768cddf8853',
    ],
  ] as const;

  for (const [key, C, T] of CASES) {
    it(`deciphers the published case with ${key.length * 4} bits`, () => {
      const found = decipher(createSecretKey(hex(key)), IV, hex(C), { aad: A, tag: hex(T) });
      assert.deepEqual([found.verified, found.text.toString('hex')], [true, P]);
    });
  }

  /* DLMS UA Green Book, edition 8, table 40. */
  const EK = createSecretKey(hex('000102030405060708090A0B0C0D0E0F'));
  const AK = hex('D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF');
  const SYSTEM_TITLE = hex('4D4D4D0000BC614E');

  it('deciphers the encryption-only example of the Green Book', () => {
    const { counter, content, tag } = readCiphered(hex('C8 12 20 01234567 411312FF935A47566827C467BC'))!;
    assert.equal(tag, undefined);
    const found = decipher(EK, initialisationVector(SYSTEM_TITLE, counter), content, undefined);
    assert.deepEqual([found.verified, found.text.toString('hex')], [false, 'c0010000080000010000ff0200']);
  });

  it('has no additional data but security control and authentication key, and the text that is clear', () => {
    const both = readCiphered(hex('C8 1E 30 01234567 411312FF935A47566827C467BC 7D825C3BE4A77C3FCC056B6B'))!;
    const clear = readCiphered(hex('C8 1E 10 01234567 C0010000080000010000FF0200 06725D910F9221D263877516'))!;
    assert.deepEqual(additionalData(both, AK), [hex('30 D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF')]);
    assert.deepEqual(additionalData(clear, AK), [
      hex('10 D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF C0010000080000010000FF0200'),
    ]);
  });
});
