import assert from 'node:assert/strict';
import type { Framed } from '../../src/base/frame';
import { MAX_P1_TELEGRAM } from '../../src/framing/p1';
import { MAX_MESSAGE } from '../../src/framing/piece';
import { Splitter } from '../../src/framing/splitter';
import { blocks, cipher, ciphered, hdlc, hex, LLC, mbus, notification, segments, wrapper } from './frames';
import { found, outcomes } from './outcomes';

const LENGTH = 400_000;
const GOOD = hdlc(Buffer.concat([LLC, notification()]));
const SAID = notification().toString('hex');

/** A header that announces the longest frame, its check right. */
const LONGEST = hdlc(Buffer.alloc(2035)).subarray(0, 10);
const [SEGMENT] = segments(ciphered(300), 20) as [Buffer];
const [, BLOCK] = blocks(ciphered(300), 20) as [Buffer, Buffer];

function repeated(pattern: Buffer, length = LENGTH): Buffer {
  return Buffer.alloc(length, pattern);
}

function repeatedText(pattern: string): Buffer {
  return repeated(Buffer.from(pattern, 'latin1'));
}

/** None may take long: the time limit of mocha is the only watch here. */
const HOSTILE: readonly (readonly [name: string, make: () => Buffer])[] = [
  ['flags', () => repeated(hex('7E'))],
  ['formats', () => repeated(hex('A0'))],
  ['flags and formats', () => repeated(hex('7EA0'))],
  ['headers that fit and announce 2 KiB', () => repeated(LONGEST)],
  ['headers without flags', () => repeated(LONGEST.subarray(1))],
  ['segments of which none is the last', () => repeated(SEGMENT)],
  ['frames of HDLC that are damaged', () => repeated(Buffer.concat([GOOD.subarray(0, -2), hex('00')]))],
  ['starts of M-Bus', () => repeated(hex('68'))],
  ['headers of M-Bus', () => repeated(hex('68FFFF6853FF00'))],
  ['headers of M-Bus that announce 1', () => repeated(hex('6801016853FF00'))],
  ['frames of M-Bus that are damaged', () => repeated(hex('6805056853FF1001670016'))],
  ['segments of M-Bus', () => repeated(mbus(hex('53FF01 0167 55')))],
  ['blocks', () => repeated(hdlc(BLOCK))],
  ['bare blocks', () => repeated(BLOCK)],
  ['beginnings of data-notifications', () => repeated(hex('0F400000000001820FFF'))],
  ['structures in structures', () => Buffer.concat([hex('0F4000000000'), repeated(hex('0201'))])],
  ['null-data', () => Buffer.concat([hex('0F400000000002820FF0'), repeated(hex('00'))])],
  ['strings in a list', () => Buffer.concat([hex('0F400000000001820800'), repeated(hex('090100'))])],
  ['a compact array of types', () => Buffer.concat([hex('0F400000000013'), repeated(hex('0202'))])],
  ['general-glo-ciphering', () => repeated(hex('DB00 820FFF 30'))],
  ['wrappers', () => repeated(hex('0001 0001 0001 0FFF DB'))],
  ['telegrams with encrypted parts', () => repeatedText('/SIM5\r\n\r\n\0\x82\x0f\xff0')],
  ['telegrams that begin', () => repeatedText('/SIM5\r\n\r\n1-0:1')],
  ['telegrams that begin within lines', () => repeatedText('/a\n1-0:1')],
  ['telegrams of both kinds that begin within lines', () => repeatedText('/a\n1-0:1\xafa\n1-0:1')],
  ['telegrams that end, many "/" in front', () => repeatedText(`${'/'.repeat(100)}a\n1-0:1(\n!\n`)],
  ['random bytes', () => cipher(LENGTH)],
];

function* piecesOf(bytes: Buffer, length: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

describe('hostile streams of other links', () => {
  for (const [name, make] of HOSTILE) {
    it(`400 kB of ${name} pass, and a frame behind them is found`, () => {
      const splitter = new Splitter();
      let last: Framed | undefined;
      let count = 0;
      const take = (items: readonly Framed[]) => {
        count += items.length;
        last = items.findLast((item) => item.kind === 'frame') ?? last;
      };
      for (const chunk of piecesOf(make(), 65_536)) take(splitter.push(chunk));
      take(splitter.push(GOOD));
      take(splitter.end());
      assert.ok(count <= LENGTH / 5, `${count} results`);
      assert.ok(last?.kind === 'frame');
      assert.equal(last.frame.message.toString('hex'), SAID);
    });

    it(`${name} that come byte by byte pass`, () => {
      const splitter = new Splitter();
      for (const byte of make().subarray(0, 30_000)) splitter.push(Uint8Array.of(byte));
      splitter.flush();
      const items = splitter.push(GOOD);
      assert.deepEqual(outcomes(items), [SAID]);
    });
  }

  it('leave no more behind than the longest frame of any link', () => {
    for (const [name, make] of HOSTILE) {
      const splitter = new Splitter();
      const bytes = make().subarray(0, 200_000);
      let reported = 0;
      for (const chunk of piecesOf(bytes, 65_536)) {
        for (const item of splitter.push(chunk)) {
          if (item.kind === 'discarded') reported = Math.max(reported, item.offset + item.count);
          else if (item.kind === 'error') reported = Math.max(reported, item.error.offset!);
        }
      }
      const segmented = /segments|blocks/.test(name);
      assert.ok(segmented || bytes.length - reported <= 2 * MAX_P1_TELEGRAM, `${name}: ${reported}`);
    }
  });

  it('a message without end is told once, with what it took', () => {
    const pieces = repeated(SEGMENT, SEGMENT.length * 1000);
    const chain = Buffer.concat([SEGMENT, repeated(hdlcMiddle(), hdlcMiddle().length * 1000)]);
    assert.deepEqual(outcomes(found([chain, 'pause', GOOD])), ['too-long', SAID]);
    assert.equal(outcomes(found([pieces, 'pause', GOOD])).filter((one) => one === 'truncated').length, 1000);
  });

  it('messages up to 4 KiB are read, longer ones are not', () => {
    const room = MAX_MESSAGE - ciphered(0x80).length + 0x80;
    const [fits, longer] = [ciphered(room), ciphered(room + 1)];
    assert.deepEqual([fits.length, longer.length], [MAX_MESSAGE, MAX_MESSAGE + 1]);
    assert.deepEqual(outcomes(found([Buffer.concat(segments(fits, 1000))])), [fits.toString('hex')]);
    assert.deepEqual(outcomes(found([Buffer.concat(segments(longer, 1000))])), ['too-long']);
    assert.deepEqual(outcomes(found([fits])), [fits.toString('hex')]);
    assert.deepEqual(outcomes(found([longer])), [longer.length]);
    assert.deepEqual(outcomes(found([wrapper(fits)])), [fits.toString('hex')]);
    assert.deepEqual(outcomes(found([wrapper(longer)])), [longer.length + 8]);
    assert.equal(outcomes(found(blocks(fits, 200).map((block) => hdlc(block))))[0], fits.toString('hex'));
  });
});

/** A segment that is neither the first nor the last. */
function hdlcMiddle(): Buffer {
  return hdlc(cipher(20), { segmented: true });
}
