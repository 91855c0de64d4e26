import assert from 'node:assert/strict';
import type { Framed, Link } from '../../src/base/frame';
import { blocks, cipher, ciphered, hdlc, hex, LLC, length, mbusSegments, notification, wrapper } from './frames';
import { byteByByte, type Event, found, outcomes } from './outcomes';

const NOTIFICATION = notification();
const CIPHERED = ciphered();
const CLOCK = hex('07EA 01 0E 03 0C 00 00 FF 8000 00');
/** As in the description of EG.D: class, code and attribute without tags. */
const CZECH = hex(
  '0F 00000001 00 0202 1601 0102 0202 0001 00002A0000FF 02 0904 53494D31 0202 0003 0100010700FF 02 06000004D2',
);
/** A compact array of structures of a byte and a string (IEC 62056-6-2, clause 4.1.5), and behind it a number. */
const COMPACT = hex('0F 40000000 00 0202 13 0202 1109 06 01 0141 02 0142 1101');
const COMPACT_ARRAY = hex('0F 40000000 00 0201 13 01 0003 11 06 010203 040506');

function general(key: string): Buffer {
  const content = Buffer.concat([hex('31 00000001'), cipher(30)]);
  return Buffer.concat([hex('DD 0101 08 53494D000001E240 00 00 00'), hex(key), length(content.length), content]);
}

const [B1, B2, B3] = blocks(ciphered(250), 100) as [Buffer, Buffer, Buffer];
const BLOCKS = [B1, B2, B3] as const;
const BLOCKS_SAID = ciphered(250).toString('hex');

function said(apdu: Buffer): string {
  return apdu.toString('hex');
}

function join(...pieces: Buffer[]): Buffer {
  return Buffer.concat(pieces);
}

/** APDUs that tell their own end. */
const BARE: readonly (readonly [name: string, apdu: Buffer])[] = [
  ['a data-notification', NOTIFICATION],
  ['one with a date-time', notification(1, join(hex('0C'), CLOCK))],
  ['one with a tagged date-time', notification(1, join(hex('090C'), CLOCK))],
  [
    'one that is an array',
    hex('0F 40000000 00 0102 0202 0906 0100010700FF 06000004D2 0202 0906 0100020700FF 0600000000'),
  ],
  ['one that is a string', hex('0F 40000000 00 0904 01020304')],
  [
    'one with every kind of data',
    hex(
      `0F 40000000 00 0216 00 FF 0301 0409FFFF 0500000001 0600000001 0A0141 0C0141 0D01
    0F01 100001 1101 120001 140000000000000001 150000000000000001 1601 1700000000 180000000000000000
    1907EA010E030C0000FF800000 1A07EA010E03 1B0C000000 0100`.replaceAll(/\s/g, ''),
    ),
  ],
  ['one with a compact array', COMPACT],
  ['one with a compact array of arrays', COMPACT_ARRAY],
  ['one of a Czech meter', CZECH],
  ['one of a Czech meter with a long count', join(CZECH.subarray(0, 11), hex('8102'), CZECH.subarray(12))],
  ['one that only begins like a Czech one', hex('0F 40000000 00 0202 1601 0102 0202 0901AA 1101 0202 0901BB 1102')],
  ['one like a Czech one without rows', hex('0F 40000000 00 0202 1601 0100')],
  ['an event-notification', hex('C2 00 0003 0100010700FF 02 06000004D2')],
  ['general-glo-ciphering', CIPHERED],
  ['one with a long length', ciphered(300)],
  ['one without a system title', ciphered(60, hex('00'))],
  ['one with a padded length', join(CIPHERED.subarray(0, 10), hex('82003C'), CIPHERED.subarray(11))],
  ['one with a length in five bytes', join(CIPHERED.subarray(0, 10), hex('840000003C'), CIPHERED.subarray(11))],
  ['one that is authenticated only', hex('DB 00 06 10 00000001 55')],
  ['one that is encrypted only', hex('DB 00 06 20 00000001 55')],
  ['one of suite 1', hex('DB 00 06 21 00000001 55')],
  ['one of suite 2', hex('DB 00 06 32 00000001 55')],
  ['one with the broadcast key', hex('DB 00 06 70 00000001 55')],
  ['one without ciphertext', hex('DB 00 05 30 00000001')],
  ['general-ded-ciphering', join(hex('DC'), CIPHERED.subarray(1))],
  ['general-ciphering', general('00')],
  ['one with the number of a key', general('01 00 02')],
  ['one with a wrapped key', general('01 01 00 03 AABBCC')],
  ['one with an agreed key', general('01 02 01 01 8103 AABBCC')],
];

/** Nothing that can be told from noise. */
const NONE: readonly (readonly [name: string, bytes: Buffer])[] = [
  ['a tag that no data have', hex('0F 40000000 00 0201 07')],
  ['a root that is a number', hex('0F 40000000 00 06000004D2')],
  ['reserved bits of the invoke id', hex('0F 41000000 00 0201 00')],
  ['another length of date-time', hex('0F 40000000 0B 0102030405060708090A0B 0201 00')],
  ['more than 4 KiB of string', hex('0F 40000000 00 09 821001')],
  ['more than 4 KiB of items', hex('0F 40000000 00 01 821001')],
  ['a length in five bytes', hex('0F 40000000 00 09 850000000001')],
  ['a compact array of compact arrays', hex('0F 40000000 00 0201 13 13 1101 00')],
  ['a compact array of no type', hex('0F 40000000 00 0201 13 07 0100')],
  ['a row of a Czech meter that is none', hex('0F 00000001 00 0202 1601 0102 0202 0001 00002A0000FF 02 00 0102')],
  ['a system title of 7 bytes', hex('DB 07 53494D00000001 05 3000000001')],
  ['more than 4 KiB of ciphertext', hex('DB 00 821001 30 00000001')],
  ['no room for a counter', hex('DB 00 04 30 000000')],
  ['a security control without protection', hex('DB 00 05 00 00000001')],
  ['a suite that nobody knows', hex('DB 00 05 33 00000001')],
  ['compression', hex('DB 00 05 B0 00000001')],
  ['an originator of 9 bytes', hex('DD 0101 09 010203040506070809')],
  ['key information of no kind', hex('DD 0101 00 00 00 00 01 03 00')],
  ['ciphertext without a length', hex('DB 00 80 30 00000001')],
  ['ciphertext with a length in six bytes', hex('DB 00 850000000006 30 00000001 55')],
  ['a key that is neither there nor not', hex('DD 0101 00 00 00 00 02 00 02 06 30 00000001 55')],
  ['an event that has a time or none', hex('C2 01 0003 0100010700FF 02 06000004D2')],
  ['an event of an unheard-of class', hex('C2 00 0103 0100010700FF 02 06000004D2')],
  ['an event of no object', hex('C2 00 0003 010001070000 02 06000004D2')],
  ['an event with a time', hex('C2 01 0C 07EA010E030C0000FF800000')],
  ['block 0', hex('E0 C0 0000 0000 01 00')],
  ['a block that acknowledges', hex('E0 C0 0001 0001 01 00')],
  ['LLC before none', hex('E6E700 55AA')],
  ['half an LLC', hex('E6E755')],
  ['a wrong LLC', hex('E6E755 0F 40000000 00 0201 00')],
  ['a wrapper of another version', hex('0002 0001 0066 0001 0F')],
  ['a wrapper around none', hex('0001 0001 0066 0001 55')],
  ['an empty wrapper', hex('0001 0001 0066 0000 0F')],
  ['a wrapper of more than 4 KiB', hex('0001 0001 0066 1001 0F')],
];

function assertFound(events: readonly Event[], expected: readonly (string | number)[], link?: Link): Framed[] {
  const options = link === undefined ? {} : { link };
  const items = found(events, options);
  assert.deepEqual(outcomes(items), expected);
  assert.deepEqual(found(byteByByte(events), options), items, 'byte by byte');
  return items;
}

describe('framing of bare APDUs', () => {
  for (const [name, apdu] of BARE) {
    it(`finds ${name}, and another behind it`, () => {
      assertFound([apdu], [said(apdu)]);
      assertFound([join(apdu, NOTIFICATION)], [said(apdu), said(NOTIFICATION)]);
      assertFound([join(LLC, apdu)], [said(apdu)]);
      assertFound([wrapper(apdu)], [said(apdu)]);
    });

    it(`says that ${name} was cut, once it shows what it is, and finds the next one`, () => {
      for (let end = 1; end < apdu.length; end++) {
        const [first, ...others] = outcomes(found([apdu.subarray(0, end), 'pause', NOTIFICATION]));
        assert.ok(first === end || (first === 'truncated' && end >= 4), `${first} after ${end} bytes`);
        assert.deepEqual(others, [said(NOTIFICATION)], `${end} bytes`);
      }
    });
  }

  for (const [name, bytes] of NONE) {
    it(`does not take ${name} for one`, () => {
      assertFound([bytes], [bytes.length]);
      assertFound([bytes, 'pause', NOTIFICATION], [bytes.length, said(NOTIFICATION)]);
    });
  }

  it('tells all of a frame, with a copy of its bytes', () => {
    const bytes = join(LLC, NOTIFICATION);
    const wire = Buffer.from(bytes);
    const items = found([bytes]);
    bytes.fill(0);
    const frame = { link: 'apdu', content: 'apdu', wire, message: NOTIFICATION, check: 'absent', encrypted: false };
    assert.deepEqual(items, [{ kind: 'frame', frame }]);
  });

  it('knows what is encrypted', () => {
    for (const apdu of [CIPHERED, join(hex('DC'), CIPHERED.subarray(1)), general('00')]) {
      const [item] = found([apdu]);
      assert.ok(item?.kind === 'frame' && item.frame.encrypted);
    }
  });

  it('believes them only where a frame must begin', () => {
    const noise = hex('55AA');
    const frame = hdlc(join(LLC, NOTIFICATION));
    const both = [said(NOTIFICATION), said(NOTIFICATION)];
    assertFound([join(noise, NOTIFICATION)], [2 + NOTIFICATION.length]);
    assertFound([noise, 'pause', NOTIFICATION], [2, said(NOTIFICATION)]);
    assertFound([join(frame, NOTIFICATION)], both);
    assertFound([join(frame, hex('0D0A'), NOTIFICATION)], both);
    assertFound([join(frame, noise, NOTIFICATION)], [said(NOTIFICATION), 2 + NOTIFICATION.length]);
    assertFound([join(noise, wrapper(NOTIFICATION))], [10 + NOTIFICATION.length]);
    assertFound([join(noise, LLC, NOTIFICATION)], [5 + NOTIFICATION.length]);
  });

  it('believes them anywhere where the link is told', () => {
    const noise = hex('55AA');
    assertFound([join(noise, NOTIFICATION, noise, CIPHERED)], [2, said(NOTIFICATION), 2, said(CIPHERED)], 'apdu');
    assertFound([join(noise, wrapper(NOTIFICATION))], [2, said(NOTIFICATION)], 'wrapper');
    assertFound([hdlc(NOTIFICATION)], [9, said(NOTIFICATION), 3], 'apdu');
    assertFound([NOTIFICATION], [NOTIFICATION.length], 'hdlc');
  });

  it('ignores padding behind them', () => {
    assertFound([join(NOTIFICATION, hex('000000'))], [said(NOTIFICATION), 3]);
    assertFound([join(CZECH, hex('80'))], [said(CZECH), 1]);
  });

  it('takes glo-get-request and its like where nothing is behind them', () => {
    // DLMS UA Green Book, edition 8, table 40.
    const request = hex('C81E3001234567411312FF935A47566827C467BC7D825C3BE4A77C3FCC056B6B');
    const [item] = assertFound([request], [said(request)]);
    assert.ok(item?.kind === 'frame' && item.frame.encrypted);
    assertFound([request, 'pause', NOTIFICATION], [said(request), said(NOTIFICATION)]);
    assertFound([join(request, hex('55'))], [request.length + 1]);
    assertFound([request.subarray(0, -1)], [request.length - 1]);
  });

  it('takes every service that is ciphered by itself, and no other', () => {
    const tags = Array.from({ length: 256 }, (_, tag) => tag).filter((tag) => {
      const apdu = Buffer.concat([Buffer.of(tag), hex('06 30 00000001 55')]);
      return outcomes(found([apdu]))[0] === said(apdu);
    });
    assert.deepEqual(tags, [...hex('C8C9CACBCCCDCF D0D1D2D3D4D5D7')]);
  });

  it('sees what they are by the first bytes of data, and by the security control byte', () => {
    assertFound([NOTIFICATION.subarray(0, 6)], [6]);
    assertFound([NOTIFICATION.subarray(0, 7)], ['truncated']);
    assertFound([CIPHERED.subarray(0, 11)], [11]);
    assertFound([CIPHERED.subarray(0, 12)], ['truncated']);
  });

  it('says in an error how much came', () => {
    const [item] = found([CIPHERED.subarray(0, 40)]);
    assert.ok(item?.kind === 'error');
    assert.equal(item.error.message, 'the APDU ends after 40 of 71 bytes or more');
  });
});

describe('framing of the wrapper', () => {
  it('tells all of a frame', () => {
    const wire = wrapper(CIPHERED);
    assert.deepEqual(found([wire]), [
      {
        kind: 'frame',
        frame: {
          link: 'wrapper',
          content: 'apdu',
          wire,
          message: CIPHERED,
          check: 'absent',
          encrypted: true,
          address: '0001',
        },
      },
    ]);
  });

  it('says that a frame was cut', () => {
    const wire = wrapper(NOTIFICATION);
    for (let end = 9; end < wire.length; end++) assertFound([wire.subarray(0, end)], ['truncated']);
    assertFound([wire.subarray(0, 8)], [8]);
  });
});

/** How each link carries blocks. */
const CARRIED: readonly (readonly [name: string, carry: (block: Buffer, first: boolean) => Buffer])[] = [
  ['HDLC', (block, first) => hdlc(first ? join(LLC, block) : block)],
  ['wired M-Bus', (block) => join(...mbusSegments(block, 60))],
  ['the wrapper', (block) => wrapper(block)],
  ['no link at all', (block) => block],
];

describe('general block transfer', () => {
  for (const [name, carry] of CARRIED) {
    const [b1, b2, b3] = BLOCKS.map((block, i) => carry(block, i === 0)) as [Buffer, Buffer, Buffer];
    const single = carry(blocks(NOTIFICATION, 100)[0]!, true);

    it(`joins blocks over ${name}`, () => {
      const [item] = assertFound([join(b1, b2, b3)], [BLOCKS_SAID]);
      assert.ok(item?.kind === 'frame' && item.frame.encrypted);
      assert.deepEqual(item.frame.wire, join(b1, b2, b3));
      assertFound([single], [said(NOTIFICATION)]);
      assertFound([join(single, single)], [said(NOTIFICATION), said(NOTIFICATION)]);
    });

    it(`drops what is unfinished over ${name} when block 1 comes`, () => {
      assertFound([join(b1, b2, b1, b2, b3)], ['truncated', BLOCKS_SAID]);
      assertFound([join(b1, b2, single)], ['truncated', said(NOTIFICATION)]);
    });

    it(`drops what misses a block over ${name}`, () => {
      assertFound([join(b1, b3, single)], ['truncated', said(NOTIFICATION)]);
      assertFound([join(b2, b3, single)], ['truncated', said(NOTIFICATION)]);
      assertFound([join(b1, b2)], ['truncated']);
      assertFound([b1, 'pause', join(b2, b3)], ['truncated', 'truncated']);
    });

    it(`drops blocks that come twice over ${name}`, () => {
      for (const twice of [
        [b1, b1, b2, b3],
        [b1, b2, b2, b3],
        [b1, b2, b3, b3],
      ]) {
        const items = found([join(...twice)]);
        assert.deepEqual(
          items.flatMap((item) => (item.kind === 'frame' ? [said(item.frame.message)] : [])),
          [BLOCKS_SAID],
        );
        assert.ok(
          items.every((item) => item.kind === 'frame' || (item.kind === 'discarded' && item.reason === 'repeat')),
        );
      }
    });
  }

  it('takes another block of the same number for damage', () => {
    const other = blocks(ciphered(250, hex('00')), 100)[1]!;
    assertFound([join(...[B1, B2, other, B3, B1, B2, B3].map((block) => hdlc(block)))], ['truncated', BLOCKS_SAID]);
  });

  it('takes a block that is shorter than it says for damage', () => {
    assertFound([hdlc(join(LLC, B1.subarray(0, -1)))], ['malformed']);
  });

  it('does not mind what is acknowledged', () => {
    const acknowledging = Buffer.from(blocks(NOTIFICATION, 100)[0]!);
    acknowledging[5] = 7;
    assertFound([hdlc(join(LLC, acknowledging))], [said(NOTIFICATION)]);
  });

  it('is too long above 4 KiB', () => {
    const many = blocks(ciphered(5000), 250).map((block) => hdlc(join(LLC, block)));
    assertFound([join(...many, hdlc(join(LLC, NOTIFICATION)))], ['too-long', said(NOTIFICATION)]);
  });

  it('joins the blocks of eight meters at once, and gives up the oldest of nine', () => {
    const from = (source: string, block: Buffer) => hdlc(join(LLC, block), { source });
    const sources = (count: number) =>
      Array.from({ length: count }, (_, i) => (2 * i + 1).toString(16).padStart(2, '0'));
    const interleaved = (count: number) =>
      join(...BLOCKS.flatMap((block) => sources(count).map((source) => from(source, block))));
    assertFound([interleaved(8)], new Array(8).fill(BLOCKS_SAID));
    assert.equal(outcomes(found([interleaved(9)]))[0], 'truncated');
  });
});
