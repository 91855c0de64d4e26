import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { crc16Arc } from '../../src/base/crc';
import { type Evidence, evidence } from '../../src/security/plaintext';
import { checked, SIMULATED, unchecked } from '../framing/telegrams';
import { cipher, LINES, NOTIFICATION } from './ciphering';

const hex = (digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex');

/** A data-notification of one structure; `dateTime` as it stands there. */
const notification = (invokeId: string, dateTime: string, body: string) => hex(`0F ${invokeId} ${dateTime} ${body}`);
const BODY = '02 02 09 06 0100010800FF 06 00BC614E';

function withCrc(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  const crc = crc16Arc(bytes, 0, bytes.length).toString(16).padStart(4, '0');
  return Buffer.from(`${text}${crc}\r\n`, 'latin1');
}

describe('what a text shows of the key', () => {
  for (const [name, text, expected] of [
    ['a telegram with its CRC', SIMULATED, 'check'],
    [
      'a telegram with its CRC in small letters',
      Buffer.from(
        checked('1-0:1.8.0(2)')
          .toString('latin1')
          .replace(/![0-9A-F]{4}/, (crc) => crc.toLowerCase()),
        'latin1',
      ),
      'check',
    ],
    ['a telegram without CRC', unchecked('1-0:1.8.0(1)'), 'form'],
    ['a telegram without CRC and data', unchecked(), 'none'],
    [
      'a telegram with a wrong CRC',
      Buffer.from(SIMULATED.toString('latin1').replace('1-0:1.8.1(', '1-0:1.8.3('), 'latin1'),
      'damaged',
    ],
    ['a telegram whose last line end was trimmed', SIMULATED.subarray(0, -2), 'check'],
    ['a telegram with something behind it', Buffer.concat([SIMULATED, hex('00')]), 'damaged'],
    ['lines with a CRC of their own and no identification', withCrc('SIM5\r\n\r\n1-0:1.8.0(1)\r\n!'), 'none'],
    ['lines with a CRC in their midst', withCrc('/SIM5\r\n\r\n1-0:1.8.0(1)!'), 'none'],
    ['a data-notification', NOTIFICATION, 'form'],
    ['the same with another tag', Buffer.concat([hex('10'), NOTIFICATION.subarray(1)]), 'none'],
    ['one without date-time', notification('00000000', '00', BODY), 'form'],
    ['one whose date-time has a tag', notification('40000000', '09 0C 07EA0114030C000000FF8000', BODY), 'form'],
    ['one of high priority', notification('804C7FB7', '00', BODY), 'form'],
    ['one with zeros behind it', notification('00000000', '00', `${BODY} 0000`), 'form'],
    ['one with something else behind it', notification('00000000', '00', `${BODY} 0001`), 'none'],
    ['one whose end is missing', notification('00000000', '00', BODY).subarray(0, -1), 'none'],
    ['one with reserved bits', notification('01000000', '00', BODY), 'none'],
    ['one with a date-time of another length', notification('00000000', '05 07EA011403', BODY), 'none'],
    ['one without a body', notification('00000000', '00', ''), 'none'],
    ['another APDU', hex('C4 01 C1 00 02 02 09 06 0100010800FF 06 00BC614E'), 'none'],
    ['a ciphered APDU', cipher({ text: NOTIFICATION }), 'form'],
    ['a ciphered APDU that is cut', cipher({ text: NOTIFICATION }).subarray(0, -1), 'none'],
    ['a ciphered APDU without system title', cipher({ text: NOTIFICATION, head: hex('C8') }), 'none'],
    ['lines without identification', LINES, 'damaged'],
    ['63 characters', Buffer.alloc(63, 'a'), 'none'],
    ['64 characters', Buffer.alloc(64, 'a'), 'damaged'],
    ['64 characters, nine of them none', Buffer.concat([Buffer.alloc(55, 'a'), Buffer.alloc(9, 0x80)]), 'none'],
    ['64 characters, eight of them none', Buffer.concat([Buffer.alloc(56, '\r'), Buffer.alloc(8)]), 'damaged'],
    ['nothing', Buffer.alloc(0), 'none'],
  ] as const satisfies readonly (readonly [string, Buffer, Evidence])[]) {
    it(`${name}: ${expected}`, () => assert.equal(evidence(text), expected));
  }

  it('is nothing where the key is wrong', () => {
    const random = randomBytes(1 << 18);
    for (const length of [32, 100, 126, 270, 600]) {
      for (let at = 0; at + length <= random.length; at += 7) {
        assert.equal(evidence(random.subarray(at, at + length)), 'none');
      }
    }
  });

  it('is nothing for most of what looks like a data-notification at its beginning', () => {
    const random = randomBytes(1 << 17);
    let passed = 0;
    let tried = 0;
    for (let at = 0; at + 60 <= random.length; at += 5) {
      tried++;
      if (evidence(Buffer.concat([hex('0F0000000000'), random.subarray(at, at + 60)])) === 'form') passed++;
    }
    assert.ok(passed < tried / 2000, `${passed} of ${tried}`);
  });
});
