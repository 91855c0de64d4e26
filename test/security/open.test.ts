import assert from 'node:assert/strict';
import type { ErrorCode } from '../../src/base/errors';
import { MeterError } from '../../src/base/errors';
import type { Frame } from '../../src/base/frame';
import type { DlmsSecurity } from '../../src/base/keys';
import { type OpenOptions, open } from '../../src/security/open';
import { checked, unchecked } from '../framing/telegrams';
import { AUTHENTICATION, cipher, dlmsSecurity, ENCRYPTION, frameOf, NOTIFICATION, TITLE } from './ciphering';

const KEYS = { keys: [{ encryption: ENCRYPTION, authentication: AUTHENTICATION }] };
const ENCRYPTION_ONLY = { keys: [{ encryption: ENCRYPTION }] };
const hex = (digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex');

function opened(frame: Frame, options: OpenOptions): { frame: Frame; security?: DlmsSecurity | undefined } {
  const result = open(frame, options);
  assert.ok(!result.withheld);
  return { frame: result.frame, security: dlmsSecurity(result.security) };
}

function refused(message: Buffer, options: OpenOptions, code: ErrorCode, reason?: string): void {
  assert.throws(
    () => open(frameOf(message), options),
    (error) => {
      assert.ok(error instanceof MeterError, String(error));
      assert.deepEqual([error.code, error.details?.reason], [code, reason]);
      return true;
    },
  );
}

describe('opening a frame', () => {
  it('returns a clear one as it is', () => {
    const frame = frameOf(NOTIFICATION, { encrypted: false });
    assert.deepEqual(open(frame, KEYS), { frame });
    assert.equal(opened(frame, KEYS).frame, frame);
  });

  it('keeps what is known of the frame, and makes it clear', () => {
    const message = cipher({ text: NOTIFICATION, counter: 0x01020304 });
    const frame = frameOf(message, { address: '03', receivedAt: '2026-01-14T12:00:00.000Z', check: 'absent' });
    assert.deepEqual(opened(frame, KEYS), {
      frame: { ...frame, message: NOTIFICATION, encrypted: false, check: 'ok' },
      security: { suite: 0, authenticated: true, systemTitle: '53494D000001E240', invocationCounter: 0x01020304 },
    });
    assert.equal(frame.encrypted, true);
  });

  /* DLMS UA Green Book, edition 8, table 40. */
  const GREEN_BOOK = {
    keys: [
      {
        encryption: '000102030405060708090A0B0C0D0E0F',
        authentication: 'D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF',
        meter: '4D4D4D0000BC614E',
      },
    ],
  };
  const EXAMPLES = {
    'authenticated only': 'C8 1E 10 01234567 C0010000080000010000FF0200 06725D910F9221D263877516',
    'encrypted and authenticated': 'C8 1E 30 01234567 411312FF935A47566827C467BC 7D825C3BE4A77C3FCC056B6B',
  };
  for (const [name, apdu] of Object.entries(EXAMPLES)) {
    it(`opens the example of the Green Book that is ${name}`, () => {
      assert.deepEqual(opened(frameOf(hex(apdu)), GREEN_BOOK), {
        frame: { ...frameOf(hex(apdu)), message: hex('C0010000080000010000FF0200'), encrypted: false },
        security: { suite: 0, authenticated: true, systemTitle: '4D4D4D0000BC614E', invocationCounter: 0x01234567 },
      });
    });
  }

  describe('by its security control byte', () => {
    const KEY_32 = ENCRYPTION + AUTHENTICATION;
    for (const [control, authenticated, options] of [
      [0x00, false, {}],
      [0x10, true, KEYS],
      [0x10, false, {}],
      [0x11, true, KEYS],
      [0x20, false, ENCRYPTION_ONLY],
      [0x20, false, KEYS],
      [0x21, false, ENCRYPTION_ONLY],
      [0x30, true, KEYS],
      [0x30, false, ENCRYPTION_ONLY],
      [0x31, true, KEYS],
      [0x70, true, KEYS],
    ] as const) {
      it(`opens ${control.toString(16)} with ${Object.keys(options.keys?.[0] ?? {}).join(' and ') || 'nothing'}`, () => {
        const { frame, security } = opened(frameOf(cipher({ text: NOTIFICATION, control })), options);
        assert.deepEqual(frame.message, NOTIFICATION);
        assert.deepEqual(
          [security?.authenticated, security?.suite, security?.remarks],
          [authenticated, control & 0x0f, undefined],
        );
      });
    }

    it('opens suite 2 with keys of 32 bytes, and with no others', () => {
      const long = { encryption: KEY_32, authentication: KEY_32.toLowerCase().replaceAll('a', 'b') };
      const message = cipher({ text: NOTIFICATION, control: 0x32, ...long });
      const { frame, security } = opened(frameOf(message), { keys: [long] });
      assert.deepEqual([frame.message, security?.suite, security?.authenticated], [NOTIFICATION, 2, true]);
      refused(message, KEYS, 'wrong-key', 'key-length');
      refused(cipher({ text: NOTIFICATION }), { keys: [long] }, 'wrong-key', 'key-length');
    });

    it('refuses compression and unknown suites by name', () => {
      refused(cipher({ text: NOTIFICATION, control: 0xb0 }), KEYS, 'unsupported', 'compression');
      refused(cipher({ text: NOTIFICATION, control: 0x33 }), KEYS, 'unsupported', 'suite');
    });
  });

  describe('by its layout', () => {
    const PADDED = (length: number) => Buffer.of(0x84, 0, 0, length >> 8, length & 0xff);
    const BARE_TAGS = '21 25 26 28 2C 2D 2E 36 38 41 45 46 48 4C 4D 4E 56 58 C8 C9 CA CB CC CD CF D0 D1 D2 D3 D4 D5 D7';

    it('reads general-ded-ciphering, and a length that is padded', () => {
      const head = Buffer.concat([Buffer.of(0xdc, 8), TITLE]);
      const message = cipher({ text: NOTIFICATION, head, length: PADDED });
      assert.equal(opened(frameOf(message), KEYS).security?.authenticated, true);
    });

    it('takes an empty system title for zeros', () => {
      const message = cipher({ text: NOTIFICATION, title: Buffer.alloc(0) });
      assert.deepEqual(opened(frameOf(message), KEYS).security, {
        suite: 0,
        authenticated: true,
        systemTitle: '',
        invocationCounter: 1,
      });
    });

    for (const tag of BARE_TAGS.split(' ')) {
      it(`opens ${tag}, which has no system title, with that of the keys`, () => {
        const message = cipher({ text: NOTIFICATION, head: hex(tag) });
        const keys = [{ ...KEYS.keys[0], meter: TITLE.toString('hex') }];
        assert.equal(opened(frameOf(message), { keys }).security?.systemTitle, '53494D000001E240');
        refused(message, KEYS, 'no-key', 'system-title');
      });
    }

    const HEADER = Buffer.concat([hex('08 0102030405060708 08'), TITLE, hex('08 53494D0000000001 00 02 AABB')]);
    const general = (keyInfo: string) => Buffer.concat([hex('DD'), HEADER, hex(keyInfo)]);

    it('opens general-ciphering, whose header is authenticated too', () => {
      const message = cipher({ text: NOTIFICATION, head: general('00'), header: HEADER });
      const { frame, security } = opened(frameOf(message), KEYS);
      assert.deepEqual(
        [frame.message, security?.authenticated, security?.systemTitle],
        [NOTIFICATION, true, '53494D000001E240'],
      );
      message[3]! ^= 1;
      refused(message, KEYS, 'wrong-key', 'authentication-key');
    });

    it('opens general-ciphering of libraries that authenticate no header, also where the text is clear', () => {
      for (const control of [0x10, 0x30]) {
        const message = cipher({ text: NOTIFICATION, head: general('00'), control });
        assert.equal(opened(frameOf(message), KEYS).security?.authenticated, true);
      }
      const message = cipher({ text: NOTIFICATION, head: general('00'), header: HEADER, control: 0x10 });
      assert.equal(opened(frameOf(message), KEYS).security?.authenticated, true);
    });

    it('refuses general-ciphering that brings its own key', () => {
      refused(cipher({ text: NOTIFICATION, head: general('01 02 01 01') }), KEYS, 'unsupported', 'key-info');
    });

    for (const [name, message, code, offset] of [
      ['a system title of 7 bytes', hex('DB 07 53494D00000001 05 30 00000001'), 'malformed', 1],
      ['a length beyond its end', hex('DB 08 53494D0000000001 06 30 00000001'), 'truncated', 11],
      ['bytes behind its end', hex('DB 08 53494D0000000001 05 00 00000001 00'), 'malformed', 16],
      ['no room for its tag', hex('DB 08 53494D0000000001 06 30 00000001 00'), 'truncated', 16],
      ['no room for its counter', hex('DB 08 53494D0000000001 04 30 000000'), 'truncated', 12],
      ['nothing in it', hex('DB'), 'truncated', 1],
      ['compression', hex('DB 08 53494D0000000001 05 A0 00000001'), 'unsupported', 11],
      ['its own key', hex('DD 00 08 53494D0000000001 00 00 00 01'), 'unsupported', 14],
    ] as const) {
      it(`says where one has ${name}`, () => {
        assert.throws(() => open(frameOf(message), KEYS), { code, offset });
      });
    }

    it('refuses what is no ciphered APDU', () => {
      refused(NOTIFICATION, KEYS, 'unsupported', 'apdu');
      refused(Buffer.alloc(0), KEYS, 'unsupported', 'apdu');
    });
  });

  describe('with another in it', () => {
    const wrap = (text: Buffer, control = 0x30) => cipher({ text, control });

    it('opens three, and no more', () => {
      const three = wrap(wrap(wrap(NOTIFICATION)));
      assert.deepEqual(opened(frameOf(three), KEYS).frame.message, NOTIFICATION);
      refused(wrap(three), KEYS, 'unsupported', 'depth');
    });

    it('says of its protection what the outermost says', () => {
      const inner = cipher({ text: NOTIFICATION, title: Buffer.from('SIM54321', 'latin1'), counter: 7 });
      assert.deepEqual(opened(frameOf(cipher({ text: inner, counter: 8 })), KEYS).security, {
        suite: 0,
        authenticated: true,
        systemTitle: '53494D000001E240',
        invocationCounter: 8,
      });
    });

    it('is authenticated where one of them is', () => {
      for (const [outer, inner, authenticated] of [
        [0x20, 0x30, true],
        [0x30, 0x20, true],
        [0x20, 0x20, false],
      ] as const) {
        const { frame, security } = opened(frameOf(wrap(wrap(NOTIFICATION, inner), outer)), KEYS);
        assert.deepEqual([frame.message, security?.authenticated], [NOTIFICATION, authenticated]);
      }
    });
  });

  describe('around a P1 telegram', () => {
    const TELEGRAM = checked('0-0:1.0.0(260114120000W)', '1-0:1.8.0(000001.000*kWh)');
    const CLEAR = TELEGRAM.subarray(0, TELEGRAM.lastIndexOf('!'));
    const DAMAGED = Buffer.from(TELEGRAM.toString('latin1').replace('001.000', '001.001'), 'latin1');
    const APDU = { link: 'apdu', check: 'absent' } as const;

    it('gives the telegram to before its "!"', () => {
      const { frame, security } = opened(frameOf(cipher({ text: TELEGRAM }), APDU), KEYS);
      assert.deepEqual(
        [frame.content, frame.link, frame.check, frame.encrypted, frame.message],
        ['p1', 'apdu', 'ok', false, CLEAR],
      );
      assert.equal(security?.authenticated, true);
    });

    it('takes the CRC inside for proof where there is no authentication key', () => {
      for (const control of [0x20, 0x30]) {
        const { frame, security } = opened(frameOf(cipher({ text: TELEGRAM, control }), APDU), ENCRYPTION_ONLY);
        assert.deepEqual([frame.check, frame.message, security?.authenticated], ['ok', CLEAR, false]);
      }
    });

    it('takes it where the authentication key is wrong, and says so', () => {
      const keys = [{ encryption: ENCRYPTION, authentication: '00'.repeat(16) }];
      const { security } = opened(frameOf(cipher({ text: TELEGRAM })), { keys });
      assert.deepEqual([security?.authenticated, security?.remarks], [false, ['authentication-key-wrong']]);
      refused(
        cipher({ text: TELEGRAM }),
        { keys, requireAuthentication: true },
        'not-authenticated',
        'authentication-key',
      );
    });

    it('gives nothing where the CRC inside does not fit, whatever the tag says', () => {
      refused(cipher({ text: DAMAGED }), KEYS, 'checksum', 'text');
      refused(cipher({ text: DAMAGED }), ENCRYPTION_ONLY, 'checksum', 'text');
      refused(cipher({ text: DAMAGED, control: 0x00 }), {}, 'checksum', 'text');
    });

    it('reads a CRC without its leading zeros', () => {
      const lines = Array.from({ length: 1e5 }, (_, value) => `1-0:1.8.0(${String(value)}*kWh)`);
      const found = lines.map((line) => checked(line).toString('latin1')).find((text) => text.includes('!000'))!;
      const text = Buffer.from(found.replace('!000', '!'), 'latin1');
      for (const [options, authenticated] of [
        [KEYS, true],
        [ENCRYPTION_ONLY, false],
      ] as const) {
        const { frame, security } = opened(frameOf(cipher({ text }), APDU), options);
        assert.deepEqual([frame.check, security?.authenticated], ['ok', authenticated]);
      }
      text[text.lastIndexOf('!') + 1]! ^= 1;
      refused(cipher({ text }), KEYS, 'checksum', 'text');
    });

    it('gives nothing where it has no end, or one that is damaged', () => {
      refused(cipher({ text: CLEAR }), KEYS, 'truncated');
      refused(cipher({ text: Buffer.concat([CLEAR, Buffer.from('!12?4\r\n')]) }), KEYS, 'checksum', 'text');
      refused(cipher({ text: Buffer.concat([TELEGRAM, Buffer.from('\r\n')]) }), KEYS, 'truncated');
    });

    it('takes one without CRC for what its tag or its form says', () => {
      const text = unchecked(
        '1-0:1.8.1(01234.567*kWh)',
        '0-1:24.3.0(260114120000)(00)(60)(1)(0-1:24.2.1)(m3)',
        '(00012.345)',
      );
      const message = text.subarray(0, text.lastIndexOf('!'));
      const byTag = opened(frameOf(cipher({ text }), APDU), KEYS).frame;
      const byForm = opened(frameOf(cipher({ text }), APDU), ENCRYPTION_ONLY).frame;
      assert.deepEqual([byTag.check, byTag.message], ['ok', message]);
      assert.deepEqual([byForm.check, byForm.message], ['absent', message]);
    });
  });

  describe('where authentication is required', () => {
    it('says what is missing', () => {
      const strict = { requireAuthentication: true };
      const message = cipher({ text: NOTIFICATION });
      assert.equal(opened(frameOf(message), { ...KEYS, ...strict }).security?.authenticated, true);
      refused(message, { ...ENCRYPTION_ONLY, ...strict }, 'not-authenticated', 'no-authentication-key');
      refused(cipher({ text: NOTIFICATION, control: 0x20 }), { ...KEYS, ...strict }, 'not-authenticated', 'no-tag');
      refused(cipher({ text: NOTIFICATION, control: 0x00 }), { ...KEYS, ...strict }, 'not-authenticated', 'no-tag');
    });
  });
});
