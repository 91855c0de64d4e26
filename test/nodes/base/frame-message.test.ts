import assert from 'node:assert/strict';
import { frameMessage, frameOf } from '../../../nodes/base/frame-message';
import type { Frame } from '../../../src/base/frame';
import { decode } from '../../../src/decode';
import { KMP, kmpRequest } from '../../../src/framing/kmp';
import { METERS, SimulatedMeter } from '../../../src/simulator/meters';

const START = Date.UTC(2026, 10, 20, 18, 30);

function framesIn(bytes: Buffer): Frame[] {
  return decode(bytes, { until: 'frame' }).flatMap((result) => (result.kind === 'telegram' ? [result.frame] : []));
}

describe('a frame on its way from node to node', () => {
  for (const { id } of METERS.filter(({ lists }) => lists.length > 0)) {
    it(`of ${id} is the same behind MQTT or a file`, () => {
      const sent = new SimulatedMeter({ meter: id, start: START, seed: 1 }).telegram(START + 10_000);
      for (const frame of framesIn(sent)) {
        const { payload } = frameMessage(frame);
        assert.deepEqual(frameOf({ payload }), { frame });
        assert.deepEqual(frameOf({ payload: payload.toString('hex') }), { frame });
      }
    });
  }

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
