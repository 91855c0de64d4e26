import assert from 'node:assert/strict';
import { type ErrorCode, MeterError } from '../../src/base/errors';
import type { Frame } from '../../src/base/frame';
import { Memory } from '../../src/memory';
import { type OpenOptions, open } from '../../src/security/open';
import { AUTHENTICATION, ENCRYPTION, LINES, polish, polishFrame } from './ciphering';

const KEYS = { keys: [{ encryption: ENCRYPTION, authentication: AUTHENTICATION }] };
const ENCRYPTION_ONLY = { keys: [{ encryption: ENCRYPTION }] };
const WRONG_AUTHENTICATION = { keys: [{ encryption: ENCRYPTION, authentication: '11'.repeat(16) }] };
const WRONG = { keys: [{ encryption: '22'.repeat(16), authentication: '11'.repeat(16) }] };
const CLEAR = Buffer.concat([Buffer.from('/SIM5POLAND\r\n\r\n', 'latin1'), LINES]);

function opened(message: Buffer, check: Frame['check'], options: OpenOptions) {
  const result = open(polishFrame(message, check), options);
  assert.ok(!result.withheld);
  const { frame, security } = result;
  assert.deepEqual([frame.link, frame.content, frame.check, frame.encrypted], ['p1', 'p1', 'ok', false]);
  return { message: frame.message, authenticated: security?.authenticated, remarks: security?.remarks };
}

function refused(message: Buffer, check: Frame['check'], options: OpenOptions, code: ErrorCode, reason?: string): void {
  assert.throws(
    () => open(polishFrame(message, check), options),
    (error) => {
      assert.ok(error instanceof MeterError, String(error));
      assert.deepEqual([error.code, error.details?.reason], [code, reason]);
      return true;
    },
  );
}

describe('a Polish P1 telegram', () => {
  for (const check of ['ok', 'failed', 'absent'] as const) {
    it(`opens with both keys, the checksum ${check}`, () => {
      assert.deepEqual(opened(polish(), check, KEYS), { message: CLEAR, authenticated: true, remarks: undefined });
    });
  }

  it('opens with the tag of general-glo-ciphering, with a system title, without the empty line', () => {
    const title = Buffer.from('SIM54321', 'latin1');
    for (const [head, over] of [
      ['/SIM5POLAND\r\n\r\n\xdb\0', {}],
      ['/SIM5POLAND\r\n\r\n\x08SIM54321', { title }],
      ['/SIM5POLAND\r\n\0', {}],
    ] as const) {
      const message = polish({ head: Buffer.from(head, 'latin1'), ...over });
      const expected = head.includes('\n\r') ? CLEAR : Buffer.concat([Buffer.from('/SIM5POLAND\r\n'), LINES]);
      assert.deepEqual(opened(message, 'failed', KEYS).message, expected);
    }
  });

  it('opens without the authentication key only where its checksum fits', () => {
    assert.deepEqual(opened(polish(), 'ok', ENCRYPTION_ONLY), {
      message: CLEAR,
      authenticated: false,
      remarks: undefined,
    });
    refused(polish(), 'failed', ENCRYPTION_ONLY, 'no-key', 'authentication-key');
    refused(polish({ control: 0x20 }), 'failed', ENCRYPTION_ONLY, 'checksum', 'text');
    assert.equal(opened(polish({ control: 0x20 }), 'ok', ENCRYPTION_ONLY).authenticated, false);
  });

  it('with a wrong authentication key likewise, and says so', () => {
    assert.deepEqual(opened(polish(), 'ok', WRONG_AUTHENTICATION), {
      message: CLEAR,
      authenticated: false,
      remarks: ['authentication-key-wrong'],
    });
    refused(polish(), 'failed', WRONG_AUTHENTICATION, 'wrong-key', 'authentication-key');
    const strict = { ...WRONG_AUTHENTICATION, requireAuthentication: true };
    refused(polish(), 'ok', strict, 'not-authenticated', 'authentication-key');
  });

  it('does not open with a wrong encryption key, though its checksum fits', () => {
    refused(polish(), 'ok', WRONG, 'wrong-key', 'encryption-key');
    refused(polish({ control: 0x20 }), 'ok', WRONG, 'wrong-key', 'encryption-key');
  });

  it('opens with the keys in the other order', () => {
    const keys = [{ encryption: AUTHENTICATION, authentication: ENCRYPTION }];
    assert.deepEqual(opened(polish(), 'failed', { keys }).remarks, ['keys-swapped']);
    const wrong = [{ encryption: '11'.repeat(16), authentication: ENCRYPTION }];
    assert.deepEqual(opened(polish(), 'ok', { keys: wrong }).remarks, ['keys-swapped', 'authentication-key-wrong']);
  });

  it('that is damaged is told from one with wrong keys', () => {
    const message = polish();
    message[message.indexOf('\0') + 20]! ^= 0x80;
    refused(message, 'failed', KEYS, 'checksum', 'text');
    refused(message, 'failed', ENCRYPTION_ONLY, 'checksum', 'text');
  });

  it('holds data lines and nothing else where no tag proves it', () => {
    for (const text of [
      '',
      '\r\n',
      '()\r\n',
      '(1)\r\n1-0:1.8.0(1)\r\n',
      '1-0:1.8.0(1',
      '1-0:1.8.0(\x7f)',
      '1-0:1.8.0\r\n(1)\r\n',
      '1-018(1)',
      '1-0:1.8.0 (1)',
      '-0:1(1)',
      '10:1.8-0(1)',
      '1-018(1:)',
    ]) {
      const message = polish({ text: Buffer.from(text, 'latin1') });
      refused(message, 'ok', ENCRYPTION_ONLY, 'wrong-key', 'encryption-key');
      assert.equal(opened(message, 'ok', KEYS).authenticated, true);
    }
    for (const text of ['1-0:1.8.0(1)', '1-0:1.8.0(1)\n\n', '0-1:24.3.0(1)(m3)\r\n(1)\r\n', '1-0:1.8.0*255(1 ~)\r\n']) {
      assert.equal(opened(polish({ text: Buffer.from(text, 'latin1') }), 'ok', ENCRYPTION_ONLY).authenticated, false);
    }
  });

  it('that has no end of its identification, or is cut, is refused', () => {
    refused(Buffer.from(`/${'SIM5'.repeat(20)}\r\n\r\n\0`, 'latin1'), 'ok', KEYS, 'malformed');
    refused(Buffer.from('/SIM5POLAND', 'latin1'), 'ok', KEYS, 'malformed');
    refused(Buffer.from('/SIM5POLAND\r\n\r\n', 'latin1'), 'ok', KEYS, 'truncated');
    refused(polish().subarray(0, -1), 'ok', KEYS, 'truncated');
  });

  it('is never a repeat, as its counter stands still', () => {
    const memory = new Memory();
    for (let time = 0; time < 3; time++) {
      const { message } = opened(polish(), 'ok', { ...KEYS, memory, replay: 'refuse' });
      assert.deepEqual(message, CLEAR);
    }
  });

  it('of another source has keys of its own that come first', () => {
    const memory = new Memory();
    const previous = { encryption: ENCRYPTION, previous: true };
    assert.equal(opened(polish(), 'ok', { keys: [previous], memory, source: 'a' }).authenticated, false);
    const keys = [{ encryption: ENCRYPTION }, previous];
    for (const [source, remarks] of [
      ['a', ['previous-keys']],
      ['b', undefined],
    ] as const) {
      assert.deepEqual(opened(polish(), 'ok', { keys, memory, source }).remarks, remarks);
    }
  });

  it('of another meter of the same type finds its own keys, and its own trust', () => {
    const memory = new Memory();
    const others = { encryption: '33'.repeat(16), authentication: '44'.repeat(16) };
    const keys = [...KEYS.keys, { ...others, authentication: '55'.repeat(16) }];
    for (let time = 0; time < 2; time++) {
      assert.equal(opened(polish(), 'ok', { keys, memory }).authenticated, true);
      assert.deepEqual(opened(polish(others), 'ok', { keys, memory }).remarks, ['authentication-key-wrong']);
    }
  });
});
