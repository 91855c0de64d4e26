import assert from 'node:assert/strict';
import { decode, type Result } from '../../src/decode';
import { regionsOf } from './account';
import { comparable, decodeChunks, singleBytes } from './chunks';
import { ciphered, hdlc, hex, mbus, mbusSegments, notification } from './frames';

const NOTIFICATION = notification();
const [FRAME] = mbusSegments(NOTIFICATION) as [Buffer];
const LONG = ciphered(600);
const [FIRST, SECOND, THIRD] = mbusSegments(LONG) as [Buffer, Buffer, Buffer];
const HEADER = hex('53FF100167');
/** 257 bytes, as Sagemcom meters send them: L is 01. */
const OVERFLOWING = ciphered(239);
const OVERLONG = mbus(Buffer.concat([HEADER, OVERFLOWING]));

function join(...pieces: Buffer[]): Buffer {
  return Buffer.concat(pieces);
}

function flipped(frame: Buffer, at: number): Buffer {
  const bytes = Buffer.from(frame);
  bytes[at]! ^= 0x01;
  return bytes;
}

function outcome(result: Result): string | number {
  if (result.kind === 'error') return result.error.code;
  return result.kind === 'discarded' ? result.count : result.frame.message.toString('hex');
}

/** The data of a frame of 250 bytes and more. */
function said(frame: Buffer): string {
  return frame.subarray(9, -2).toString('hex');
}

const SAID = NOTIFICATION.toString('hex');
const LONG_SAID = LONG.toString('hex');
const OVERLONG_SAID = OVERFLOWING.toString('hex');

/** A meter that answers with records (EN 13757-3), not with DLMS. */
const RECORDS = mbus(hex('0801 72 78563412 24400107 55000000'));
const RECORDS_SAID = '72785634122440010755000000';
/** The fixed data structure (EN 1434-3). */
const FIXED = mbus(hex('0801 73 78563412 0A00E97E 01000000 35010000'));

const HDLC = hdlc(NOTIFICATION);
const LONG_DATA = join(HDLC, ciphered(206));

/** Another meter on the same line, by its address. */
const OTHER_FIRST = mbus(join(hex('5301000167'), NOTIFICATION.subarray(0, 9)));
const OTHER_LAST = mbus(join(hex('5301110167'), NOTIFICATION.subarray(9)));
const OTHER_SAID = NOTIFICATION.toString('hex');

const STREAMS: readonly (readonly [name: string, bytes: Buffer, found: readonly (string | number)[]])[] = [
  ['a frame', FRAME, [SAID]],
  ['two frames', join(FRAME, FRAME), [SAID, SAID]],
  ['segments', join(FIRST, SECOND, THIRD), [LONG_SAID]],
  ['257 bytes', OVERLONG, [OVERLONG_SAID]],
  ['257 bytes, and another frame', join(OVERLONG, FRAME), [OVERLONG_SAID, SAID]],
  ['more than 257 bytes', mbus(join(HEADER, ciphered(280))), [ciphered(280).toString('hex')]],
  ['noise around frames', join(hex('E5 68'), FRAME, hex('6868'), FRAME, hex('16')), [2, SAID, 2, SAID, 1]],
  ['a wrong checksum', join(flipped(FRAME, FRAME.length - 2), FRAME), ['checksum', SAID]],
  ['a wrong byte', join(flipped(FRAME, 12), FRAME), ['checksum', SAID]],
  ['a wrong byte of 257', join(flipped(OVERLONG, 100), FRAME), ['checksum', SAID]],
  ['a wrong stop', join(flipped(FRAME, FRAME.length - 1), FRAME), ['truncated', SAID]],
  ['a wrong second start', join(flipped(FRAME, 3), FRAME), [FRAME.length, SAID]],
  ['a wrong length', join(flipped(FRAME, 1), FRAME), [FRAME.length, SAID]],
  ['another control field', join(flipped(FRAME, 4), FRAME), [FRAME.length, SAID]],
  ['a frame cut by another', join(FRAME.subarray(0, 15), FRAME), ['truncated', SAID]],
  ['257 bytes cut by another frame', join(OVERLONG.subarray(0, 200), FRAME, FRAME), ['truncated', SAID, SAID]],
  ['a lost byte', join(FIRST.subarray(0, 99), FIRST.subarray(100), FRAME), ['truncated', SAID]],
  ['a frame cut by the end', FRAME.subarray(0, -1), ['truncated']],
  ['257 bytes cut by the end', OVERLONG.subarray(0, 200), ['truncated']],
  ['a start cut by the end', FRAME.subarray(0, 6), [6]],
  ['a length that holds no header, if not with 256 more', join(mbus(hex('53FF')), FRAME), ['truncated', SAID]],
  ['records', RECORDS, [RECORDS_SAID]],
  ['records, and a frame', join(RECORDS, FRAME), [RECORDS_SAID, SAID]],
  ['records of the fixed form', FIXED, ['unsupported']],
  ['no data', join(mbus(HEADER), FRAME), [11, SAID]],
  ['a last segment without data', join(FIRST, mbus(hex('53FF110167'))), [said(FIRST)]],
  ['records that hold a frame', join(mbus(join(hex('080172'), FRAME)), FRAME), [`72${FRAME.toString('hex')}`, SAID]],
  ['a frame of HDLC within', mbus(join(HEADER, HDLC)), [HDLC.toString('hex')]],
  ['a frame of HDLC within 257 bytes', mbus(join(HEADER, LONG_DATA)), [LONG_DATA.toString('hex')]],
  ['control information alone', mbus(hex('53FF10')), ['unsupported']],
  ['a segment missing', join(FIRST, THIRD, FRAME), ['truncated', SAID]],
  ['the first segment missing', join(SECOND, THIRD, FRAME), ['truncated', SAID]],
  ['the last segment missing', join(FIRST, SECOND, FRAME), ['truncated', SAID]],
  ['a last segment that is an APDU', mbus(join(hex('53FF110167'), NOTIFICATION)), ['truncated']],
  ['segments of two meters', join(FIRST, OTHER_FIRST, SECOND, OTHER_LAST, THIRD), [OTHER_SAID, LONG_SAID]],
  ['segments in the wrong order', join(FIRST, THIRD, SECOND, FRAME), ['truncated', 'truncated', SAID]],
  ['segments cut by the end', join(FIRST, SECOND), ['truncated']],
  ['a damaged segment', join(FIRST, flipped(SECOND, 100), THIRD, FRAME), ['checksum', 'truncated', SAID]],
  ['noise between segments', join(FIRST, hex('5555'), SECOND, THIRD), [2, LONG_SAID]],
  ['a segment that comes twice', join(FIRST, SECOND, SECOND, THIRD), [SECOND.length, LONG_SAID]],
];

describe('framing of wired M-Bus', () => {
  for (const [name, bytes, expected] of STREAMS) {
    it(name, () => {
      const results = comparable(decode(bytes, { until: 'frame' }));
      assert.deepEqual(results.map(outcome), expected);
      assert.deepEqual(decodeChunks(singleBytes(bytes), { until: 'frame' }), results, 'byte by byte');
      if (!/segment|that hold/.test(name)) regionsOf(bytes, results);
    });
  }

  it('takes each control field of what goes with data, and no other', () => {
    const taken = Array.from({ length: 256 }, (_, control) => control).filter((control) => {
      const bytes = mbus(join(Buffer.of(control), hex('FF100167'), NOTIFICATION));
      return decode(bytes, { until: 'frame' })[0]?.kind === 'telegram';
    });
    assert.deepEqual(taken, [0x08, 0x18, 0x28, 0x38, 0x43, 0x53, 0x63, 0x73]);
  });

  it('tells all of a message, with a copy of its bytes', () => {
    const bytes = join(FIRST, SECOND, THIRD);
    const wire = Buffer.from(bytes);
    const [result] = decode(bytes, { until: 'frame' });
    bytes.fill(0);
    assert.ok(result?.kind === 'telegram');
    assert.deepEqual(result.frame, {
      link: 'mbus',
      content: 'apdu',
      wire,
      message: LONG,
      check: 'ok',
      encrypted: true,
    });
  });

  it('of 257 bytes say that they have one', () => assert.deepEqual(OVERLONG.subarray(0, 4), hex('68010168')));

  it('says in an error where the frame began, and how much of it came', () => {
    const errors = (bytes: Buffer) =>
      decode(bytes, { until: 'frame' }).flatMap((result) =>
        result.kind === 'error' ? [[result.error.offset, result.error.message]] : [],
      );
    assert.deepEqual(errors(join(hex('55'), FRAME.subarray(0, 20))), [[1, 'the frame ends after 20 of 32 bytes']]);
    assert.deepEqual(errors(OVERLONG.subarray(0, 20)), [[0, 'the frame ends after 20 of 263 bytes']]);
    assert.deepEqual(errors(flipped(FRAME, 12)), [[0, 'the checksum does not fit the 32 bytes']]);
    const lost = join(FIRST.subarray(0, 99), FIRST.subarray(100), hex('00'));
    assert.deepEqual(errors(lost), [[0, 'the frame does not end with 261 bytes']]);
  });

  it('says what is not read', () => {
    const [result] = decode(FIXED, { until: 'frame' });
    assert.ok(result?.kind === 'error');
    assert.match(result.error.message, /^a frame of 25 bytes whose control information, 73, nobody reads$/);
  });

  it('says that a segment came twice', () => {
    const [repeat] = decode(join(FIRST, SECOND, SECOND, THIRD), { until: 'frame' });
    const offset = FIRST.length + SECOND.length;
    assert.deepEqual(repeat, { kind: 'discarded', count: SECOND.length, reason: 'repeat', offset });
  });
});
