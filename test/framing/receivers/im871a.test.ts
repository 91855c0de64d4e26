import assert from 'node:assert/strict';
import { decodeHci, encodeHci } from '../../../src/framing/receivers/hci';
import { im871aMessage } from '../../../src/simulator/receivers/wimod';
import { found, outcomes } from '../outcomes';
import { behavesAsReceiver, messageOf } from './behaviour';
import { SHORT } from './telegrams';

const PAYLOAD = SHORT.subarray(1);
const ofRssi = (raw: number) => im871aMessage(0x42, 0x03, PAYLOAD, [Buffer.of(raw)]);

function read(...chunks: Buffer[]) {
  return found(chunks, { receiver: 'im871a' });
}

describe('iM871A', () => {
  behavesAsReceiver({
    dialect: 'im871a',
    rssi: -60,
    falseStarts: ['a5', 'a5a5', 'a582', 'a58203', 'a5c203ff44', 'a58101ff', 'a50203', 'a592031044', 'a58503104400'],
    impossible: ['a59203ff44', 'a58003ff44', 'a58503ff44', 'a58f03ff44', 'a50203ff44'],
    // A ping, and a configuration that was set.
    answers: ['a58102004ca3', 'a58104009cf7'],
  });

  it('takes the strength of the signal from a line through two points', () => {
    for (const [raw, rssi] of [
      [45, -100],
      [205, -20],
      [0, -122.5],
      [229, -8],
      [230, 0],
      [255, 0],
    ] as const) {
      const [item] = read(ofRssi(raw));
      assert.deepEqual(item?.kind === 'frame' && item.frame.rssi, rssi);
    }
  });

  it('reads telegrams with and without what may be attached', () => {
    const [ticks, rssi] = [Buffer.of(1, 2, 3, 4), Buffer.of(125)];
    for (const [control, attached, expected] of [
      [0x02, [], undefined],
      [0x22, [ticks], undefined],
      [0x42, [rssi], -60],
      [0x62, [ticks, rssi], -60],
    ] as const) {
      const [item] = read(im871aMessage(control, 0x03, PAYLOAD, attached));
      assert.deepEqual(item?.kind === 'frame' && item.frame.rssi, expected);
      assert.deepEqual(outcomes([item!]), [messageOf(SHORT)]);
    }
  });

  it('takes other messages for no telegrams', () => {
    for (const [control, id] of [
      [0x02, 0x04],
      [0x01, 0x03],
    ] as const) {
      const bytes = im871aMessage(control, id, PAYLOAD);
      assert.deepEqual(outcomes(read(bytes)), [bytes.length]);
    }
  });

  it('says nothing of damaged ones that are too short, or no telegrams', () => {
    for (const payload of [PAYLOAD.subarray(0, 9), Buffer.from('7700112233445566778899', 'hex')]) {
      const bytes = im871aMessage(0x02, 0x03, payload);
      bytes[bytes.length - 1]! ^= 1;
      assert.deepEqual(outcomes(read(bytes)), [bytes.length]);
    }
  });

  it('says that what came whole is no telegram', () => {
    const unknown = Buffer.from(PAYLOAD);
    unknown[0] = 0x77;
    assert.deepEqual(outcomes(read(im871aMessage(0x02, 0x03, unknown))), ['malformed']);
    assert.deepEqual(outcomes(read(im871aMessage(0x02, 0x03, PAYLOAD.subarray(0, 9)))), ['malformed']);
  });

  it('does not believe what has no checksum', () => {
    const bytes = Buffer.from(ofRssi(100));
    bytes[1]! &= 0x7f;
    assert.deepEqual(outcomes(read(bytes.subarray(0, -2))), [bytes.length - 2]);
  });

  it('writes what it reads', () => {
    const message = { endpoint: 1, id: 9, payload: Buffer.of(0xa5, 0, 0xff) };
    assert.deepEqual(decodeHci(encodeHci(message)), { ...message, rssi: undefined });
    assert.deepEqual(decodeHci(encodeHci(message).subarray(0, -1)), undefined);
  });
});
