import assert from 'node:assert/strict';
import { MeterError } from '../../src/base/errors';
import { Memory } from '../../src/memory';
import { type Opened, type OpenOptions, open } from '../../src/security/open';
import { AUTHENTICATION, type Ciphering, cipher, ENCRYPTION, frameOf, NOTIFICATION } from './ciphering';

const KEYS = [{ encryption: ENCRYPTION, authentication: AUTHENTICATION }];
const OTHER_TEXT = Buffer.from(NOTIFICATION);
OTHER_TEXT[OTHER_TEXT.length - 1]! ^= 1;

/** Opens frames with these counters one after the other: `ok`, `repeat`, the remark, or the code of the error. */
function opening(options: OpenOptions, ciphering: Partial<Ciphering> = {}) {
  const all = { keys: KEYS, memory: new Memory(), ...options };
  return (...counters: number[]) =>
    counters.map((counter) => outcome(cipher({ text: NOTIFICATION, counter, ...ciphering }), all));
}

function outcome(message: Buffer, options: OpenOptions): string {
  let result: Opened;
  try {
    result = open(frameOf(message), options);
  } catch (error) {
    assert.ok(error instanceof MeterError);
    return error.code;
  }
  return result.withheld ?? result.security?.remarks?.join() ?? 'ok';
}

describe('the invocation counter', () => {
  it('grows, also by more than one, and to its last value', () => {
    assert.deepEqual(opening({ replay: 'refuse' })(0, 1, 2, 900, 0xffffffff), ['ok', 'ok', 'ok', 'ok', 'ok']);
  });

  it('that stands still is a repeat where the frame is the same', () => {
    assert.deepEqual(opening({})(7, 7, 7, 8), ['ok', 'repeat', 'repeat', 'ok']);
    assert.deepEqual(opening({ replay: 'refuse' })(7, 7, 8), ['ok', 'repeat', 'ok']);
  });

  it('that falls is reported, and counts from there', () => {
    for (const control of [0x20, 0x30]) {
      assert.deepEqual(opening({}, { control })(7, 3, 3, 4, 5), ['ok', 'counter-reset', 'repeat', 'ok', 'ok']);
    }
  });

  it('that falls is refused where the user wants that, and does not count', () => {
    for (const control of [0x20, 0x30]) {
      assert.deepEqual(opening({ replay: 'refuse' }, { control })(7, 3, 4, 7, 8), [
        'ok',
        'replay',
        'replay',
        'repeat',
        'ok',
      ]);
    }
  });

  it('that stands still under another text is a fall', () => {
    for (const [replay, expected] of [
      ['report', 'counter-reset'],
      ['refuse', 'replay'],
    ] as const) {
      const options = { keys: KEYS, memory: new Memory(), replay };
      assert.equal(outcome(cipher({ text: NOTIFICATION, counter: 5 }), options), 'ok');
      assert.equal(outcome(cipher({ text: OTHER_TEXT, counter: 5 }), options), expected);
    }
  });

  it('says in its error what it was and what it is', () => {
    const options: OpenOptions = { keys: KEYS, memory: new Memory(), replay: 'refuse' };
    open(frameOf(cipher({ text: NOTIFICATION, counter: 9 })), options);
    assert.throws(() => open(frameOf(cipher({ text: NOTIFICATION, counter: 4 })), options), {
      code: 'replay',
      details: { counter: 4, last: 9 },
    });
  });

  it('is not looked at where the user does not want that, or nothing is remembered', () => {
    assert.deepEqual(opening({ replay: 'off' })(7, 7, 3), ['ok', 'ok', 'ok']);
    const message = cipher({ text: NOTIFICATION, counter: 7 });
    assert.deepEqual([outcome(message, { keys: KEYS }), outcome(message, { keys: KEYS })], ['ok', 'ok']);
  });

  it('is each meter’s own', () => {
    const memory = new Memory();
    const [one, other] = [opening({ memory }), opening({ memory }, { title: Buffer.from('SIM98765', 'latin1') })];
    assert.deepEqual([...one(7), ...other(3), ...one(8), ...other(4)], ['ok', 'ok', 'ok', 'ok']);
  });

  it('is each key’s own, so that it may begin anew with new keys', () => {
    const memory = new Memory();
    const encryption = 'CD'.repeat(16);
    const keys = [{ encryption, authentication: AUTHENTICATION }, ...KEYS];
    const old = opening({ memory, keys, replay: 'refuse' });
    const fresh = opening({ memory, keys, replay: 'refuse' }, { encryption });
    assert.deepEqual([...old(7), ...fresh(0, 1), ...old(6)], ['ok', 'ok', 'ok', 'replay']);
  });

  it('does not count of a frame that was not delivered', () => {
    const memory = new Memory();
    const strict = opening({ memory, requireAuthentication: true }, { control: 0x20 });
    assert.deepEqual(strict(9), ['not-authenticated']);
    const damaged = cipher({ text: Buffer.from('/SIM5\r\n\r\n1-0:1.8.0(1)\r\n!0000\r\n'), counter: 9 });
    assert.equal(outcome(damaged, { keys: KEYS, memory }), 'checksum');
    assert.deepEqual(opening({ memory })(3), ['ok']);
  });

  it('of a clear text that no key was needed for tells nothing', () => {
    assert.deepEqual(opening({}, { control: 0x00 })(7, 7, 3), ['ok', 'ok', 'ok']);
  });

  it('outlives a restart', () => {
    const before = new Memory();
    opening({ memory: before })(7);
    const memory = Memory.from(JSON.parse(JSON.stringify(before)));
    assert.deepEqual(opening({ memory, replay: 'refuse' })(7, 6, 8), ['repeat', 'replay', 'ok']);
  });
});
