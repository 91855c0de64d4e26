import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Framed, Link } from '../../src/base/frame';
import { decode } from '../../src/decode';
import { Splitter } from '../../src/framing/splitter';
import { regionsOf } from './account';
import { chunksOf, cutsOf } from './chunks';
import { ciphered, encryptedP1, hdlc, hex, LLC, length, mbus, notification, segments, wrapper } from './frames';
import { CHECKED, CLEAN_ONLY, KINDS, type Kind, UNCHECKED_P1 } from './kinds';
import { byteByByte, type Event, found, outcomes } from './outcomes';
import { checked, NOON, SIMULATED } from './telegrams';

function text(characters: string): Buffer {
  return Buffer.from(characters, 'latin1');
}

/** What may begin a frame, or end one, and proves nothing. */
const SIGNS: readonly Buffer[] = [
  ...['/', '/a\n', '/ab\r\n', '/ab\r\nc', '\xaf', '!', '\n!', '!1234\r\n', '(', '\r', '\r\n'].map(text),
  ...['~', '~~', '~\xa0', '~\xa8 ', '~\xa0"A\x08', 'h', 'h\x05\x05h', 'h\x10\x10h\x55', '\x16', '\xa0'].map(text),
  ...['0F', '0F40000000', 'DB', 'DB08', 'DB0800', '00', '0001', '0001000100010010', 'E6E700', 'E0C0', 'C81E30'].map(
    hex,
  ),
  ...['403F10', '403F10010D', '80', '06'].map(hex),
];

/** What shows that a frame begins: the rest is waited for. */
const HEADERS: readonly Buffer[] = [
  text('/SIM5\r\n\r\n1-0:1.7.0(1*kW)\r\n'),
  text('/SIM5\r\n\r\n\0\x82\x01\0\x30'),
  hex('7EA0224108831324 49'),
  hex('68303068 53FF10'),
  hex('68010168 53FF10'),
  hex('0F4000000000 0202'),
  ciphered(90).subarray(0, 30),
  hex('0001 0001 0066 0080 DB'),
];

const sign = fc.constantFrom(...SIGNS);
const header = fc.constantFrom(...HEADERS);
const bytes = fc.uint8Array({ maxLength: 20 }).map((array) => Buffer.from(array));
const part = fc.tuple(fc.constantFrom(...KINDS), fc.nat({ max: 1000 }), fc.boolean()).map(([kind, at, head]) => {
  const cut = at % kind.bytes.length;
  return head ? kind.bytes.subarray(0, cut) : kind.bytes.subarray(cut);
});
const damaged = fc.tuple(fc.constantFrom(...KINDS), fc.nat({ max: 100_000 })).map(([kind, at]) => {
  const copy = Buffer.from(kind.bytes);
  const bit = at % (copy.length * 8);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
});
/** What holds any bytes, and so perhaps another frame. */
const AROUND: readonly ((within: Buffer) => Buffer)[] = [
  (within) => hdlc(Buffer.concat([LLC, within])),
  (within) => mbus(Buffer.concat([hex('53FF100167'), within.subarray(0, 240)])),
  (within) => mbus(Buffer.concat([hex('53FF100167'), within.subarray(0, 500)])),
  (within) => encryptedP1(Buffer.concat([hex('00'), length(within.length + 5), hex('3000000001'), within])),
  (within) => wrapper(Buffer.concat([hex('DB00'), length(within.length + 5), hex('3000000001'), within])),
  (within) => Buffer.concat([hex('0F40000000000201 09'), length(within.length), within]),
  (within) => checked('1-0:1.7.0(00.001*kW)', within.toString('latin1')),
  (within) => checked(within.toString('latin1'), '1-0:1.7.0(00.001*kW)'),
];
const nested = fc
  .tuple(fc.constantFrom(...AROUND), fc.array(fc.oneof(sign, bytes, part, damaged), { maxLength: 3 }))
  .map(([around, within]) => around(Buffer.concat(within)));
const whole = fc.constantFrom(...KINDS.map((kind) => kind.bytes));
const noise = fc.array(
  fc.oneof({ weight: 4, arbitrary: sign }, bytes, header, { weight: 2, arbitrary: part }, damaged),
  { maxLength: 6 },
);
const anything = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: sign }, bytes, header, part, damaged, nested, { weight: 2, arbitrary: whole }),
    {
      maxLength: 8,
    },
  )
  .map((pieces) => Buffer.concat(pieces));

function holds(items: readonly Framed[], { message }: Kind): boolean {
  return items.some((item) => item.kind === 'frame' && item.frame.message.equals(message));
}

/** Some lengths to cut `kind` at: each at either end, some between. */
function cutLengths({ bytes: { length: all } }: Kind): number[] {
  const between = Array.from({ length: 5 }, (_, i) => Math.floor((i * all) / 5));
  const ends = [1, 2, 3, 7, 8, 9, 13].flatMap((n) => [n, all - n]);
  return [...new Set([...between, ...ends])].filter((at) => at > 0 && at < all);
}

describe('several links in one stream', () => {
  for (const kind of KINDS) {
    it(`${kind.name} is found behind a cut frame of any kind`, function () {
      this.timeout(60_000);
      const needsPause = CLEAN_ONLY.includes(kind);
      for (const other of KINDS) {
        for (const at of cutLengths(other)) {
          const cut = other.bytes.subarray(0, at);
          const events: Event[] = needsPause ? [cut, 'pause', kind.bytes] : [Buffer.concat([cut, kind.bytes])];
          const items = found(events);
          assert.ok(holds(items, kind), `${at} bytes of ${other.name}: ${outcomes(items)}`);
          assert.deepEqual(found(byteByByte(events)), items, `${at} bytes of ${other.name}, byte by byte`);
        }
      }
    });
  }

  it('are found whatever is in front of them', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(noise, fc.constantFrom(...CHECKED), (before, kind) => {
        const items = found([Buffer.concat([...before, kind.bytes])]);
        assert.ok(holds(items, kind), `${kind.name}: ${outcomes(items)}`);
      }),
      { numRuns: 500 },
    );
    const unchecked = fc.constantFrom(...UNCHECKED_P1);
    fc.assert(
      fc.property(fc.array(fc.oneof(sign, bytes), { maxLength: 6 }), unchecked, (before, kind) => {
        assert.ok(holds(found([Buffer.concat([...before, kind.bytes])]), kind));
      }),
    );
    fc.assert(
      fc.property(noise, fc.constantFrom(...CLEAN_ONLY), (before, kind) => {
        assert.ok(holds(found([Buffer.concat(before), 'pause', kind.bytes]), kind));
      }),
    );
  });

  it('wait for nothing that proves nothing', function () {
    this.timeout(60_000);
    // An identification, an empty line and ciphertext would be the beginning of encrypted P1.
    const doubtful = fc.constantFrom(...SIGNS.filter((one) => !one.equals(text('\r\n'))));
    const pending = fc.array(fc.oneof(doubtful, bytes, fc.constant(ciphered(400).subarray(0, 200))), { maxLength: 6 });
    fc.assert(
      fc.property(pending, fc.constantFrom(...CHECKED), (before, kind) => {
        const splitter = new Splitter();
        const stream = Buffer.concat([...before, kind.bytes]);
        const items = Array.from(stream).flatMap((byte) => splitter.push(Uint8Array.of(byte)));
        assert.ok(holds(items, kind), kind.name);
      }),
      { numRuns: 300 },
    );
  });

  it('wait for nothing that lies within a frame without a check', () => {
    // Its last bytes may begin a telegram.
    const frame = notification(0x2f2f);
    assert.equal(new Splitter().push(Buffer.concat([frame, notification()])).length, 2);
  });

  it('give the same however they are cut into chunks', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(
        anything.chain((stream) => fc.tuple(fc.constant(stream), cutsOf(stream, 20))),
        ([stream, cuts]) => {
          const items = found([stream]);
          assert.deepEqual(found(chunksOf(stream, cuts)), items);
          assert.deepEqual(found(byteByByte([stream])), items);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('give the same where the line pauses now and then, and where the link is told', function () {
    this.timeout(60_000);
    const links: (Link | undefined)[] = [undefined, 'p1', 'hdlc', 'mbus', 'wrapper', 'apdu', 'kmp'];
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 4 }), fc.constantFrom(...links), (streams, link) => {
        const options = link === undefined ? {} : { link };
        const events = streams.flatMap<Event>((stream) => [stream, 'pause']);
        const items = found(events, options);
        assert.deepEqual(found(byteByByte(events), options), items);
        for (const item of items) if (item.kind === 'frame' && link !== undefined) assert.equal(item.frame.link, link);
      }),
      { numRuns: 300 },
    );
  });

  it('account for every byte', function () {
    this.timeout(60_000);
    const single = [
      SIMULATED,
      ...CHECKED.filter(({ name }) => !/segmented|blocks/.test(name)).map((kind) => kind.bytes),
    ];
    const piece = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...SIGNS.filter(([first]) => ![0x00, 0x0f, 0xdb].includes(first!))) },
      fc.constantFrom(...single),
      fc.tuple(fc.constantFrom(...single), fc.nat({ max: 900 })).map(([frame, at]) => frame.subarray(0, at)),
    );
    const streams = fc.array(piece, { maxLength: 8 }).map((pieces) => Buffer.concat(pieces));
    fc.assert(
      fc.property(streams, (stream) => void regionsOf(stream, decode(stream, { until: 'frame' }))),
      { numRuns: 500 },
    );
  });

  it('all of them come out of one stream', () => {
    const kinds = [...CHECKED, ...CLEAN_ONLY];
    const items = found([Buffer.concat(kinds.map((kind) => kind.bytes))]);
    assert.deepEqual(
      outcomes(items),
      kinds.map(({ message }) => message.toString('hex')),
    );
  });
});

describe('a splitter', () => {
  it('finds the told link only', () => {
    const stream = Buffer.concat([SIMULATED, hdlc(Buffer.concat([LLC, notification()]))]);
    const links = (link?: Link) =>
      found([stream], link === undefined ? {} : { link }).flatMap((item) =>
        item.kind === 'frame' ? [item.frame.link] : [],
      );
    assert.deepEqual(links(), ['p1', 'hdlc']);
    assert.deepEqual(links('hdlc'), ['hdlc']);
    assert.deepEqual(links('p1'), ['p1']);
    assert.deepEqual(links('mbus'), []);
  });

  it('wants to know of a pause while a frame is under way, and after noise', () => {
    const waits = (...chunks: Buffer[]) => {
      const splitter = new Splitter();
      for (const chunk of chunks) splitter.push(chunk);
      const { waiting } = splitter;
      splitter.flush();
      assert.equal(splitter.waiting, false, 'after the pause');
      return waiting;
    };
    const [first] = segments(ciphered(200), 100) as [Buffer];
    assert.equal(waits(), false);
    assert.equal(waits(SIMULATED), false);
    assert.equal(waits(SIMULATED, text('\r\n')), false);
    assert.equal(waits(SIMULATED.subarray(0, 100)), true);
    assert.equal(waits(text('noise')), true);
    assert.equal(waits(first), true);
    assert.equal(waits(notification().subarray(0, 10)), true);
  });

  it('tells when the first byte of the first piece came', () => {
    const splitter = new Splitter();
    const pieces = segments(ciphered(250), 100);
    const items = pieces.flatMap((piece, i) => [
      ...splitter.push(piece.subarray(0, 50), new Date(NOON + i * 2000)),
      ...splitter.push(piece.subarray(50), new Date(NOON + i * 2000 + 1000)),
    ]);
    assert.deepEqual(
      items.map((item) => item.kind === 'frame' && item.frame.receivedAt),
      [new Date(NOON).toISOString()],
    );
  });
});
