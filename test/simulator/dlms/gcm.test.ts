import assert from 'node:assert/strict';
import { createDecipheriv } from 'node:crypto';
import { ciphered, generalGloCiphering } from '../../../src/simulator/dlms/gcm';
import { LUXEMBOURG_TEST_KEYS, TEST_KEYS } from '../../../src/simulator/test-keys';

/** DLMS UA Green Book, example of glo-get-request: title, counter, plaintext, ciphertext and tag. */
const TITLE = Buffer.from('4D4D4D0000BC614E', 'hex');
const COUNTER = 0x01234567;
const PLAINTEXT = Buffer.from('C0010000080000010000FF0200', 'hex');
const CIPHERTEXT = '411312FF935A47566827C467BC';
const TAG = '7D825C3BE4A77C3FCC056B6B';

function hex(bytes: Buffer): string {
  return bytes.toString('hex').toUpperCase();
}

describe('ciphering', () => {
  it('authenticates and encrypts as the Green Book does', () => {
    const sender = { systemTitle: TITLE, securityControl: 0x30, keys: TEST_KEYS };
    const content = `30${'01234567'}${CIPHERTEXT}${TAG}`;
    assert.equal(hex(ciphered(sender, COUNTER, PLAINTEXT)), `08${hex(TITLE)}82001E${content}`);
    assert.equal(hex(generalGloCiphering(sender, COUNTER, PLAINTEXT)), `DB08${hex(TITLE)}82001E${content}`);
  });

  for (const securityControl of [0x20, 0x21]) {
    it(`sends no tag where it only encrypts: ${securityControl.toString(16)}`, () => {
      const sender = { systemTitle: TITLE, securityControl, keys: TEST_KEYS };
      const control = securityControl.toString(16);
      assert.equal(hex(ciphered(sender, COUNTER, PLAINTEXT)), `08${hex(TITLE)}820012${control}01234567${CIPHERTEXT}`);
    });
  }

  it('takes eight zeros for a title that is not sent', () => {
    const sender = { systemTitle: Buffer.alloc(0), securityControl: 0x30, keys: LUXEMBOURG_TEST_KEYS };
    const sent = ciphered(sender, 7, PLAINTEXT);
    assert.equal(hex(sent.subarray(0, 9)), '0082001E3000000007');
    const iv = Buffer.from('000000000000000000000007', 'hex');
    const key = Buffer.from('000102030405060708090A0B0C0D0E0F', 'hex');
    const decipher = createDecipheriv('aes-128-gcm', key, iv, { authTagLength: 12 });
    decipher.setAAD(Buffer.from('3000112233445566778899AABBCCDDEEFF', 'hex'));
    decipher.setAuthTag(sent.subarray(-12));
    assert.deepEqual(Buffer.concat([decipher.update(sent.subarray(9, -12)), decipher.final()]), PLAINTEXT);
  });
});
