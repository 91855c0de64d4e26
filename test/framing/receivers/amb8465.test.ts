import assert from 'node:assert/strict';
import { encodeAmber } from '../../../src/framing/receivers/amber';
import { RECEIVER_STREAMS } from '../../../src/simulator/receivers';
import { amberMessage } from '../../../src/simulator/receivers/modules';
import { found } from '../outcomes';
import { behavesAsReceiver } from './behaviour';
import { encrypted, LONG, SHORT } from './telegrams';

const withRssi = (telegram: Buffer) => RECEIVER_STREAMS.amb8465(telegram, { rssi: -60 });
const without = (telegram: Buffer) => RECEIVER_STREAMS.amb8465(telegram, {});
/** What a receiver says of RSSI_Enable: by itself, and with all parameters. */
const told = (value: number) => amberMessage(0x8a, Buffer.of(0x45, 1, value));
const toldAll = (value: number) => {
  const values = Buffer.alloc(0x80);
  values[0x45] = value;
  return amberMessage(0x8a, Buffer.concat([Buffer.of(0, 0x80), values]));
};

/** The bytes of each telegram and how strong it was. */
function read(...chunks: Buffer[]): (string | number | undefined)[][] {
  return found(chunks, { receiver: 'amb8465' }).flatMap((item) =>
    item.kind === 'frame' ? [[item.frame.wire.toString('hex'), item.frame.rssi]] : [],
  );
}

const heard = (telegram: Buffer, rssi?: number) => [telegram.toString('hex'), rssi];

describe('AMB8465 that marks telegrams', () => {
  behavesAsReceiver({
    dialect: 'amb8465',
    rssi: undefined,
    falseStarts: ['ff', 'ffff', 'ff03', 'ff030a', 'ff03ff44', 'ff03ff77', 'ff8401', 'ff8a80', 'ff8a0a0008', 'ff0300'],
    impossible: ['ff0305', 'ff03ff77', 'ff8aff0007', 'ff84ff', 'ff07ff', 'ff04ff'],
    answers: ['ff8401007a', 'ff8c0301020370', 'ff8b042701d949c6', 'ff8a0305010072', 'ff8501007b', 'ff89010077'],
  });

  it('learns from telegrams whether a signal strength is counted', () => {
    assert.deepEqual(read(withRssi(LONG), withRssi(SHORT)), [heard(LONG, -60), heard(SHORT, -60)]);
    assert.deepEqual(read(without(LONG), without(SHORT)), [heard(LONG), heard(SHORT)]);
    assert.deepEqual(read(without(SHORT)), [heard(SHORT)], 'nothing tells');
    assert.deepEqual(read(withRssi(LONG), without(LONG), without(SHORT)), [
      heard(LONG, -60),
      heard(LONG),
      heard(SHORT),
    ]);
  });

  it('believes the receiver rather than telegrams', () => {
    const oddlyClear = encrypted(2, Buffer.of(0x2f));
    for (const say of [told, toldAll]) {
      assert.deepEqual(read(say(0), without(oddlyClear), without(SHORT)), [heard(oddlyClear), heard(SHORT)]);
      assert.deepEqual(read(say(1), withRssi(SHORT)), [heard(SHORT, -60)]);
      assert.deepEqual(read(say(1), say(0), without(SHORT)), [heard(SHORT)]);
    }
    const other = amberMessage(0x8a, Buffer.of(0x46, 1, 1));
    assert.deepEqual(read(told(1), other, withRssi(SHORT)), [heard(SHORT, -60)], 'another parameter');
    assert.deepEqual(read(told(0), other, without(SHORT)), [heard(SHORT)], 'another parameter');
  });

  it('reads the strength as the chip has it', () => {
    for (const [byte, rssi] of [
      [0x00, -74],
      [0x7f, -10.5],
      [0x80, -138],
      [0xff, -74.5],
    ] as const) {
      const payload = Buffer.concat([SHORT.subarray(1), Buffer.of(byte)]);
      assert.deepEqual(read(told(1), amberMessage(0x03, payload)), [heard(SHORT, rssi)]);
    }
  });

  it('writes commands as they are printed', () => {
    // Würth Elektronik, Metis-I reference manual.
    assert.equal(encodeAmber(0x0c).toString('hex'), 'ff0c00f3');
    assert.equal(encodeAmber(0x0a, [0x00, 0x80]).toString('hex'), 'ff0a02008077');
  });
});
