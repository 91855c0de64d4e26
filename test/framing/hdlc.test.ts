import assert from 'node:assert/strict';
import type { Frame } from '../../src/base/frame';
import { decode, type Result } from '../../src/decode';
import { Splitter } from '../../src/framing/splitter';
import { regionsOf } from './account';
import { comparable, decodeChunks, singleBytes } from './chunks';
import { ciphered, hdlc, hex, LLC, notification, segments, unflagged } from './frames';
import { outcomes } from './outcomes';

const NOTIFICATION = notification();
const INFORMATION = Buffer.concat([LLC, NOTIFICATION]);
const FRAME = hdlc(INFORMATION);
const OTHER = hdlc(Buffer.concat([LLC, notification(99)]), { source: '03' });
const FLAGS_WITHIN = Buffer.concat([LLC, notification(0x7e7d)]);
const LONG = ciphered(300);
const [FIRST, SECOND, THIRD] = segments(LONG, 120) as [Buffer, Buffer, Buffer];

/** Its segments of 80 bytes are alike but the first. */
const SAME = Buffer.concat([ciphered(300).subarray(0, 77), Buffer.alloc(240)]);
/** The last of its segments of 50 bytes could stand alone. */
const ENDS_LIKE_ONE = Buffer.concat([ciphered(300).subarray(0, 97), NOTIFICATION]);

function join(...pieces: Buffer[]): Buffer {
  return Buffer.concat(pieces);
}

function framesIn(results: readonly Result[]): Frame[] {
  return results.flatMap((result) => (result.kind === 'telegram' ? [result.frame] : []));
}

function outcome(result: Result): string | number {
  if (result.kind === 'error') return result.error.code;
  return result.kind === 'discarded' ? result.count : result.frame.message.toString('hex');
}

const SAID = NOTIFICATION.toString('hex');
const OTHER_SAID = notification(99).toString('hex');
const LONG_SAID = LONG.toString('hex');

function flipped(frame: Buffer, at: number): Buffer {
  const bytes = Buffer.from(frame);
  bytes[at]! ^= 0x01;
  return bytes;
}

/** What comes, and what is found in it: messages, the codes of errors, how many bytes are discarded. */
const STREAMS: readonly (readonly [name: string, bytes: Buffer, found: readonly (string | number)[]])[] = [
  ['a frame', FRAME, [SAID]],
  ['two frames', join(FRAME, OTHER), [SAID, OTHER_SAID]],
  ['two frames with one flag between them', join(FRAME, OTHER.subarray(1)), [SAID, OTHER_SAID]],
  ['many flags', join(hex('7E7E'), FRAME, hex('7E7E'), OTHER, hex('7E')), [2, SAID, OTHER_SAID]],
  ['no opening flag', FRAME.subarray(1), [SAID]],
  ['no closing flag', FRAME.subarray(0, -1), [SAID]],
  ['no closing flag, and another frame', join(FRAME.subarray(0, -1), OTHER), [SAID, OTHER_SAID]],
  ['no closing flag, and noise', join(FRAME.subarray(0, -1), hex('55')), [SAID, 1]],
  ['no flags at all', join(unflagged(INFORMATION), OTHER.subarray(1, -1)), [SAID, OTHER_SAID]],
  ['no opening flag behind noise', join(hex('55'), FRAME.subarray(1)), [FRAME.length]],
  ['flags within', hdlc(FLAGS_WITHIN), [FLAGS_WITHIN.toString('hex', 3)]],
  ['no information', hdlc(Buffer.alloc(0)), [10]],
  ['nothing behind the LLC', join(hdlc(LLC), OTHER), [15, OTHER_SAID]],
  ['no information between two frames', join(FRAME, hdlc(Buffer.alloc(0)), OTHER), [SAID, 10, OTHER_SAID]],
  ['one-byte addresses', hdlc(INFORMATION, { destination: '01', source: '21' }), [SAID]],
  ['two-byte addresses', hdlc(INFORMATION, { destination: 'CEFF', source: '0883' }), [SAID]],
  ['four-byte addresses', hdlc(INFORMATION, { destination: '00020023', source: '00020025' }), [SAID]],
  ['a three-byte address', hdlc(INFORMATION, { source: '020023' }), [FRAME.length + 1]],
  ['an address of five bytes', hdlc(INFORMATION, { source: '0202020223' }), [FRAME.length + 3]],
  ['any control field', hdlc(INFORMATION, { control: 0x10 }), [SAID]],
  ['the LLC of a request', hdlc(join(hex('E6E600'), NOTIFICATION)), [SAID]],
  ['no LLC', hdlc(NOTIFICATION), [SAID]],
  ['no LLC, and no APDU', hdlc(hex('55AA')), ['truncated']],
  ['a wrong byte of the information', join(flipped(FRAME, 20), OTHER), ['checksum', OTHER_SAID]],
  ['a wrong FCS', join(flipped(FRAME, FRAME.length - 2), OTHER), ['checksum', OTHER_SAID]],
  ['a wrong header', join(flipped(FRAME, 4), OTHER), [FRAME.length, OTHER_SAID]],
  ['a frame cut by another', join(FRAME.subarray(0, 20), OTHER), ['truncated', OTHER_SAID]],
  ['a frame cut by two others', join(FRAME.subarray(0, 12), OTHER, OTHER), ['truncated', OTHER_SAID, OTHER_SAID]],
  ['a lost byte', join(FRAME.subarray(0, 20), FRAME.subarray(21), OTHER), ['checksum', OTHER_SAID]],
  ['a frame cut by the end', FRAME.subarray(0, 20), ['truncated']],
  ['a header cut by the end', FRAME.subarray(0, 8), [8]],
  ['another frame type', join(hdlc(INFORMATION, { type: 0xb }), OTHER), [FRAME.length, OTHER_SAID]],
  ['a byte behind the header check', join(hdlc(Buffer.alloc(0), { surplus: 1 }), OTHER), [10, OTHER_SAID]],
  ['a length that ends within the header', hex('7EA005410883132449'), [9]],
  ['segments', join(FIRST, SECOND, THIRD), [LONG_SAID]],
  ['segments without flags between them', join(FIRST, SECOND.subarray(1), THIRD.subarray(1)), [LONG_SAID]],
  ['a segment missing, with noise instead', join(FIRST, hex('5555'), THIRD, FRAME), [2, 'truncated', SAID]],
  ['a damaged segment', join(FIRST, flipped(SECOND, 40), THIRD, FRAME), ['checksum', 'truncated', SAID]],
  ['a segment whose header is damaged', join(FIRST, flipped(SECOND, 3), THIRD, FRAME), [131, 'truncated', SAID]],
  ['the first segment missing', join(SECOND, THIRD, FRAME), ['truncated', SAID]],
  ['the last segment missing', join(FIRST, SECOND, FRAME), ['truncated', SAID]],
  ['segments cut by the end', join(FIRST, SECOND), ['truncated']],
  ['segments that say the same', join(...segments(SAME, 80)), [SAME.toString('hex')]],
  ['a last segment that is an APDU', join(...segments(ENDS_LIKE_ONE, 50)), [ENDS_LIKE_ONE.toString('hex')]],
  ['a segment in the middle that is an APDU', join(hdlc(NOTIFICATION, { segmented: true }), THIRD), ['truncated']],
  ['a frame of another meter between segments', join(FIRST, OTHER, SECOND, THIRD), [OTHER_SAID, LONG_SAID]],
  ['no information between segments', join(FIRST, hdlc(Buffer.alloc(0)), SECOND, THIRD), [10, LONG_SAID]],
];

describe('framing of HDLC', () => {
  for (const [name, bytes, expected] of STREAMS) {
    it(name, () => {
      const results = comparable(decode(bytes, { until: 'frame' }));
      assert.deepEqual(results.map(outcome), expected);
      assert.deepEqual(decodeChunks(singleBytes(bytes), { until: 'frame' }), results, 'byte by byte');
    });
  }

  it('accounts for every byte', () => {
    for (const [name, bytes] of STREAMS) {
      if (!name.includes('segment')) regionsOf(bytes, decode(bytes, { until: 'frame' }));
    }
  });

  it('tells all of a frame, with a copy of its bytes', () => {
    const bytes = Buffer.from(FRAME);
    const [result] = decode(bytes, { until: 'frame' });
    bytes.fill(0);
    assert.ok(result?.kind === 'telegram');
    assert.deepEqual(result.frame, {
      link: 'hdlc',
      content: 'apdu',
      wire: FRAME,
      message: NOTIFICATION,
      check: 'ok',
      encrypted: false,
      address: '0883',
    });
  });

  it('waits for nothing behind its closing flag, nor behind a frame that has no flags', () => {
    for (const bytes of [FRAME, unflagged(INFORMATION)]) assert.deepEqual(outcomes(new Splitter().push(bytes)), [SAID]);
    assert.deepEqual(outcomes(new Splitter().push(FRAME.subarray(0, -1))), []);
  });

  it('joins segments: all their bytes, the address of each, and ciphertext', () => {
    const [frame] = framesIn(decode(join(FIRST, SECOND, THIRD), { until: 'frame' }));
    assert.deepEqual([frame?.wire, frame?.address, frame?.encrypted], [join(FIRST, SECOND, THIRD), '0883', true]);
  });

  it('says in an error where the frame began, and how much of it came', () => {
    const [cut, , damaged] = decode(join(FRAME.subarray(0, 20), OTHER, flipped(FRAME, 20)), { until: 'frame' });
    assert.ok(cut?.kind === 'error' && damaged?.kind === 'error');
    assert.deepEqual([cut.error.offset, cut.error.message], [0, 'the frame ends after 20 of 35 bytes']);
    const place = 20 + OTHER.length;
    assert.deepEqual(
      [damaged.error.offset, damaged.error.message],
      [place, 'the frame check sequence does not fit the 35 bytes'],
    );
  });

  it('a message of more than 4 KiB is too long, and the next one is read', () => {
    const long = segments(ciphered(5000), 1000);
    assert.deepEqual(decode(join(...long, FRAME), { until: 'frame' }).map(outcome), ['too-long', SAID]);
  });
});
