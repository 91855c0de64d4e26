import assert from 'node:assert/strict';
import { hasDecimalNumber, isStart, mayStart } from '../../../src/framing/receivers/telegram-start';
import { bare, formatA, formatB } from '../wmbus-frames';
import { SHORT } from './telegrams';

const hex = (text: string) => Buffer.from(text, 'hex');

function changed(at: number, byte: number): Buffer {
  const bytes = Buffer.from(SHORT);
  bytes[at] = byte;
  return bytes;
}

describe('the start of a telegram', () => {
  it('is known as far as it is there', () => {
    for (let length = 0; length <= SHORT.length; length++) assert.ok(mayStart(SHORT.subarray(0, length)), `${length}`);
  });

  for (const [name, bytes, length] of [
    ['a length without content', changed(0, 9), 1],
    ['a control field of what is said to meters', changed(1, 0x53), 2],
    ['a control field of no standard', changed(1, 0x45), 2],
    ['no first letter', changed(3, 0x01), 4],
    ['no second letter', Buffer.concat([SHORT.subarray(0, 2), hex('0104'), SHORT.subarray(4)]), 4],
    ['a first letter behind Z', changed(3, 0x6c), 4],
    ['a control information that nobody knows', changed(10, 0xfe), 11],
  ] as const) {
    it(`has not ${name}`, () => {
      assert.ok(mayStart(bytes.subarray(0, length - 1)));
      assert.ok(!mayStart(bytes.subarray(0, length)));
    });
  }

  it('has a control information of any layer', () => {
    for (const ci of [0x7a, 0x72, 0x78, 0x8c, 0x8f, 0x90, 0xa0, 0xb7]) assert.ok(mayStart(changed(10, ci)), `${ci}`);
  });

  it('may be that of an address which is not unique', () => {
    assert.ok(mayStart(changed(3, SHORT[3]! | 0x80)));
  });

  it('is clear with its control information, or a CRC', () => {
    assert.ok(isStart(SHORT));
    assert.ok(!isStart(SHORT.subarray(0, 10)));
    assert.ok(!isStart(changed(1, 0x45)));
    assert.ok(isStart(formatA(changed(1, 0x45))));
    const odd = Buffer.from(SHORT);
    odd[1] = 0x45;
    assert.ok(isStart(formatB(odd)));
    const cut = formatA(SHORT).subarray(0, 13);
    cut[4]! ^= 1;
    assert.ok(isStart(cut), 'behind a CRC that does not fit');
  });

  it('has a decimal number nearly always', () => {
    assert.ok(hasDecimalNumber(SHORT));
    assert.ok(!hasDecimalNumber(bare(hex('7a'), { address: hex('9315a856341233a3') })));
    assert.ok(!hasDecimalNumber(bare(hex('7a'), { address: hex('9315785634a13303') })));
    assert.ok(!hasDecimalNumber(bare(hex('7a'), { address: hex('93157856341a3303') })));
    assert.ok(hasDecimalNumber(bare(hex('7a'), { address: hex('931599999999aaaa') })));
  });
});
