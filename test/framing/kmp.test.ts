import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Frame, Framed } from '../../src/base/frame';
import { KMP, kmpRequest, stuff, unstuff } from '../../src/framing/kmp';
import type { Way } from '../../src/framing/links';
import { Splitter } from '../../src/framing/splitter';
import { SimulatedMeter } from '../../src/simulator/meters';
import { chunksOf, cutsOf, singleBytes } from './chunks';
import { messageOf, register, registers, response, SERIAL_NUMBER, TYPE } from './kmp-frames';
import { NOON, SIMULATED } from './telegrams';

const [ENERGY, VOLTAGE] = [register(1, 2, 0x43, '0012d687'), register(0x041e, 33, 0x41, '0904')];
const ANSWER = registers(ENERGY, VOLTAGE);
/** Each byte that is stuffed, in the number, the unit, the signs and the mantissa. */
const STUFFED = registers(register(0x0d80, 0x06, 0x40, '1b0d064080'));
const REQUEST = kmpRequest(KMP.getRegister, Buffer.of(1, 0x04, 0x1e));

const HEX = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

function split(chunks: readonly Uint8Array[], options: Way = { link: 'kmp' }): Framed[] {
  const splitter = new Splitter(options);
  const found = [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
  const joined: Framed[] = [];
  for (const item of found) {
    const last = joined.at(-1);
    if (item.kind === 'discarded' && last?.kind === 'discarded') last.count += item.count;
    else joined.push(item);
  }
  return joined;
}

function framesIn(found: readonly Framed[]): Frame[] {
  return found.flatMap((item) => (item.kind === 'frame' ? [item.frame] : []));
}

/** Frames by their messages, errors by their codes, and how many bytes were discarded. */
function outcomes(found: readonly Framed[]): (string | number)[] {
  return found.map((item) => {
    if (item.kind === 'frame') return item.frame.message.toString('hex');
    return item.kind === 'error' ? item.error.code : item.count;
  });
}

const hex = (...contents: Uint8Array[]) => messageOf(...contents).toString('hex');

const GOOD = response(ANSWER);
const LONG = registers(register(1, 2, 0, '77'.repeat(248)));
const TOO_LONG = registers(register(1, 2, 0, '77'.repeat(249)));

/** What comes, and what is found in it. */
const STREAMS: readonly (readonly [name: string, bytes: Buffer, found: readonly (string | number)[]])[] = [
  ['an answer', GOOD, [hex(ANSWER)]],
  ['an answer with bytes that are stuffed', response(STUFFED), [hex(STUFFED)]],
  ['an answer without registers', response(registers()), [hex(registers())]],
  [
    'a serial number and a type',
    Buffer.concat([response(SERIAL_NUMBER), response(TYPE)]),
    [hex(SERIAL_NUMBER), hex(TYPE)],
  ],
  ['a request', REQUEST, [REQUEST.length]],
  ['a request and its answer', Buffer.concat([REQUEST, GOOD]), [REQUEST.length, hex(ANSWER)]],
  ['a request that was cut', Buffer.concat([REQUEST.subarray(0, 5), GOOD]), [5, hex(ANSWER)]],
  ['an acknowledgement', Buffer.concat([HEX('06'), GOOD]), [1, hex(ANSWER)]],
  ['noise', Buffer.concat([HEX('ff00 3f10 0d'), GOOD, HEX('00')]), [5, hex(ANSWER), 1]],
  ['start bytes that start nothing', Buffer.concat([HEX('4040 403f 4080'), GOOD]), [6, hex(ANSWER)]],
  ['a command that meters do not answer', response(HEX('3f09 01')), [response(HEX('3f09 01')).length]],
  ['another address', response(HEX('7f10')), [response(HEX('7f10')).length]],
  ['an answer cut by the next', Buffer.concat([GOOD.subarray(0, 9), GOOD]), ['truncated', hex(ANSWER)]],
  ['an answer cut by a request', Buffer.concat([GOOD.subarray(0, 9), REQUEST]), ['truncated', REQUEST.length]],
  ['an answer cut by the end', GOOD.subarray(0, -1), ['truncated']],
  ['a start cut by the end', GOOD.subarray(0, 2), [2]],
  ['a lost byte', Buffer.concat([GOOD.subarray(0, 9), GOOD.subarray(10), GOOD]), ['checksum', hex(ANSWER)]],
  ['a stop byte behind an escape', HEX('403f 1012 1b0d'), ['checksum']],
  ['a check without content', HEX('403f 100d'), ['checksum']],
  ['the longest answer', response(LONG), [hex(LONG)]],
  ['a longer answer', response(TOO_LONG), ['too-long']],
  ['an answer without end', Buffer.concat([HEX('403f 10'), Buffer.alloc(513, 0x77), GOOD]), ['too-long', hex(ANSWER)]],
];

describe('framing of KMP', () => {
  for (const [name, bytes, expected] of STREAMS) {
    it(name, () => {
      assert.deepEqual(outcomes(split([bytes])), expected);
      assert.deepEqual(outcomes(split(singleBytes(bytes))), expected, 'byte by byte');
    });
  }

  it('tells all of a frame, with a copy of its bytes', () => {
    const bytes = Buffer.from(GOOD);
    const [frame] = framesIn(new Splitter({ link: 'kmp' }).push(bytes, new Date(NOON)));
    bytes.fill(0);
    assert.deepEqual(frame, {
      link: 'kmp',
      content: 'registers',
      wire: GOOD,
      message: messageOf(ANSWER),
      check: 'ok',
      encrypted: false,
      receivedAt: '2026-01-14T12:00:00.000Z',
    });
  });

  it('where the link is not told, finds answers and telegrams', () => {
    const bytes = Buffer.concat([GOOD, SIMULATED, GOOD]);
    assert.deepEqual(
      framesIn(split([bytes], {})).map(({ link }) => link),
      ['kmp', 'p1', 'kmp'],
    );
  });

  it('knows the requests that are printed in public', () => {
    // gemu2015/Sonoff-Tasmota, issue 38; jonkerj/gokmp, tests.
    assert.deepEqual(kmpRequest(KMP.getRegister, Buffer.of(1, 0, 60)), HEX('803f10 01003c b25f 0d'));
    assert.deepEqual(kmpRequest(KMP.getRegister, Buffer.of(1, 0, 0x80)), HEX('803f10 01001b7f d408 0d'));
  });

  it('asks so that the simulated meter answers', () => {
    const meter = new SimulatedMeter({ meter: 'dk-kmp', start: NOON });
    for (const [command, data] of [
      [KMP.getSerialNo, ''],
      [KMP.getType, ''],
      [KMP.getRegister, '020001041e'],
    ] as const) {
      const [frame, ...others] = framesIn(split([meter.answer(kmpRequest(command, Buffer.from(data, 'hex')), NOON)]));
      assert.deepEqual([frame?.message[2], others], [command, []]);
    }
  });

  it('stuffs any bytes, so that they come back and mean nothing on the way', () => {
    fc.assert(
      fc.property(fc.uint8Array({ size: 'medium' }), (bytes) => {
        const stuffed = stuff(bytes);
        assert.ok(!stuffed.some((byte) => [0x06, 0x0d, 0x40, 0x80].includes(byte)));
        assert.deepEqual(unstuff(stuffed), Buffer.from(bytes));
      }),
    );
    assert.equal(unstuff(HEX('11 1b')), undefined);
  });

  it('finds what was sent, however it is cut into chunks, whatever lies between', () => {
    const content = fc.uint8Array({ maxLength: 60 }).map((data) => Buffer.of(0x3f, 0x10, ...data));
    const noise = fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0x40)));
    const pieces = fc.array(fc.tuple(noise, content), { maxLength: 5 });
    fc.assert(
      fc.property(
        pieces.chain((sent) => {
          const bytes = Buffer.concat(sent.flatMap(([before, said]) => [before, response(said)]));
          return fc.tuple(fc.constant({ sent, bytes }), cutsOf(bytes));
        }),
        ([{ sent, bytes }, cuts]) => {
          const found = split(chunksOf(bytes, cuts));
          assert.deepEqual(
            framesIn(found).map(({ message }) => message),
            sent.map(([, said]) => messageOf(said)),
          );
          assert.deepEqual(outcomes(found), outcomes(split([bytes])));
        },
      ),
    );
  });

  it('no flipped bit gives another message or costs the next answer', () => {
    const next = response(TYPE);
    for (const content of [ANSWER, STUFFED, SERIAL_NUMBER]) {
      const sent = response(content);
      for (let bit = 0; bit < sent.length * 8; bit++) {
        const bytes = Buffer.concat([sent, next]);
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        const messages = framesIn(split([bytes])).map(({ message }) => message);
        // Only its own stop byte stands between the two.
        assert.deepEqual(messages, [messageOf(TYPE)], `bit ${bit}`);
      }
    }
  });

  it('an endless answer is given up, and nothing of it is kept', () => {
    const splitter = new Splitter({ link: 'kmp' });
    const found = [HEX('403f 10'), ...new Array<Buffer>(200).fill(Buffer.alloc(100, 0x3f))].flatMap((chunk) =>
      splitter.push(chunk),
    );
    assert.equal(outcomes(found)[0], 'too-long');
    const discarded = found.reduce((sum, item) => sum + (item.kind === 'discarded' ? item.count : 0), 0);
    assert.equal(discarded, 3 + 200 * 100 - 516);
  });
});
