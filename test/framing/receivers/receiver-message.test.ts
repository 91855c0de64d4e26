import assert from 'node:assert/strict';
import type { Dialect } from '../../../src/base/receivers';
import { receiverBytes } from '../../../src/framing/receivers/receiver-message';
import { Splitter } from '../../../src/framing/splitter';
import { RECEIVER_STREAMS } from '../../../src/simulator/receivers';
import { formatA } from '../wmbus-frames';
import { LONG, SHORT } from './telegrams';

const HEX = SHORT.toString('hex');

/** The telegrams that come of messages at once, without waiting for a pause. */
function telegramsOf(receiver: Dialect | 'auto', ...payloads: unknown[]): string[] {
  const splitter = new Splitter({ receiver });
  return payloads.flatMap((payload) => {
    const bytes = receiverBytes(payload, receiver, !splitter.waiting);
    const found = bytes === undefined ? [] : splitter.push(bytes);
    return found.flatMap((item) => (item.kind === 'frame' ? [item.frame.wire.toString('hex')] : []));
  });
}

/** What nodes hand on. */
const PAYLOADS: readonly (readonly [name: string, payload: unknown])[] = [
  ['text', HEX],
  ['text in capitals', HEX.toUpperCase()],
  ['text with a line end', `${HEX}\r\n`],
  ['bytes of text', Buffer.from(HEX)],
  ['bytes of text, as an array of numbers', Uint8Array.from(Buffer.from(HEX))],
  ['JSON', `{"data":"${HEX}","rssi":-70}`],
  ['JSON for the eye', JSON.stringify({ wmbus: { telegram: HEX } }, undefined, 2)],
  ['bytes of JSON', Buffer.from(JSON.stringify({ telegram: HEX }, undefined, 2))],
  ['an object', { frameType: 'A', containsCrc: false, data: HEX }],
  ['an object with a name of another script', { ort: 'Küche – 厨房', telegram: HEX }],
  ['a line of a log', `RSSI: -70dBm T: ${HEX} (${SHORT.length})`],
];

describe('messages of what a receiver hands on', () => {
  for (const [name, payload] of PAYLOADS) {
    it(`may be ${name}`, () => {
      for (const receiver of ['hex', 'auto'] as const) {
        assert.deepEqual(telegramsOf(receiver, payload, payload), [HEX, HEX], receiver);
        assert.deepEqual(telegramsOf(receiver, 'online', payload), [HEX], receiver);
      }
    });
  }

  it('may be bytes', () => {
    for (const receiver of ['raw', 'auto'] as const) {
      for (const payload of [LONG, [...LONG], { data: LONG }]) {
        assert.deepEqual(
          telegramsOf(receiver, payload, payload),
          [LONG, LONG].map((bytes) => bytes.toString('hex')),
        );
      }
    }
  });

  it('may be digits of bytes for a receiver that prints none', () => {
    const wire = RECEIVER_STREAMS.im871a(LONG).toString('hex');
    for (const receiver of ['im871a', 'auto'] as const) {
      assert.deepEqual(telegramsOf(receiver, wire), [LONG.toString('hex')]);
    }
    assert.deepEqual(telegramsOf('raw', formatA(SHORT).toString('hex')), [formatA(SHORT).toString('hex')]);
    assert.deepEqual(telegramsOf('raw', { data: formatA(SHORT).toString('hex') }), [formatA(SHORT).toString('hex')]);
  });

  it('may be pieces of lines', () => {
    for (const receiver of ['cul', 'auto'] as const) {
      const line = RECEIVER_STREAMS.cul(LONG, { rssi: -60 });
      for (const at of [1, 7, 200, line.length - 1]) {
        const pieces = [line.subarray(0, at), line.subarray(at)];
        assert.equal(telegramsOf(receiver, ...pieces).length, 1, `${at} bytes`);
        assert.equal(
          telegramsOf('cul', ...pieces.map((piece) => piece.toString('latin1'))).length,
          1,
          `${at} characters`,
        );
      }
    }
  });

  it('hold nothing', () => {
    const circle: Record<string, unknown> = { a: 1 };
    circle.self = circle;
    for (const payload of [undefined, null, 7, true, [], ['a'], circle, { n: 1n }]) {
      assert.equal(receiverBytes(payload, 'auto', true), undefined);
    }
    assert.deepEqual(telegramsOf('hex', { online: true }, '{', '', HEX), [HEX]);
  });
});
