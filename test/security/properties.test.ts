import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { MeterError } from '../../src/base/errors';
import type { MeterKeys } from '../../src/base/keys';
import { Memory } from '../../src/memory';
import { type Opened, type OpenOptions, open } from '../../src/security/open';
import { checked } from '../framing/telegrams';
import {
  AUTHENTICATION,
  cipher,
  dlmsSecurity,
  ENCRYPTION,
  frameOf,
  LINES,
  NOTIFICATION,
  polish,
  polishFrame,
} from './ciphering';

const PAIR: MeterKeys = { encryption: ENCRYPTION, authentication: AUTHENTICATION };
const TELEGRAM = checked('0-0:1.0.0(260114120000W)', '1-0:1.8.0(000001.000*kWh)');
const key = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const title = fc.uint8Array({ minLength: 8, maxLength: 8 }).map((bytes) => Buffer.from(bytes));
const counter = fc.nat({ max: 0xffffffff });

/** What opening comes to; fails where something else than a `MeterError` is thrown. */
function attempt(run: () => Opened): Opened | MeterError {
  try {
    return run();
  } catch (error) {
    if (error instanceof MeterError) return error;
    throw error;
  }
}

function security(result: Opened | MeterError) {
  return result instanceof MeterError || result.withheld ? undefined : dlmsSecurity(result.security);
}

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}

describe('what is ciphered', () => {
  it('opens with its keys, whatever they are', () => {
    fc.assert(
      fc.property(
        key,
        key,
        title,
        counter,
        fc.constantFrom(0x10, 0x20, 0x30, 0x71),
        (encryption, authentication, from, at, control) => {
          const keys = [{ encryption, authentication }];
          const message = cipher({ text: NOTIFICATION, encryption, authentication, title: from, counter: at, control });
          const result = open(frameOf(message), { keys });
          assert.ok(!result.withheld);
          assert.deepEqual(result.frame.message, NOTIFICATION);
          const { authenticated, invocationCounter, systemTitle } = dlmsSecurity(result.security)!;
          assert.deepEqual(
            [authenticated, invocationCounter, systemTitle],
            [(control & 0x10) !== 0, at, from.toString('hex').toUpperCase()],
          );
        },
      ),
    );
  });

  for (const [name, message, frame] of [
    ['an APDU', cipher({ text: NOTIFICATION }), frameOf],
    ['a clear APDU with a tag', cipher({ text: NOTIFICATION, control: 0x10 }), frameOf],
    ['a P1 telegram', cipher({ text: TELEGRAM }), frameOf],
    ['Polish data lines', polish(), (bytes: Buffer) => polishFrame(bytes, 'ok')],
  ] as const) {
    it(`is not authenticated after any bit of ${name} has flipped`, () => {
      for (let bit = name.startsWith('Polish') ? message.indexOf(0) * 8 : 0; bit < message.length * 8; bit++) {
        const result = attempt(() => open(frame(flipped(message, bit)), { keys: [PAIR] }));
        assert.notEqual(security(result)?.authenticated, true, `bit ${bit}`);
      }
    });
  }

  it('is not delivered after a bit of its ciphertext or tag has flipped, unless a CRC of its own proves it', () => {
    const message = cipher({ text: NOTIFICATION });
    for (let bit = 16 * 8; bit < message.length * 8; bit++) {
      const result = attempt(() => open(frameOf(flipped(message, bit)), { keys: [PAIR] }));
      assert.ok(result instanceof MeterError, `bit ${bit}`);
    }
    const telegram = cipher({ text: TELEGRAM });
    const tag = telegram.length - 12;
    const text = tag - TELEGRAM.length;
    for (let bit = text * 8; bit < telegram.length * 8; bit++) {
      const result = attempt(() => open(frameOf(flipped(telegram, bit)), { keys: [PAIR] }));
      const inCase = !(result instanceof MeterError) && bit < tag * 8;
      if (inCase)
        assert.match(String.fromCharCode(TELEGRAM[(bit >> 3) - text]!), /[A-Fa-f]/, 'only the case of its CRC');
      if (bit >= tag * 8) assert.deepEqual(security(result)?.remarks, ['authentication-key-wrong']);
    }
  });

  it('does not open with an encryption key of which one bit is wrong', () => {
    for (const [message, frame] of [
      [cipher({ text: NOTIFICATION }), frameOf],
      [cipher({ text: NOTIFICATION, control: 0x20 }), frameOf],
      [cipher({ text: TELEGRAM }), frameOf],
      [polish(), (bytes: Buffer) => polishFrame(bytes, 'ok')],
    ] as const) {
      for (let bit = 0; bit < 128; bit++) {
        const encryption = flipped(Buffer.from(ENCRYPTION, 'hex'), bit).toString('hex');
        for (const keys of [[{ ...PAIR, encryption }], [{ encryption }]]) {
          const result = attempt(() => open(frame(message), { keys }));
          assert.ok(result instanceof MeterError);
          assert.deepEqual([result.code, result.details?.reason], ['wrong-key', 'encryption-key']);
        }
      }
    }
  });

  it('ends in a `MeterError` at worst, whatever the bytes, and no random bytes open', () => {
    const memory = new Memory();
    const heads = ['db00', 'db0853494d000001e240', 'dd00000000', 'c8', '2f53494d350d0a0d0a00', ''];
    const options: fc.Arbitrary<OpenOptions> = fc.record(
      { requireAuthentication: fc.boolean(), replay: fc.constantFrom('report', 'refuse', 'off') },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...heads),
        fc.constantFrom(0x20, 0x21, 0x30, 0x70),
        fc.uint8Array({ minLength: 4, maxLength: 200 }),
        options,
        (head, control, bytes, more) => {
          const length = Buffer.of(0x82, 0, bytes.length + 1, control);
          const message = Buffer.concat([Buffer.from(head, 'hex'), length, bytes]);
          const keys = [{ ...PAIR, meter: '53494D000001E240' }, PAIR];
          const result = attempt(() => open(frameOf(message), { keys, memory, ...more }));
          assert.ok(result instanceof MeterError);
          const raw = attempt(() => open(frameOf(Buffer.from(bytes)), { keys, memory, ...more }));
          assert.ok(raw instanceof MeterError);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('and cut anywhere is refused', () => {
    for (const message of [cipher({ text: NOTIFICATION }), polish()]) {
      for (let end = 0; end < message.length; end++) {
        assert.ok(attempt(() => open(frameOf(message.subarray(0, end)), { keys: [PAIR] })) instanceof MeterError);
      }
    }
  });
});

describe('no key is ever shown', () => {
  const PAIRS: MeterKeys[] = [
    PAIR,
    { encryption: AUTHENTICATION, authentication: ENCRYPTION },
    { encryption: ENCRYPTION },
    { encryption: ENCRYPTION, authentication: '0F'.repeat(16) },
    { encryption: '0F'.repeat(16), authentication: AUTHENTICATION },
    { encryption: ENCRYPTION.slice(2), authentication: AUTHENTICATION },
    { encryption: `${ENCRYPTION.slice(0, 31)}O`, authentication: AUTHENTICATION },
    { encryption: ENCRYPTION + AUTHENTICATION },
    { ...PAIR, meter: '12345678' },
  ];
  const MESSAGES = [0x10, 0x20, 0x30, 0x32].flatMap((control) =>
    [NOTIFICATION, TELEGRAM, LINES].map((text) =>
      cipher({ text, control, ...(control === 0x32 && { encryption: ENCRYPTION.repeat(2) }) }),
    ),
  );

  it('in what opening returns, throws or remembers', () => {
    const memory = new Memory();
    let shown = '';
    for (const keys of PAIRS) {
      for (const message of MESSAGES) {
        for (const frame of [frameOf(message), polishFrame(polish(), 'ok')]) {
          const result = attempt(() => open(frame, { keys: [keys], memory }));
          shown += `${JSON.stringify(result)}${inspect(result, { depth: 20, showHidden: true })}${result instanceof Error ? result.stack : ''}\n`;
        }
      }
    }
    shown += JSON.stringify(memory);
    assert.ok(shown.includes('wrong-key') && shown.includes('bad-key') && shown.includes('remarks'));
    for (const digits of [ENCRYPTION, AUTHENTICATION]) {
      for (let at = 0; at + 8 <= digits.length; at += 2) {
        const piece = digits.slice(at, at + 8);
        const bytes = [...Buffer.from(piece, 'hex')];
        for (const form of [piece, piece.toLowerCase(), bytes.join(','), bytes.join(', ')]) {
          assert.ok(!shown.includes(form), `${form} is shown`);
        }
      }
    }
  });
});
