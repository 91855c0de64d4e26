import assert from 'node:assert/strict';
import { DIALECTS, type Dialect } from '../../src/base/receivers';
import { withFormatA, withFormatB } from '../../src/simulator/radio/format';
import { type Heard, RECEIVER_STREAMS } from '../../src/simulator/receivers';
import { corpusLines } from '../corpus/corpus';

const HEX = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');

/** OMS Specification Volume 2, annex N (2023-12), clause N.2.1: a gas meter, in format A, and without its CRCs. */
const GAS_METER_A = HEX(`
  2E44931578563412330333637A2A0020255923C95AAA26D1B2E7493BC2AD
  013EC4A6F6D3529B520EDFF0EA6DEFC955B29D6D69EBF3EC8A`);
const GAS_METER = HEX(`
  2E449315785634123303 7A2A0020255923C95AAA26D1B2E7493B
  013EC4A6F6D3529B520EDFF0EA6DEFC9 9D6D69EBF3`);

/** Short enough to be written down: C is SND-NR, and it carries one byte. */
const SHORT = HEX('0A4493157856341233037A');
const AT = Date.parse('2026-07-28T00:40:16.250Z');

describe('the CRCs of a simulated telegram', () => {
  it('are those of format A', () => {
    assert.deepEqual(withFormatA(GAS_METER), GAS_METER_A);
  });

  it('are those of format B, which are counted', () => {
    // rmja/wmbus, tests of its stack; CRC-16/EN-13757 has the check value C2B7.
    assert.deepEqual(
      withFormatB(HEX('11442D2C785634120132A000010203040506')),
      HEX('13442D2C785634120132A000010203040506C3C0'),
    );
    for (const [length, parts] of [
      [126, 1],
      [127, 2],
      [252, 2],
    ] as const) {
      const telegram = Buffer.alloc(length, 0x44);
      telegram[0] = length - 1;
      const framed = withFormatB(telegram);
      assert.deepEqual([framed.length, framed[0]], [length + 2 * parts, length - 1 + 2 * parts]);
    }
    assert.throws(() => withFormatB(Buffer.alloc(253)), RangeError);
  });
});

/** What each receiver makes of {@link SHORT}: its sums were worked out bit by bit. */
const LAYOUTS: Readonly<Record<Dialect, readonly [heard: Heard, stream: string | Buffer][]>> = {
  im871a: [
    [{}, HEX('A5 82030A 4493157856341233037A 9D59')],
    [{ rssi: -80 }, HEX('A5 C2030A 4493157856341233037A 55 0AF9')],
    [{ rssi: -80, at: AT }, HEX('A5 E2030A 4493157856341233037A 70FA676A 55 502C')],
    [{ rssi: -10 }, HEX('A5 C2030A 4493157856341233037A E1 A50A')],
    [{ rssi: 0 }, HEX('A5 C2030A 4493157856341233037A E5 814C')],
    [{ rssi: -150 }, HEX('A5 C2030A 4493157856341233037A 00 22FC')],
  ],
  hex: [[{ rssi: -80, at: AT }, '0a4493157856341233037a\n']],
  iu891a: [
    [{}, HEX('C0 0920 00000000 0000 02 00 0A4493157856341233037A 5F04 C0')],
    [{ rssi: -64, at: AT, mode: 'C1' }, HEX('C0 0920 70FA676A 0000 14 DBDC 0A4493157856341233037A 6246 C0')],
    [{ rssi: -37 }, HEX('C0 0920 00000000 0000 02 DBDD 0A4493157856341233037A 2565 C0')],
  ],
  amb8465: [
    [{}, HEX('FF030A 4493157856341233037A 76')],
    [{ rssi: -80 }, HEX('FF030B 4493157856341233037A F4 83')],
    [{ rssi: -50.5 }, HEX('FF030B 4493157856341233037A 2F 58')],
  ],
  cul: [
    [{ at: AT }, 'b0A4493157856341233031D747AE12A\r\n'],
    [{ rssi: -80 }, 'b0A4493157856341233031D747AE12A82F4\r\n'],
    [{ rssi: -50.5, mode: 'C1' }, 'bY0C4493157856341233037A239A822F\r\n'],
  ],
  rc1180: [
    [{}, SHORT],
    [{ rssi: -40 }, HEX('0B4493157856341233037A 50')],
  ],
  embit: [
    [{}, HEX('0011 E0 0017 0A4493157856341233037A C2')],
    [{ rssi: -34 }, HEX('0012 E0 8017 DE 0A4493157856341233037A 21')],
    [{ at: 123_000 }, HEX('0015 E0 001F 003D8000 0A4493157856341233037A 8B')],
    [{ rssi: -34, at: 123_000 }, HEX('0016 E0 801F DE 003D8000 0A4493157856341233037A EA')],
  ],
  'rtl-wmbus': [
    [{ at: AT }, 'T1;1;1;2026-07-28 00:40:16.250;97;148;12345678;0x0a4493157856341233037a\n'],
    [{ mode: 'C1' }, 'C1;1;1;1970-01-01 00:00:00.000;97;148;12345678;0x0a4493157856341233037a\n'],
  ],
  'rtl-433': [
    [
      { at: AT },
      '{"time" : "2026-07-28 00:40:16", "model" : "Wireless-MBus", "mode" : "T", "M" : "ELS", "id" : 12345678, ' +
        '"version" : 51, "type" : "0x03", "C" : "0x44", "data_length" : 11, ' +
        '"data" : "0a4493157856341233037a", "mic" : "CRC", "CI" : "0x7A"}\n',
    ],
    [
      { rssi: -7.5, mode: 'C1' },
      '{"time" : "1970-01-01 00:00:00", "model" : "Wireless-MBus", "mode" : "C", "M" : "ELS", "id" : 12345678, ' +
        '"version" : 51, "type" : "0x03", "C" : "0x44", "data_length" : 13, ' +
        '"data" : "0c4493157856341233037a239a", "mic" : "CRC", "CI" : "0x7A", "rssi" : -7.5}\n',
    ],
  ],
  raw: [[{ rssi: -80 }, SHORT]],
  chips: [
    [{}, HEX('543D 5A671C94B3594EC65A2DC34E2CB58B3714DC4E6C8D3A60')],
    [{ mode: 'C1' }, HEX('543D543D 0C4493157856341233037A239A')],
  ],
};

describe('what a simulated receiver hands on', () => {
  for (const dialect of DIALECTS) {
    it(`in the dialect ${dialect}`, () => {
      for (const [heard, stream] of LAYOUTS[dialect]) {
        const sent = RECEIVER_STREAMS[dialect](SHORT, heard);
        assert.deepEqual(sent.toString('latin1'), stream.toString('latin1'), JSON.stringify(heard));
      }
    });
  }

  it('is no telegram that is too long for the way', () => {
    const longest = Buffer.alloc(256, 0x44);
    longest[0] = 255;
    assert.equal(RECEIVER_STREAMS.im871a(longest).length, 4 + 255 + 2);
    assert.throws(() => RECEIVER_STREAMS.amb8465(longest, { rssi: -80 }), RangeError);
    assert.throws(() => RECEIVER_STREAMS.rc1180(longest, { rssi: -80 }), RangeError);
  });

  it('leaves the telegram alone', () => {
    for (const dialect of DIALECTS) {
      const telegram = Buffer.from(SHORT);
      RECEIVER_STREAMS[dialect](telegram, { rssi: -80, at: AT, mode: 'C1' }).fill(0);
      assert.deepEqual(telegram, SHORT, dialect);
    }
  });
});

interface ReceiverRow {
  id: string;
  encoding: 'hex' | 'ascii';
  data: string;
  expect_frames: string[];
}

/** Rows whose streams follow from their telegrams, and what each of them says beside these. */
const ROWS: Readonly<Record<string, readonly [dialect: Dialect, heard?: Heard]>> = {
  'im871a-real-1': ['im871a', { rssi: -94, at: 0 }],
  'im871a-real-3': ['im871a', { rssi: -94.5, at: 0 }],
  'im871a-real-4-no-timestamp': ['im871a', { rssi: -80 }],
  'im871a-gama350': ['im871a', { rssi: -74.5 }],
  'im871a-payload-a5': ['im871a', { rssi: -40 }],
  'iu891a-real-1': ['iu891a', { rssi: -25, at: 946_684_831_000 }],
  'amb8465-cmd-gama350': ['amb8465', { rssi: -124 }],
  'cul-t1-real': ['cul', { rssi: -41.5 }],
  'cul-t1-gama350': ['cul', { rssi: -50 }],
  'cul-c1-format-b': ['cul', { rssi: -50, mode: 'C1' }],
  'cul-c1-format-b-short': ['cul', { rssi: -102, mode: 'C1' }],
  'cul-x01-no-rssi': ['cul'],
  'rc1180-plain': ['rc1180'],
  'rc1180-rssi': ['rc1180', { rssi: -40 }],
  'rtlwmbus-real-2': ['rtl-wmbus', { at: Date.parse('2019-04-03T19:00:42Z') }],
  'mqtt-raw-hex': ['hex'],
  'rawtty-real': ['raw'],
  'ebi-frame-b': ['embit', { rssi: -34, at: 123_000 }],
};

describe('what real receivers handed on', () => {
  const rows = corpusLines<ReceiverRow>('dongles.jsonl');
  if (rows === undefined) it.skip('corpus absent');
  const rowOf = (id: string) => rows!.find((row) => row.id === id)!;
  const streamOf = ({ data, encoding }: ReceiverRow) => Buffer.from(data, encoding === 'hex' ? 'hex' : 'latin1');
  const builtOf = ({ expect_frames }: ReceiverRow, dialect: Dialect, heard?: Heard) =>
    Buffer.concat(expect_frames.map((frame) => RECEIVER_STREAMS[dialect](HEX(frame), heard)));

  for (const [id, [dialect, heard]] of rows === undefined ? [] : Object.entries(ROWS)) {
    it(id, () => {
      const row = rowOf(id);
      const expected = streamOf(row).toString('latin1');
      // A payload of an MQTT message is no line.
      const ends = dialect === 'hex' ? '\n' : '';
      assert.equal(builtOf(row, dialect, heard).toString('latin1'), expected + ends);
    });
  }

  if (rows === undefined) return;

  it('rtl433-json and rtl433-json-format-b, as far as they say the same', () => {
    for (const [id, mode] of [
      ['rtl433-json', 'T1'],
      ['rtl433-json-format-b', 'C1'],
    ] as const) {
      const row = rowOf(id);
      const built = JSON.parse(builtOf(row, 'rtl-433', { at: AT, mode }).toString('latin1')) as object;
      const expected = JSON.parse(row.data) as Record<string, unknown>;
      for (const [name, value] of Object.entries(built)) assert.equal(value, expected[name], `${id}: ${name}`);
    }
  });

  it('t1-chips-gama350 and c1-format-b-real, whose synchronisation words are shorter', () => {
    const t1 = rowOf('t1-chips-gama350');
    assert.deepEqual(builtOf(t1, 'chips').subarray(2), streamOf(t1));
    const c1 = rowOf('c1-format-b-real');
    assert.deepEqual(builtOf(c1, 'chips', { mode: 'C1' }).subarray(2), streamOf(c1));
  });
});
