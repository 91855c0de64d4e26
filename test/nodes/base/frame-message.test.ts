import assert from 'node:assert/strict';
import { clearMessage, frameMessage, frameOf } from '../../../nodes/base/frame-message';
import type { Frame } from '../../../src/base/frame';
import { decode } from '../../../src/decode';
import { KMP, kmpRequest } from '../../../src/framing/kmp';
import type { Way } from '../../../src/framing/links';
import { open } from '../../../src/security/open';
import { METERS, SimulatedMeter } from '../../../src/simulator/meters';
import { RADIO_METERS } from '../../../src/simulator/radio-meters';
import { TEST_KEYS } from '../../../src/simulator/test-keys';

const START = Date.UTC(2026, 10, 20, 18, 30);

function framesIn(bytes: Buffer, way: Way = {}): Frame[] {
  return decode(bytes, { ...way, until: 'frame' }).flatMap((result) =>
    result.kind === 'telegram' ? [result.frame] : [],
  );
}

/** What a meter sends once, a radio meter through its receiver. */
function framesOf(id: string): Frame[] {
  const meter = new SimulatedMeter({ meter: id, start: START, seed: 1 });
  const frames = framesIn(meter.telegram(START + 10_000), meter.receiver && { receiver: 'auto' });
  assert.ok(frames.length > 0);
  return frames;
}

describe('a frame on its way from node to node', () => {
  for (const { id, radio } of METERS.filter(({ lists }) => lists.length > 0)) {
    it(`of ${id} is the same behind MQTT or a file`, () => {
      for (const frame of framesOf(id)) {
        const { payload, frame: about } = frameMessage(frame);
        // That it came by radio, and what the receiver said of it, is not among the bytes.
        const beside = radio === undefined ? {} : { frame: about };
        assert.deepEqual(frameOf({ payload, ...beside }), { frame });
        assert.deepEqual(frameOf({ payload: payload.toString('hex'), ...beside }), { frame });
      }
    });
  }

  for (const { id } of RADIO_METERS) {
    it(`of ${id} is the same as JSON, before and after it was decrypted`, () => {
      const [frame] = framesOf(id) as [Frame];
      assert.equal(frame.rssi, -67);
      assert.deepEqual(frameOf(JSON.parse(JSON.stringify(frameMessage(frame)))), { frame });
      const opened = open(frame, { keys: [TEST_KEYS] });
      assert.ok(opened.withheld === undefined && opened.security !== undefined);
      const { wire: _radio, meter: _ofHeader, ...clear } = opened.frame;
      const sent = JSON.parse(JSON.stringify(clearMessage(opened.frame, opened.security)));
      assert.deepEqual(frameOf(sent), { frame: { ...clear, wire: clear.message }, security: opened.security });
    });
  }

  it('of radio is checked by its receiver or by nobody, whatever else the message says of it', () => {
    const [frame] = framesOf('pl-amiplus') as [Frame];
    const { payload, frame: about } = frameMessage(frame);
    for (const check of ['absent', 'failed', 5, undefined]) {
      const odd = { ...about, check, rssi: 'loud', receivedAt: 7, address: 'x', encrypted: false };
      const { rssi: _strength, ...rest } = frame;
      assert.deepEqual(frameOf({ payload, frame: odd }), { frame: { ...rest, check: 'absent' } });
    }
    assert.throws(() => frameOf({ payload: payload.subarray(0, 40), frame: about }), { code: 'truncated' });
  });

  it('holds all answers of a meter that was asked', () => {
    const meter = new SimulatedMeter({ meter: 'dk-kmp', start: START, seed: 1 });
    const serial = meter.answer(kmpRequest(KMP.getSerialNo), START);
    const registers = meter.answer(kmpRequest(KMP.getRegister, Buffer.from('010001', 'hex')), START);
    const [first, second] = [...framesIn(serial), ...framesIn(registers)] as [Frame, Frame];
    const { frame } = frameOf({ payload: Buffer.concat([serial, registers]) });
    assert.deepEqual(frame.message, Buffer.concat([first.message, second.message]));
    assert.deepEqual(frame.wire, Buffer.concat([first.wire, second.wire]));
  });
});
