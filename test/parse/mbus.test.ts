import assert from 'node:assert/strict';
import { MeterError } from '../../src/base/errors';
import type { Note } from '../../src/base/frame';
import { linkAddress } from '../../src/base/mbus-address';
import { type MbusMessage, type MbusOptions, parseMbus } from '../../src/parse/mbus';
import { RecordFormats } from '../../src/parse/records/formats';

const HEX = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');

const SENDER = linkAddress(HEX('9315785634123303'));
const OTHER = linkAddress(HEX('9315785634123304'));

/** EN 13757-3:2018, G.5.2: the records of a full frame, its format, and what is left of it. */
const FULL = '0202D204 02152E16 022A3423';
const FORMAT = '08 313B 0202 0215 022A';
const COMPACT = '313B 42A6 D204 2E16 3423';

/** The header with the address of {@link SENDER}, and without one. */
const LONG = '78563412 9315 3303 2a 00 0000';
const SHORT = '2a 00 0000';

function parse(hex: string, options: Partial<MbusOptions> = {}): MbusMessage {
  return parseMbus(HEX(hex), { sender: SENDER, checked: true, ...options });
}

/** Name and value of each object. */
function said(hex: string, options?: Partial<MbusOptions>): unknown[] {
  return parse(hex, options).objects.map(({ name, value }) => [name, value]);
}

function errorOf(run: () => unknown): MeterError {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof MeterError);
    return error;
  }
  assert.fail('nothing was thrown');
}

const VALUES = [
  ['energy', 123.4],
  ['volume', 567.8],
  ['power', 901.2],
];

describe('a message of M-Bus', () => {
  it('without header, with a short and with a long one', () => {
    const record = ['volume', 0.001];
    assert.deepEqual(said('78 0113 01'), [record]);
    assert.deepEqual(said('7a 2a 08 0000 0113 01'), [['status', 8], record]);
    assert.deepEqual(said(`72 78563412 9315 3304 2a 00 0000 0113 01`), [['status', 0], record]);
  });

  it('whose data they are: of the long header, else of the sender', () => {
    assert.deepEqual(parse('72 78563412 9315 3304 2a 00 0000').meter?.bytes, OTHER.bytes);
    assert.equal(parse('7a 2a 00 0000').meter, SENDER);
    assert.equal(parse('78').meter, SENDER);
    assert.equal(parse('78', { sender: undefined }).meter, undefined);
  });

  for (const [name, hex, expected] of [
    ['a command', '51 0801', [['command', '0801']]],
    ['a selection', '66 20', [['applicationSelection', '20']]],
    ['an alarm', '71 04', [['alarm', '04']]],
    [
      'an alarm with a header',
      '74 2a 01 0000 04',
      [
        ['status', 1],
        ['alarm', '04'],
      ],
    ],
    [
      'DLMS',
      '7d 2a 00 0000 c0ff',
      [
        ['status', 0],
        ['dlms', 'C0FF'],
      ],
    ],
    ['what its maker likes', 'a2 0102', [['manufacturerData', '0102']]],
    ['nothing', '8a 2a 04 0000', [['status', 4]]],
    ['nothing, and something behind', '8a 2a 04 0000 0113', [['status', 4]]],
  ] as const) {
    it(name, () => assert.deepEqual(said(hex), expected));
  }

  it('an error that the meter tells', () => {
    for (const [hex, number, text] of [
      ['70', 0, 'unspecified'],
      ['70 00', 0, 'unspecified'],
      ['70 01', 1, 'control information not implemented'],
      ['70 08', 8, 'application busy'],
      ['70 09', 9, 'too many readouts'],
      ['70 0a', 10, 'number 10'],
      ['6e 2a 00 0000 ff', 255, 'number 255'],
    ] as const) {
      const { code, details, message } = errorOf(() => parse(hex));
      assert.deepEqual([code, details], ['meter-error', { number }]);
      assert.ok(message.endsWith(text), message);
    }
  });

  for (const [name, hex, code] of [
    ['nothing at all', '', 'truncated'],
    ['a header that ends', '72 785634', 'truncated'],
    ['what is encrypted', '7a 2a 00 2005 0102', 'no-key'],
    ['what is encrypted in a way that nobody reads', '7a 2a 00 200d 0102', 'unsupported'],
    ['control information that nobody reads', '81 00', 'unsupported'],
    ['a format frame that ends', '69 08 313B', 'truncated'],
    ['a format frame whose signature does not fit', '69 08 323B 0202 0215 022A', 'checksum'],
    ['a compact frame that ends before its checksum', '79 313B 42', 'truncated'],
  ] as const) {
    it(`${name}: ${code}`, () => assert.equal(errorOf(() => parse(hex)).code, code));
  }

  it('records that nothing has proven are refused where they cannot be read, else kept', () => {
    assert.equal(errorOf(() => parse('78 0413 01', { checked: false })).code, 'truncated');
    assert.deepEqual(said('78 0413 01'), [['unreadable', '041301']]);
  });

  it('tells of each record', () => {
    const fields: unknown[] = [];
    const note: Note = (start, end, field) => fields.push([start, end, field]);
    parse('78 0113 01 2f 0103 02', { note });
    assert.deepEqual(fields, [
      [0, 3, 'volume'],
      [3, 4, 'filler'],
      [4, 7, 'energy'],
    ]);
  });
});

describe('compact frames of M-Bus', () => {
  const unknown = [['unknownFormat', '3B31']];

  it('before their format say which one they need', () => {
    assert.deepEqual(said(`79 ${COMPACT}`, { formats: new RecordFormats(1) }), unknown);
    assert.deepEqual(said(`79 ${COMPACT}`), unknown, 'nobody remembers');
    const short = said(`7b ${SHORT} ${COMPACT}`, { formats: new RecordFormats(1) });
    assert.deepEqual(short, [['status', 0], ...unknown]);
    assert.deepEqual(said('79 0100 0000'), [['unknownFormat', '0001']]);
  });

  for (const [form, full, format, compact] of [
    ['no header', `78 ${FULL}`, `69 ${FORMAT}`, `79 ${COMPACT}`],
    ['a short header', `7a ${SHORT} ${FULL}`, `6a ${SHORT} ${FORMAT}`, `7b ${SHORT} ${COMPACT}`],
    ['a long header', `72 ${LONG} ${FULL}`, `6b ${LONG} ${FORMAT}`, `73 ${LONG} ${COMPACT}`],
  ] as const) {
    it(`after a full frame, after a format frame, with ${form}`, () => {
      const status = form === 'no header' ? [] : [['status', 0]];
      for (const [shows, says] of [
        [full, [...status, ...VALUES.map(([name]) => name)]],
        [format, [...status]],
      ] as const) {
        const formats = new RecordFormats(1);
        const objects = said(shows, { formats });
        if (shows === format) assert.deepEqual(objects, says);
        const read = parse(compact, { formats, checked: false });
        assert.deepEqual(
          read.objects.map(({ name, value }) => [name, value]),
          said(full),
        );
      }
    });
  }

  it('say what the full frame said', () => {
    const formats = new RecordFormats(1);
    const { objects } = parse(`78 ${FULL}`, { formats });
    assert.deepEqual(parse(`79 ${COMPACT}`, { formats }).objects, objects);
    assert.equal(objects.length, 3);
    assert.ok(objects.every(({ record }) => record !== undefined));
  });

  it('fillers that encryption leaves stand in front of all of them', () => {
    for (const shows of [`78 2f2f ${FULL} 2f2f`, `69 2f2f ${FORMAT}`]) {
      const formats = new RecordFormats(1);
      parse(shows, { formats });
      assert.equal(said(`79 2f2f2f ${COMPACT}`, { formats }).length, 3);
    }
  });

  it('each meter has its own formats', () => {
    const formats = new RecordFormats(2);
    parse(`78 ${FULL}`, { formats });
    assert.deepEqual(said(`79 ${COMPACT}`, { formats, sender: OTHER }), unknown);
    assert.equal(said(`79 ${COMPACT}`, { formats }).length, 3);
    const behind = said(`73 ${LONG} ${COMPACT}`, { formats, sender: OTHER });
    assert.equal(behind.length, 4, 'the long header tells the meter');
  });

  it('of nobody are never known', () => {
    const formats = new RecordFormats(2);
    for (const shows of [`78 ${FULL}`, `69 ${FORMAT}`]) parse(shows, { formats, sender: undefined });
    assert.deepEqual(formats.toJSON(), []);
    assert.deepEqual(said(`79 ${COMPACT}`, { formats, sender: undefined }), unknown);
  });

  it('that do not fit their checksum, or end, are refused', () => {
    const formats = new RecordFormats(1);
    parse(`69 ${FORMAT}`, { formats });
    for (const checked of [true, false]) {
      const refused = (compact: string) => errorOf(() => parse(`79 ${compact}`, { formats, checked })).code;
      assert.equal(refused('313B 42A6 D204 2E16 3424'), 'checksum');
      assert.equal(refused('313B 42A6 D204 2E16 34'), 'truncated');
    }
  });

  it('what could not be read shows no format, and does not hide the one that is known', () => {
    const formats = new RecordFormats(1);
    parse(`78 ${FULL} 0413 01`, { formats });
    assert.deepEqual(formats.toJSON(), []);
    parse(`78 ${FULL}`, { formats });
    parse(`78 ${FULL} 0413 01`, { formats });
    assert.equal(said(`79 ${COMPACT}`, { formats }).length, 3);
    errorOf(() => parse('69 08 323B 0202 0215 022A', { formats }));
    assert.equal(said(`79 ${COMPACT}`, { formats }).length, 3);
  });
});
