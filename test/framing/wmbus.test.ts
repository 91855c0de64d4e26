import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MeterError } from '../../src/base/errors';
import { controlName } from '../../src/framing/wmbus-control';
import { type FrameFormat, type RadioTelegram, readRadioTelegram } from '../../src/framing/wmbus-telegram';
import { codeOf } from '../error-code';
import { ADDRESS, bare, formatA, formatB } from './wmbus-frames';

const HEX = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** OMS Specification Volume 2, annex N (2023-12), clause N.2.1: a gas meter with security profile A, in format A. */
const GAS_METER = HEX(
  `
  2E44931578563412330333637A2A0020255923C95AAA26D1B2E7493BC2AD
  013EC4A6F6D3529B520EDFF0EA6DEFC955B29D6D69EBF3EC8A`.replaceAll('\n', ''),
);

/** Content of so many bytes that no checksum fits by chance. */
const content = (length: number) => Buffer.from(Array.from({ length }, (_, at) => (at === 0 ? 0x78 : at & 0xff)));

/** What a flipped bit makes of a telegram: an error, or the same content. */
function assertNoOther(bytes: Buffer, bit: number, content: Buffer, format?: FrameFormat): void {
  const flipped = Buffer.from(bytes);
  flipped[bit >> 3]! ^= 1 << (bit & 7);
  let telegram: RadioTelegram;
  try {
    telegram = readRadioTelegram(flipped, format);
  } catch (thrown) {
    assert.ok(thrown instanceof MeterError);
    return;
  }
  assert.deepEqual(telegram.content, content, `bit ${bit}`);
}

describe('telegrams of wireless M-Bus', () => {
  it('an example of the standard', () => {
    assert.deepEqual(readRadioTelegram(GAS_METER), {
      format: 'A',
      check: 'ok',
      control: 0x44,
      sender: { id: '12345678', manufacturer: 'ELS', version: 0x33, type: 3, bytes: ADDRESS },
      message: HEX('2E449315785634123303 7A2A0020255923C95AAA26D1B2E7493B 013EC4A6F6D3529B520EDFF0EA6DEFC9 9D6D69EBF3'),
      content: HEX('7A2A0020255923C95AAA26D1B2E7493B 013EC4A6F6D3529B520EDFF0EA6DEFC9 9D6D69EBF3'),
      excess: 0,
    });
  });

  it('the content is a copy', () => {
    const bytes = Buffer.from(bare(content(20)));
    const telegram = readRadioTelegram(bytes);
    bytes.fill(0);
    assert.deepEqual([telegram.content, telegram.sender.id], [content(20), '12345678']);
  });

  for (const length of [1, 2, 15, 16, 17, 18, 19, 32, 33, 115, 116, 117, 118, 120, 150, 242]) {
    it(`${length} bytes of content in every format, with and without what receivers leave behind`, () => {
      const telegram = bare(content(length));
      for (const [format, bytes] of [
        ['A', formatA(telegram)],
        ['B', formatB(telegram)],
        ['none', telegram],
      ] as const) {
        for (const behind of ['', '5b', '5b99']) {
          const received = Buffer.concat([bytes, HEX(behind)]);
          for (const read of [readRadioTelegram(received), readRadioTelegram(received, format)]) {
            assert.deepEqual(
              [read.format, read.check, read.message, read.content, read.excess],
              [format, format === 'none' ? 'absent' : 'ok', telegram, content(length), behind.length / 2],
            );
          }
        }
      }
    });
  }

  describe('without CRCs', () => {
    it('whose length counts them', () => {
      for (const length of [30, 116, 117, 200]) {
        const bytes = bare(content(length));
        bytes[0]! += length <= 116 ? 2 : 4;
        const { format, content: read, excess } = readRadioTelegram(bytes);
        assert.deepEqual([format, read, excess], ['none', content(length), 0]);
      }
    });

    it('whose length does not count the CRC that is there, in format B', () => {
      const bytes = formatB(bare(content(30)));
      bytes[0]! -= 2;
      const { format, check, content: read } = readRadioTelegram(bytes);
      assert.deepEqual([format, check, read], ['B', 'ok', content(30)]);
    });

    it('whose last CRC of format A is there, and whose length is short by it', () => {
      for (const length of [16, 30, 48]) {
        const telegram = bare(content(length));
        const bytes = Buffer.concat([telegram, formatA(telegram).subarray(-2)]);
        bytes[0]! -= 2;
        assert.deepEqual(readRadioTelegram(bytes).content, content(length));
        bytes[bytes.length - 1]! ^= 1;
        assert.deepEqual(readRadioTelegram(bytes).content, content(length - 2));
      }
    });

    it('that look as if their first bytes had a CRC', () => {
      const whole = bare(Buffer.alloc(42, 0x2f));
      formatA(whole).copy(whole, 10, 10, 12);
      assert.equal(readRadioTelegram(whole).format, 'none');
    });
  });

  for (const [name, bytes, code] of [
    ['nothing', '', 'truncated'],
    ['a length without address', '09 44 9315785634123303', 'malformed'],
    ['a telegram without content', '0a 44 9315785634123303', 'truncated'],
    ['a control field that nobody uses', '0b 45 9315785634123303 7800', 'malformed'],
    ['a telegram that lacks a byte', '0c 44 9315785634123303 7800', 'truncated'],
    ['a telegram that lacks three', '0e 44 9315785634123303 7800', 'truncated'],
    ['what comes to nothing without its CRCs', '0b 44 9315785634123303', 'malformed'],
    ['much behind a telegram', '0b 44 9315785634123303 7800 010203040506070809', 'malformed'],
    ['more than any telegram has', '0b 44 9315785634123303 7800'.padEnd(700, '0'), 'too-long'],
  ] as const) {
    it(`${name}: ${code}`, () =>
      assert.equal(
        codeOf(() => readRadioTelegram(HEX(bytes))),
        code,
      ));
  }

  it('of the most bytes that there can be', () => {
    const longest = Buffer.concat([formatA(bare(content(246))), Buffer.alloc(8)]);
    const { content: read, excess } = readRadioTelegram(longest);
    assert.deepEqual([read, excess], [content(246), 8]);
    assert.equal(
      codeOf(() => readRadioTelegram(Buffer.concat([longest, Buffer.alloc(1)]))),
      'too-long',
    );
  });

  it('with the most that may lie behind it', () => {
    assert.equal(readRadioTelegram(HEX('0b 44 9315785634123303 7800 0102030405060708')).excess, 8);
  });

  it('any bit that is wrong gives an error or the same', () => {
    for (const length of [2, 16, 17, 40, 64, 120, 200]) {
      const [a, b] = [formatA(bare(content(length))), formatB(bare(content(length)))];
      for (let bit = 0; bit < a.length * 8; bit++) {
        assertNoOther(a, bit, content(length));
        assertNoOther(a, bit, content(length), 'A');
      }
      for (let bit = 0; bit < b.length * 8; bit++) assertNoOther(b, bit, content(length), 'B');
    }
  });

  it('a wrong bit in format B is found without being told where there are two CRCs', () => {
    const telegram = formatB(bare(content(150)));
    for (let bit = 8; bit < telegram.length * 8; bit++) assertNoOther(telegram, bit, content(150));
  });

  it('a part of one that is told its format is known to be one', () => {
    for (const [format, bytes] of [
      ['A', formatA(bare(content(150)))],
      ['B', formatB(bare(content(150)))],
    ] as const) {
      for (let length = 0; length < bytes.length; length++) {
        assert.equal(
          codeOf(() => readRadioTelegram(bytes.subarray(0, length), format)),
          'truncated',
          `${length} bytes`,
        );
      }
    }
  });

  it('any bytes are read or refused, nothing else', () => {
    const format = fc.constantFrom<(FrameFormat | undefined)[]>('A', 'B', 'none', undefined);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 320 }), format, fc.boolean(), (any, told, honest) => {
        const bytes = Buffer.from(any);
        if (honest && bytes.length > 1) bytes.set([Math.min(bytes.length - 1, 255), 0x44]);
        const code = codeOf(() => {
          const { content: read } = readRadioTelegram(bytes, told);
          assert.ok(read.length > 0 && read.length < bytes.length);
        });
        assert.ok(['none', 'checksum', 'truncated', 'malformed', 'too-long'].includes(code));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('control fields', () => {
  it('have names', () => {
    assert.deepEqual([0x44, 0x46, 0x47, 0x08].map(controlName), ['SND-NR', 'SND-IR', 'ACC-NR', 'RSP-UD']);
    assert.equal(controlName(0x45), undefined);
  });
});
