import assert from 'node:assert/strict';
import { HEX, KEY, KEYS, link, mode5, opened, RECORDS, refused } from './oms-sealing';

describe('extended link layer', () => {
  const message = HEX('78 0413 01000000');
  const data = message.subarray(1);

  it('encrypted, with and without receiver, through a repeater', () => {
    assert.deepEqual(opened(link(message)), [data, 'link']);
    assert.deepEqual(opened(link(message, { ci: 0x8f })), [data, 'link']);
    assert.deepEqual(opened(link(message, { hopped: true })), [data, 'link']);
  });

  it('clear, with its checksum', () => {
    assert.deepEqual(opened(link(message, { key: null })), [data]);
    const damaged = link(message, { key: null });
    damaged[damaged.length - 1]! ^= 1;
    assert.deepEqual(refused(damaged), ['checksum', undefined]);
  });

  it('came clear', () => {
    const plain = link(message, { key: null });
    plain[6]! |= 0x20;
    assert.deepEqual(opened(plain), [data, 'came-clear']);
    assert.deepEqual(opened(plain, []), [data, 'came-clear']);
  });

  it('a wrong bit is found', () => {
    const sent = link(message);
    for (let bit = 7 * 8; bit < sent.length * 8; bit++) {
      const flipped = Buffer.from(sent);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      assert.deepEqual(refused(flipped, { keys: KEYS }), ['wrong-key', 'encryption-key'], `bit ${bit}`);
    }
  });

  it('around mode 5', () => {
    assert.deepEqual(opened(link(mode5({ clear: RECORDS }))), [RECORDS, 'link', 'mode-5']);
  });

  it('without a key', () => {
    assert.deepEqual(refused(link(message)), ['no-key', 'none']);
    assert.deepEqual(refused(link(message), { keys: [{ encryption: KEY, meter: '1' }] }), [
      'no-key',
      'other-radio-meter',
    ]);
  });

  it('with a checksum of nothing', () => {
    assert.deepEqual(refused(link(Buffer.alloc(0), { key: null })), ['checksum', undefined]);
  });
});
