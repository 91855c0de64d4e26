import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Dialect } from '../../../src/base/receivers';
import { Splitter } from '../../../src/framing/splitter';
import { RECEIVER_STREAMS } from '../../../src/simulator/receivers';
import { chunksOf, cutsOf } from '../chunks';
import { byteByByte, type Event, found, outcomes } from '../outcomes';
import { formatB } from '../wmbus-frames';
import { LONG, LONGEST, SHORT, TRICKY } from './telegrams';

/** What carries a checksum of its receiver must bear. */
export interface Receiver {
  readonly dialect: Dialect;
  /** How strong it heard the telegrams of these tests, dBm; undefined where it does not say. */
  readonly rssi: number | undefined;
  /** Bytes that begin one of its messages, but for nothing. */
  readonly falseStarts: readonly string[];
  /** Beginnings of none, so that the next message is found at once. */
  readonly impossible: readonly string[];
  /** Its answers to commands. */
  readonly answers: readonly string[];
}

const hex = (telegram: Buffer) => telegram.toString('hex');

/** The end of a telegram, from its control information field on: the message of its frame. */
export const messageOf = (telegram: Buffer) => hex(telegram.subarray(10));

export function behavesAsReceiver({ dialect, rssi, falseStarts, impossible, answers }: Receiver): void {
  const wrap = (telegram: Buffer) => RECEIVER_STREAMS[dialect](telegram, rssi === undefined ? {} : { rssi });
  const read = (events: readonly Event[]) => found(events, { receiver: dialect });
  const framesIn = (events: readonly Event[]) =>
    read(events).flatMap((item) => (item.kind === 'frame' ? [item.frame] : []));
  const wires = (events: readonly Event[]) => framesIn(events).map(({ wire }) => hex(wire));
  const good = wrap(SHORT);

  it('finds telegrams, whole and byte by byte', () => {
    const events = [SHORT, TRICKY, LONG, LONGEST].map(wrap);
    for (const way of [events, [Buffer.concat(events)], byteByByte(events)]) {
      const frames = framesIn(way);
      assert.deepEqual(
        frames.map(({ wire }) => hex(wire)),
        [SHORT, TRICKY, LONG, LONGEST].map(hex),
      );
      assert.deepEqual([...new Set(frames.map(({ check }) => check))], ['ok']);
      assert.deepEqual([...new Set(frames.map((frame) => frame.rssi))], [rssi]);
      assert.deepEqual(
        frames.map(({ encrypted }) => encrypted),
        [false, false, true, false],
      );
    }
    assert.deepEqual(read(events).length, events.length, 'nothing is discarded');
  });

  it('finds the same in any chunks, with noise between', () => {
    const bytes = Buffer.concat([good, ...falseStarts.map((text) => Buffer.from(text, 'hex')), wrap(LONG), good]);
    const expected = outcomes(read([bytes]));
    fc.assert(
      fc.property(cutsOf(bytes), (cuts) => {
        assert.deepEqual(outcomes(read(chunksOf(bytes, cuts))), expected);
      }),
      { numRuns: 60 },
    );
  });

  for (const text of falseStarts) {
    it(`passes over ${text} where a telegram should begin`, () => {
      const noise = Buffer.from(text, 'hex');
      assert.deepEqual(wires([Buffer.concat([noise, good, noise, wrap(LONG)]), 'pause', good]), [
        hex(SHORT),
        hex(LONG),
        hex(SHORT),
      ]);
    });
  }

  it('waits for nothing where no message can begin', () => {
    for (const text of impossible) {
      const items = new Splitter({ receiver: dialect }).push(Buffer.concat([Buffer.from(text, 'hex'), good]));
      assert.deepEqual(outcomes(items), [text.length / 2, messageOf(SHORT)], text);
    }
  });

  it('does not look for CRCs, as the receiver has removed them', () => {
    for (const telegram of [formatB(SHORT), formatB(LONG)]) {
      assert.deepEqual(outcomes(read([wrap(telegram)])), [messageOf(telegram)]);
    }
  });

  it('begins anywhere', () => {
    const bytes = wrap(TRICKY);
    for (let at = 1; at < bytes.length; at++) {
      assert.deepEqual(wires([bytes.subarray(at), 'pause', good, wrap(LONG)]), [hex(SHORT), hex(LONG)], `from ${at}`);
    }
  });

  it('goes on after what was cut', () => {
    const bytes = wrap(TRICKY);
    for (let at = 1; at < bytes.length - 1; at++) {
      const items = read([bytes.subarray(0, at), 'pause', good]);
      assert.deepEqual(outcomes(items.filter(({ kind }) => kind === 'frame')), [messageOf(SHORT)], `to ${at}`);
    }
    assert.deepEqual(outcomes(read([bytes.subarray(0, -1), 'pause', good])), ['truncated', messageOf(SHORT)]);
  });

  it('finds a telegram behind one that was cut without a pause', () => {
    const bytes = Buffer.concat([wrap(LONG).subarray(0, 90), good, good, good, good, good, good]);
    assert.deepEqual(wires([bytes]).slice(-4), [SHORT, SHORT, SHORT, SHORT].map(hex));
  });

  it('believes no telegram of which a bit has changed', () => {
    for (let bit = 0; bit < 8 * good.length; bit++) {
      const flipped = Buffer.from(good);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const heard = wires([wrap(LONG), flipped, wrap(LONG), 'pause', wrap(LONG)]);
      const believed = heard.filter((wire) => wire !== hex(LONG));
      assert.ok(believed.length === 0 || believed.join() === hex(SHORT), `bit ${bit} makes ${believed}`);
      assert.equal(heard.filter((wire) => wire === hex(LONG)).length, 3, `the others, bit ${bit}`);
    }
  });

  it('says that a telegram is damaged', () => {
    const bytes = Buffer.from(wrap(LONG));
    bytes[60]! ^= 0x01;
    const items = outcomes(read([bytes, 'pause', good]));
    assert.deepEqual([items[0], items.at(-1)], ['checksum', messageOf(SHORT)]);
  });

  it('says nothing of answers', () => {
    for (const answer of answers) {
      const bytes = Buffer.from(answer, 'hex');
      assert.deepEqual(
        read([good, bytes, good]).map(({ kind }) => kind),
        ['frame', 'discarded', 'frame'],
        answer,
      );
    }
  });

  it('says nothing of an answer that is cut or damaged', () => {
    for (const answer of answers) {
      const bytes = Buffer.from(answer, 'hex');
      const events: Event[] = Array.from(bytes, (_, at) => at).flatMap((at) => {
        const flipped = Buffer.from(bytes);
        flipped[at]! ^= 0x10;
        return [flipped, 'pause', bytes.subarray(0, at), 'pause'];
      });
      assert.deepEqual([...new Set(read(events).map(({ kind }) => kind))], ['discarded'], answer);
    }
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.constantFrom(...falseStarts))), (parts) => {
        const noise = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'hex') : part)));
        assert.deepEqual(wires([noise, 'pause', good]).at(-1), hex(SHORT));
      }),
    );
  });
}
