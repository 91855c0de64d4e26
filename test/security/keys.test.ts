import assert from 'node:assert/strict';
import { type ErrorCode, MeterError } from '../../src/base/errors';
import type { MeterKeys, Security } from '../../src/base/keys';
import { Memory } from '../../src/memory';
import { type OpenOptions, open } from '../../src/security/open';
import { checked } from '../framing/telegrams';
import { AUTHENTICATION, cipher, ENCRYPTION, frameOf, NOTIFICATION, TITLE } from './ciphering';

const PAIR: MeterKeys = { encryption: ENCRYPTION, authentication: AUTHENTICATION };
const OTHER: MeterKeys = { encryption: 'EE'.repeat(16), authentication: 'AA'.repeat(16) };
const MESSAGE = cipher({ text: NOTIFICATION });

function securityOf(message: Buffer, options: OpenOptions): Security | undefined {
  const result = open(frameOf(message), options);
  assert.ok(!result.withheld);
  return result.security;
}

function failure(message: Buffer, options: OpenOptions): [ErrorCode, unknown] {
  try {
    open(frameOf(message), options);
  } catch (error) {
    assert.ok(error instanceof MeterError, String(error));
    return [error.code, error.details];
  }
  return assert.fail('it opens');
}

describe('keys', () => {
  const TITLED = { systemTitle: '53494D000001E240' };

  it('are missed by name', () => {
    assert.deepEqual(failure(MESSAGE, {}), ['no-key', { reason: 'none', ...TITLED }]);
    assert.deepEqual(failure(MESSAGE, { keys: [{ encryption: '' }] }), ['no-key', { reason: 'none', ...TITLED }]);
    for (const pair of [PAIR, { encryption: ENCRYPTION }]) {
      const keys = [{ ...pair, meter: '87654321' }];
      assert.deepEqual(failure(MESSAGE, { keys }), ['no-key', { reason: 'other-meter', ...TITLED }]);
    }
    const untitled = cipher({ text: NOTIFICATION, title: Buffer.alloc(0) });
    assert.deepEqual(failure(untitled, {}), ['no-key', { reason: 'none' }]);
  });

  it('that are wrong are told apart', () => {
    const wrong = (over: MeterKeys) => failure(MESSAGE, { keys: [{ ...PAIR, ...over }] });
    assert.deepEqual(wrong({ encryption: OTHER.encryption! }), ['wrong-key', { reason: 'encryption-key', ...TITLED }]);
    assert.deepEqual(wrong({ authentication: OTHER.authentication! }), ['wrong-key', { reason: 'authentication-key' }]);
    assert.deepEqual(wrong({ encryption: AUTHENTICATION, authentication: ENCRYPTION.replace('5', '6') }), [
      'wrong-key',
      { reason: 'encryption-key', ...TITLED },
    ]);
    assert.deepEqual(wrong({ encryption: OTHER.encryption!, authentication: ENCRYPTION }), [
      'wrong-key',
      { reason: 'swapped' },
    ]);
  });

  it('whose tag is over a clear text do not say which of them is wrong', () => {
    const message = cipher({ text: NOTIFICATION, control: 0x10 });
    assert.deepEqual(failure(message, { keys: [OTHER] }), ['wrong-key', { reason: 'encryption-key', ...TITLED }]);
  });

  it('fit in the other order', () => {
    const keys = [{ encryption: AUTHENTICATION, authentication: ENCRYPTION }];
    const { authenticated, remarks } = securityOf(MESSAGE, { keys })!;
    assert.deepEqual([authenticated, remarks], [true, ['keys-swapped']]);
    const lone = securityOf(MESSAGE, { keys: [{ authentication: ENCRYPTION }] })!;
    assert.deepEqual([lone.authenticated, lone.remarks], [false, ['keys-swapped']]);
  });

  it('both the same are one', () => {
    const text = NOTIFICATION;
    const keys = [{ encryption: ENCRYPTION, authentication: ENCRYPTION }];
    const message = cipher({ text, authentication: ENCRYPTION });
    assert.deepEqual(
      [securityOf(message, { keys })?.authenticated, securityOf(message, { keys })?.remarks],
      [true, undefined],
    );
  });

  it('that prove a frame win over those that only open it', () => {
    const wrong = { ...PAIR, authentication: OTHER.authentication! };
    const telegram = cipher({ text: checked('1-0:1.8.0(000001.000*kWh)') });
    for (const message of [MESSAGE, telegram]) {
      const { authenticated, remarks } = securityOf(message, { keys: [wrong, PAIR] })!;
      assert.deepEqual([authenticated, remarks], [true, undefined]);
    }
    const unproven = securityOf(MESSAGE, { keys: [wrong, { encryption: ENCRYPTION }] })!;
    assert.deepEqual([unproven.authenticated, unproven.remarks], [false, undefined]);
    const first = [wrong, { ...wrong, authentication: '00'.repeat(16), previous: true }];
    assert.deepEqual(securityOf(telegram, { keys: first })?.remarks, ['authentication-key-wrong']);
  });

  it('have the length that the suite says', () => {
    const long = { encryption: ENCRYPTION.repeat(2), authentication: AUTHENTICATION.repeat(2) };
    const message = cipher({ text: NOTIFICATION, control: 0x30, ...long });
    assert.deepEqual(failure(message, { keys: [long] }), ['wrong-key', { reason: 'key-length', count: 32 }]);
  });

  it('from before a change come after the present ones', () => {
    const keys = [OTHER, { ...PAIR, previous: true }];
    assert.deepEqual(securityOf(MESSAGE, { keys })?.remarks, ['previous-keys']);
    assert.equal(securityOf(MESSAGE, { keys: [PAIR, { ...PAIR, previous: true }] })?.remarks, undefined);
  });

  for (const meter of [
    '53494D000001E240',
    '53494d00 0001e240',
    '53:49:4D:00:00:01:E2:40',
    '123456',
    '00123456',
    '0001E240',
  ]) {
    it(`of ${meter} are the meter's`, () => {
      const mine = { encryption: ENCRYPTION, meter };
      // The one that names the meter comes first, so that the remark of the other is not made.
      const keys = [{ encryption: ENCRYPTION, previous: true }, mine];
      assert.equal(securityOf(MESSAGE, { keys })?.remarks, undefined);
      assert.deepEqual(securityOf(MESSAGE, { keys: [mine, PAIR] })?.authenticated, false);
    });
  }

  it('know a system title by its characters', () => {
    const message = cipher({ text: NOTIFICATION, title: Buffer.from('SIMulate', 'latin1') });
    assert.equal(securityOf(message, { keys: [{ ...PAIR, meter: 'SIMulate' }] })?.authenticated, true);
    assert.equal(failure(message, { keys: [{ ...PAIR, meter: 'SIMulato' }] })[0], 'no-key');
  });

  it('of any meter are tried where the title is empty', () => {
    const message = cipher({ text: NOTIFICATION, title: Buffer.alloc(0) });
    assert.equal(securityOf(message, { keys: [{ ...PAIR, meter: '87654321' }] })?.authenticated, true);
  });

  it('may be written with what people put between the digits', () => {
    const written = ENCRYPTION.match(/../g)!.join(':').toLowerCase();
    const keys = [{ encryption: `0x${written}`, authentication: ` ${AUTHENTICATION.match(/.{8}/g)!.join('-')}\n` }];
    assert.equal(securityOf(MESSAGE, { keys })?.authenticated, true);
  });

  it('that are none hinder no other, and are named where no other fits', () => {
    const bad = { encryption: ENCRYPTION.slice(1) };
    assert.equal(securityOf(MESSAGE, { keys: [bad, PAIR] })?.authenticated, true);
    for (const keys of [[bad], [bad, OTHER]]) {
      assert.deepEqual(failure(MESSAGE, { keys }), ['bad-key', { reason: 'length', count: 31 }]);
    }
    assert.deepEqual(failure(MESSAGE, { keys: [{ encryption: ENCRYPTION.replace('0', 'O') }] }), [
      'bad-key',
      { reason: 'letter-for-digit', letter: 'O', digit: '0' },
    ]);
  });

  it('that stand in an environment variable need it to be set', () => {
    assert.deepEqual(failure(MESSAGE, { keys: [{ encryption: `$\{METER_KEY}` }] }), [
      'bad-key',
      { reason: 'variable', name: 'METER_KEY' },
    ]);
  });

  it('count as they are now, not as they were', () => {
    const keys: MeterKeys = { ...OTHER };
    assert.equal(failure(MESSAGE, { keys: [keys] })[0], 'wrong-key');
    Object.assign(keys, PAIR);
    assert.equal(securityOf(MESSAGE, { keys: [keys] })?.authenticated, true);
    keys.meter = '87654321';
    assert.equal(failure(MESSAGE, { keys: [keys] })[0], 'no-key');
    delete keys.meter;
    keys.previous = true;
    assert.deepEqual(securityOf(MESSAGE, { keys: [keys] })?.remarks, ['previous-keys']);
  });

  describe('that are known of a maker', () => {
    const LUXEMBOURG = Buffer.from('SAGgp\x01\x02\x03', 'latin1');
    const authentication = '00112233445566778899AABBCCDDEEFF';
    const TELEGRAM = checked('1-0:1.8.0(000001.000*kWh)');

    it('are used where the user has given none', () => {
      const message = cipher({ text: TELEGRAM, title: LUXEMBOURG, authentication });
      assert.equal(securityOf(message, { keys: [{ encryption: ENCRYPTION }] })?.authenticated, true);
      assert.equal(securityOf(message, { keys: [{ encryption: ENCRYPTION, authentication }] })?.authenticated, true);
      const wrong = securityOf(message, { keys: [PAIR] })!;
      assert.deepEqual([wrong.authenticated, wrong.remarks], [false, ['authentication-key-wrong']]);
    });

    it('prove nothing where they do not fit, and nobody is told that his key is wrong', () => {
      const message = cipher({ text: TELEGRAM, title: LUXEMBOURG });
      const { authenticated, remarks } = securityOf(message, { keys: [{ encryption: ENCRYPTION }] })!;
      assert.deepEqual([authenticated, remarks], [false, undefined]);
    });

    it('are not used for others', () => {
      const message = cipher({ text: TELEGRAM, title: TITLE, authentication });
      assert.equal(securityOf(message, { keys: [{ encryption: ENCRYPTION }] })?.authenticated, false);
    });
  });

  describe('that fitted', () => {
    it('come first the next time', () => {
      const memory = new Memory();
      const first: MeterKeys = { encryption: ENCRYPTION, previous: true };
      const keys = [PAIR, first];
      assert.equal(securityOf(MESSAGE, { keys: [first], memory })?.authenticated, false);
      const e = cipher({ text: NOTIFICATION, control: 0x20, counter: 2 });
      assert.deepEqual(securityOf(e, { keys, memory })?.remarks, ['previous-keys']);
      assert.equal(securityOf(e, { keys, memory: new Memory() })?.remarks, undefined);
    });

    it('are not used when they are no longer there', () => {
      const memory = new Memory();
      assert.ok(securityOf(MESSAGE, { keys: [PAIR], memory }));
      const next = cipher({ text: NOTIFICATION, counter: 2 });
      assert.equal(failure(next, { keys: [OTHER], memory })[0], 'wrong-key');
    });

    const TELEGRAM = checked('1-0:1.8.0(000001.000*kWh)');
    const withWrongTag = (text: Buffer) => {
      const message = cipher({ text, counter: 2 });
      message[message.length - 1]! ^= 1;
      return message;
    };

    it('once with the tag leave no excuse for a wrong tag', () => {
      for (const text of [TELEGRAM, NOTIFICATION]) {
        const memory = new Memory();
        assert.equal(securityOf(cipher({ text }), { keys: [PAIR], memory })?.authenticated, true);
        for (let again = 0; again < 2; again++) {
          assert.deepEqual(failure(withWrongTag(text), { keys: [PAIR], memory }), ['checksum', { reason: 'tag' }]);
        }
        const next = cipher({ text, counter: 3, control: 0x20 });
        assert.equal(securityOf(next, { keys: [PAIR], memory })?.authenticated, false);
        assert.deepEqual(failure(withWrongTag(text), { keys: [PAIR], memory }), ['checksum', { reason: 'tag' }]);
      }
    });

    it('do so also where everybody knows the authentication key', () => {
      const luxembourg = {
        title: Buffer.from('SAGgp123', 'latin1'),
        authentication: '00112233445566778899AABBCCDDEEFF',
      };
      const options = { keys: [{ encryption: ENCRYPTION }], memory: new Memory() };
      assert.equal(securityOf(cipher({ text: TELEGRAM, ...luxembourg }), options)?.authenticated, true);
      const damaged = cipher({ text: TELEGRAM, counter: 2, ...luxembourg });
      damaged[damaged.length - 1]! ^= 1;
      assert.deepEqual(failure(damaged, options), ['checksum', { reason: 'tag' }]);
    });

    it('of one meter say nothing of another', () => {
      const memory = new Memory();
      assert.ok(securityOf(cipher({ text: TELEGRAM }), { keys: [PAIR], memory }));
      const other = cipher({ text: TELEGRAM, title: Buffer.from('SIM\0\0\0\0\x07', 'latin1') });
      other[other.length - 1]! ^= 1;
      assert.deepEqual(securityOf(other, { keys: [PAIR], memory })?.remarks, ['authentication-key-wrong']);
    });
  });
});
