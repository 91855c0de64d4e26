import assert from 'node:assert/strict';
import { MeterError } from '../../src/base/errors';
import { linkAddress } from '../../src/base/mbus-address';
import { MAX_MESSAGE } from '../../src/framing/piece';
import { openOms } from '../../src/security/oms';
import { Fragments } from '../../src/security/oms/fragments';
import { carried, fragmentsOf, HEX, KEY, METER, RECORDS } from './oms-sealing';

const COUNTER = HEX('07000000');

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
