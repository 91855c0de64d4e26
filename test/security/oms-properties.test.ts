import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { MeterError } from '../../src/base/errors';
import { type OmsMessage, type OmsOptions, openOms } from '../../src/security/oms';
import { Fragments } from '../../src/security/oms/fragments';
import { carried, HEX, KEY, link, mode5, mode7, RECORDS } from './oms-sealing';

const CODES = [
  'no-key',
  'wrong-key',
  'bad-key',
  'checksum',
  'truncated',
  'malformed',
  'unsupported',
  'too-long',
  'not-authenticated',
];

/** What opening comes to; fails where something else than a `MeterError` is thrown. */
function attempt(content: Buffer, options: OmsOptions): OmsMessage | MeterError | undefined {
  try {
    return openOms(carried(content), options);
  } catch (thrown) {
    assert.ok(thrown instanceof MeterError, inspect(thrown));
    assert.ok(CODES.includes(thrown.code));
    return thrown;
  }
}

const key = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const clear = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.concat([HEX('2f2f'), bytes, Buffer.alloc(14)]));

describe('properties of OMS', () => {
  it('what is sealed comes out again', () => {
    fc.assert(
      fc.property(clear, key, fc.nat(0xffffffff), (text, encryption, counter) => {
        for (const [content, authenticated] of [
          [mode5({ clear: text, key: encryption }), false],
          [mode5({ clear: text, key: encryption, long: true }), false],
          [mode7({ clear: text, key: encryption, counter }), true],
          [link(mode5({ clear: text, key: encryption }), { key: encryption }), false],
        ] as const) {
          const message = openOms(carried(content), { keys: [{ encryption }] })!;
          assert.deepEqual([message.data, message.security.authenticated], [text, authenticated]);
        }
      }),
    );
  });

  it('a wrong bit in what is proven gives an error or the same', () => {
    const options = { keys: [{ encryption: KEY }], requireAuthentication: true };
    const sent = mode7({ clear: RECORDS, length: true, code: 16 });
    const same = attempt(sent, options);
    assert.ok(same !== undefined && !(same instanceof MeterError));
    for (let bit = 0; bit < sent.length * 8; bit++) {
      const flipped = Buffer.from(sent);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const got = attempt(flipped, options);
      if (!(got instanceof MeterError)) assert.deepEqual(got, same, `bit ${bit}`);
    }
  });

  it('no other key opens what is proven, and no key is ever shown', () => {
    const sent = mode7({ clear: RECORDS });
    fc.assert(
      fc.property(key, (encryption) => {
        const got = attempt(sent, { keys: [{ encryption }] });
        assert.ok(got instanceof MeterError && got.code === 'wrong-key');
        assert.ok(!inspect(got.toJSON()).toLowerCase().includes(encryption.slice(0, 8)));
      }),
    );
  });

  it('any bytes are opened or refused, nothing else', () => {
    const known = fc.constantFrom(0x72, 0x7a, 0x78, 0x8c, 0x8d, 0x8f, 0x90, 0xa0, 0x86);
    const bytes = fc.tuple(known, fc.uint8Array({ maxLength: 120 })).map(([ci, rest]) => Buffer.from([ci, ...rest]));
    const fragments = new Fragments(2);
    fc.assert(
      fc.property(fc.oneof(bytes, fc.uint8Array().map(Buffer.from)), fc.boolean(), (content, withKey) => {
        const got = attempt(content, { keys: withKey ? [{ encryption: KEY }] : [], fragments });
        if (got !== undefined && !(got instanceof MeterError)) assert.ok(got.data.length < content.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('damage to what is sealed is opened or refused, nothing else', () => {
    const sent = fc.constantFrom(
      mode5({ clear: RECORDS }),
      mode7({ clear: RECORDS, length: true }),
      link(mode7({ clear: RECORDS })),
    );
    fc.assert(
      fc.property(sent, fc.nat(), fc.nat(255), fc.nat(), (content, at, byte, length) => {
        const damaged = Buffer.from(content.subarray(0, 1 + (length % content.length)));
        damaged[at % damaged.length] = byte;
        attempt(damaged, { keys: [{ encryption: KEY }] });
      }),
      { numRuns: 1000 },
    );
  });
});
