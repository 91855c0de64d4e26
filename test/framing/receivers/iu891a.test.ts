import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeHciSlip, encodeHciSlip } from '../../../src/framing/receivers/hci-slip';
import { slip, unslip } from '../../../src/framing/receivers/slip';
import { RECEIVER_STREAMS } from '../../../src/simulator/receivers';
import { iu891aMessage } from '../../../src/simulator/receivers/wimod';
import { found, outcomes } from '../outcomes';
import { behavesAsReceiver, messageOf } from './behaviour';
import { LONG, SHORT } from './telegrams';

const wrap = (telegram: Buffer, rssi = -60) => RECEIVER_STREAMS.iu891a(telegram, { rssi });

function read(...chunks: Buffer[]) {
  return found(chunks, { receiver: 'iu891a' });
}

describe('iU891A', () => {
  behavesAsReceiver({
    dialect: 'iu891a',
    rssi: -60,
    falseStarts: ['c0', 'c0c0', 'c0c0c0', 'c009', 'c00920', 'c0092000', 'c001', 'c0db', 'c009dbc0', '44c00902', 'dbdc'],
    impossible: ['c002', 'c0ff', 'c0c0', 'c000'],
    // A ping, and a configuration that was read.
    answers: ['c0010200a0afc0', 'c0090200010000000c000000000046f8c0'],
  });

  it('tells the strength of the signal', () => {
    for (const rssi of [-128, -25, 0, 12]) {
      const [item] = read(wrap(SHORT, rssi));
      assert.equal(item?.kind === 'frame' && item.frame.rssi, rssi);
    }
  });

  it('needs but one END between two messages', () => {
    const bytes = Buffer.concat([wrap(SHORT), wrap(LONG).subarray(1)]);
    assert.deepEqual(outcomes(read(bytes)), [messageOf(SHORT), messageOf(LONG)]);
  });

  it('says that a message has no end', () => {
    const bytes = wrap(SHORT).subarray(0, -1);
    const items = found([bytes, 'pause', wrap(LONG)], { receiver: 'iu891a' });
    assert.deepEqual(outcomes(items), ['truncated', messageOf(LONG)]);
  });

  it('waits for no end longer than a message may be', () => {
    const bytes = Buffer.concat([Buffer.from('c00920', 'hex'), Buffer.alloc(600, 0x11)]);
    assert.deepEqual(outcomes(read(bytes, wrap(SHORT))), [bytes.length, messageOf(SHORT)]);
  });

  it('takes other messages for no telegrams', () => {
    const payload = Buffer.concat([Buffer.alloc(8), SHORT]);
    for (const bytes of [
      iu891aMessage(0x01, 0x20, payload),
      iu891aMessage(0x09, 0x21, payload),
      iu891aMessage(0x09, 0x20, payload.subarray(0, 8)),
      iu891aMessage(0x09, 0x20, payload.subarray(0, 3)),
    ]) {
      // The last END stands between messages.
      assert.deepEqual(outcomes(read(bytes)), [bytes.length - 1]);
    }
  });

  it('escapes what means something', () => {
    // RFC 1055.
    assert.deepEqual(slip(Buffer.of(1, 0xc0, 0xdb, 2)), Buffer.of(0xc0, 1, 0xdb, 0xdc, 0xdb, 0xdd, 2, 0xc0));
    assert.equal(unslip(Buffer.of(1, 0xdb)), undefined);
    assert.equal(unslip(Buffer.of(0xdb, 1)), undefined);
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) =>
        assert.deepEqual(unslip(slip(bytes).subarray(1, -1)), Buffer.from(bytes)),
      ),
    );
  });

  it('writes what it reads', () => {
    const message = { endpoint: 9, id: 3, payload: Buffer.of(0xc0, 0xdb, 0xdc) };
    assert.deepEqual(decodeHciSlip(encodeHciSlip(message)), message);
  });
});
