import assert from 'node:assert/strict';
import { MeterError } from '../../src/base/errors';
import { linkAddress } from '../../src/base/mbus-address';
import { MAX_MESSAGE } from '../../src/framing/piece';
import { openOms } from '../../src/security/oms';
import { Fragments } from '../../src/security/oms/fragments';
import { aesCmac, messageKeys } from '../../src/security/oms/message-keys';
import { carried, HEX, KEY, METER, mode7, RECORDS } from './oms-sealing';

const COUNTER = HEX('07000000');

/** A message in mode 7, cut into fragments: control, counter and length in the first, the code in the last. */
function fragmentsOf(count: number, counter = 7): Buffer[] {
  const whole = mode7({ clear: RECORDS, counter, code: 0 });
  const message = whole.subarray(2 + whole[1]!);
  const count4 = Buffer.alloc(4);
  count4.writeUInt32LE(counter);
  const fields = Buffer.concat([Buffer.of(0x25), count4, Buffer.of(message.length, 0)]);
  const { authentication } = messageKeys(HEX(KEY), count4, METER);
  const mac = aesCmac(authentication, Buffer.concat([fields, message])).subarray(0, 8);
  const size = Math.ceil(message.length / count);
  return Array.from({ length: count }, (_, at) => {
    const part = message.subarray(at * size, (at + 1) * size);
    const isLast = at === count - 1;
    const bits = (isLast ? 0x04 : 0x40) | (at === 0 ? 0x38 : 0);
    const own = Buffer.concat([Buffer.of(at + 1, bits), at === 0 ? fields : HEX(''), isLast ? mac : HEX('')]);
    return Buffer.concat([Buffer.of(0x90, own.length), own, part]);
  });
}

/** What comes of each fragment: `waiting`, the data, or the code of an error. */
function outcomes(parts: readonly Buffer[], fragments = new Fragments(2), sender = METER): string[] {
  return parts.map((part) => {
    try {
      const message = openOms(carried(part, sender), { keys: [{ encryption: KEY }], fragments });
      assert.ok(message === undefined || message.security.authenticated);
      return message?.data.toString('hex') ?? 'waiting';
    } catch (thrown) {
      assert.ok(thrown instanceof MeterError);
      return thrown.code;
    }
  });
}

const DONE = RECORDS.toString('hex');

/** A fragment of so many bytes, and more to come. */
function begun(number: number, length: number): Buffer {
  return Buffer.concat([Buffer.of(0x90, 2, number, 0x40), Buffer.alloc(length)]);
}

describe('fragments of OMS', () => {
  it('two and five', () => {
    assert.deepEqual(outcomes(fragmentsOf(2)), ['waiting', DONE]);
    assert.deepEqual(outcomes(fragmentsOf(5)), ['waiting', 'waiting', 'waiting', 'waiting', DONE]);
  });

  it('one that is missing drops the message, and the next message is whole', () => {
    const [first, second, third] = fragmentsOf(3);
    assert.deepEqual(outcomes([second!, third!]), ['truncated', 'truncated']);
    assert.deepEqual(outcomes([first!, third!, first!, second!, third!]), [
      'waiting',
      'truncated',
      'waiting',
      'waiting',
      DONE,
    ]);
  });

  it('repeats wait, each of them', () => {
    const [first, second, third] = fragmentsOf(3);
    assert.deepEqual(outcomes([first!, first!, second!, second!, third!, third!]), [
      'waiting',
      'waiting',
      'waiting',
      'waiting',
      DONE,
      'waiting',
    ]);
  });

  it('a message begins anew', () => {
    const [first] = fragmentsOf(2, 8);
    assert.deepEqual(outcomes([first!, ...fragmentsOf(2)]), ['waiting', 'waiting', DONE]);
  });

  it('the last fragment of another message is not taken', () => {
    const [first] = fragmentsOf(2, 8);
    const [, last] = fragmentsOf(2);
    assert.deepEqual(outcomes([first!, last!]), ['waiting', 'wrong-key']);
  });

  it('of several senders; the one that spoke longest ago gives way', () => {
    const fragments = new Fragments(2);
    const [first, last] = fragmentsOf(2);
    const others = ['9315785634123304', '9315785634123305'].map((hex) => linkAddress(HEX(hex)));
    assert.deepEqual(outcomes([first!], fragments), ['waiting']);
    assert.deepEqual(outcomes([first!], fragments, others[0]), ['waiting']);
    assert.deepEqual(outcomes([last!], fragments), [DONE]);
    assert.deepEqual(outcomes([first!], fragments), ['waiting']);
    assert.deepEqual(outcomes([first!], fragments, others[0]), ['waiting']);
    assert.deepEqual(outcomes([first!], fragments, others[1]), ['waiting']);
    assert.deepEqual(outcomes([last!], fragments), ['truncated']);
  });

  it('are given up when they are too long', () => {
    const parts = Array.from({ length: 17 }, (_, at) => begun(at + 1, at === 16 ? 1 : MAX_MESSAGE / 16));
    const waiting = parts.slice(1).map(() => 'waiting');
    assert.deepEqual(outcomes([...parts, begun(18, 1)]), [...waiting, 'too-long', 'truncated']);
  });

  it('a message that is shorter than it says', () => {
    const [first, last] = fragmentsOf(2);
    assert.deepEqual(outcomes([first!, last!.subarray(0, -1)]), ['waiting', 'truncated']);
  });

  it('nothing of them is saved', () => {
    assert.equal(JSON.stringify({ fragments: new Fragments(1) }), '{}');
  });

  it('the counter is that of the message', () => {
    const fragments = new Fragments(1);
    const [first, last] = fragmentsOf(2);
    openOms(carried(first!), { fragments });
    const { security } = openOms(carried(last!), { keys: [{ encryption: KEY }], fragments })!;
    assert.equal(security.counter, COUNTER.readUInt32LE());
  });
});
