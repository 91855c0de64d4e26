import assert from 'node:assert/strict';
import type { Frame } from '../../src/base/frame';
import { arc, cipher, ciphered, encryptedP1, hex, lowByteFirst, untitled } from './frames';
import { byteByByte, type Event, found, outcomes } from './outcomes';
import { SIMULATED } from './telegrams';

/** Its ciphertext holds each character that could end a telegram. */
const BODY = Buffer.concat([hex('00 820200 30 00000000'), Buffer.from('\n!1234\r\n/SIM5\r\n\r\n!\r\n'), cipher(487)]);
const TELEGRAM = encryptedP1(BODY);
const MESSAGE = Buffer.concat([Buffer.from('/SIM5TEST\r\n\r\n'), BODY]);
const SAID = MESSAGE.toString('hex');
const CLEAR = SIMULATED.subarray(0, -7).toString('hex');

function reversed(digits: string): string {
  return digits.slice(2) + digits.slice(0, 2);
}

function withEnd(end: string): Buffer {
  return Buffer.concat([MESSAGE, Buffer.from(end)]);
}

function flipped(at: number): Buffer {
  const bytes = Buffer.from(TELEGRAM);
  bytes[at]! ^= 0x01;
  return bytes;
}

function join(...pieces: (Buffer | string)[]): Buffer {
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece as string, 'latin1')));
}

const CHECKS: readonly (readonly [name: string, telegram: Buffer, check: Frame['check']])[] = [
  ['CRC-16/X-25, low byte first', TELEGRAM, 'ok'],
  ['CRC-16/X-25, high byte first', encryptedP1(BODY, (bytes) => reversed(lowByteFirst(bytes))), 'ok'],
  ['CRC-16/ARC, high byte first', encryptedP1(BODY, arc), 'ok'],
  ['CRC-16/ARC, low byte first', encryptedP1(BODY, (bytes) => reversed(arc(bytes))), 'ok'],
  ['CRC-16/ARC in lower case', encryptedP1(BODY, (bytes) => arc(bytes).toLowerCase()), 'ok'],
  ['another checksum', withEnd('!0000\r\n'), 'failed'],
  ['a damaged checksum', withEnd('!00G0\r\n'), 'failed'],
  ['no checksum', withEnd('!\r\n'), 'absent'],
  ['a checksum whose line end was trimmed', TELEGRAM.subarray(0, -2), 'ok'],
];

const BODIES: readonly (readonly [name: string, body: Buffer])[] = [
  ['no system title', untitled()],
  ['a system title', ciphered().subarray(1)],
  ['the tag of general-glo-ciphering and a system title', ciphered()],
  ['the tag of general-glo-ciphering and none', ciphered(60, hex('00'))],
];

const STREAMS: readonly (readonly [name: string, events: readonly Event[], found: readonly (string | number)[]])[] = [
  ['two', [join(TELEGRAM, TELEGRAM)], [SAID, SAID]],
  ['one between clear ones', [join(SIMULATED, TELEGRAM, SIMULATED)], [CLEAR, SAID, CLEAR]],
  ['noise in front', [join('\x55/', TELEGRAM)], [2, SAID]],
  ['a "/" and a line in front', [join('/a\nb', TELEGRAM)], [4, SAID]],
  ['one that was cut, and another', [join(TELEGRAM.subarray(0, 100), TELEGRAM)], ['truncated', SAID]],
  ['one that was cut, and a clear one', [join(TELEGRAM.subarray(0, 100), SIMULATED)], ['truncated', CLEAR]],
  ['a clear one that was cut, and one', [join(SIMULATED.subarray(0, 300), TELEGRAM)], ['checksum', SAID]],
  ['one that was cut by a pause', [TELEGRAM.subarray(0, 100), 'pause', TELEGRAM], ['truncated', SAID]],
  ['one that was cut by the end', [TELEGRAM.subarray(0, -7)], ['truncated']],
  ['a lost byte', [join(TELEGRAM.subarray(0, 99), TELEGRAM.subarray(100), TELEGRAM)], ['truncated', 6, SAID]],
  ['an identification alone', [Buffer.from('/SIM5TEST\r\n\r\n\0')], [14]],
  ['more than 4 KiB', [encryptedP1(hex('00 821001 30 00000000'))], [29]],
  ['no empty line', [join('/SIM5TEST\r\n', BODY)], [11 + BODY.length]],
  ['a byte that is no text in front', [join('/SIM\x015TEST\r\n\r\n', BODY, '!\r\n')], [17 + BODY.length]],
];

describe('framing of encrypted P1', () => {
  for (const [name, telegram, check] of CHECKS) {
    it(`takes ${name}: ${check}`, () => {
      const frame = { link: 'p1', content: 'p1', wire: telegram, message: MESSAGE, check, encrypted: true };
      assert.deepEqual(found([telegram]), [{ kind: 'frame', frame }]);
      assert.deepEqual(found(byteByByte([telegram])), [{ kind: 'frame', frame }]);
    });
  }

  for (const [name, body] of BODIES) {
    it(`takes ${name}`, () => {
      const [item, ...others] = found([encryptedP1(body)]);
      assert.ok(item?.kind === 'frame' && others.length === 0);
      assert.deepEqual(item.frame.message.subarray(13), body);
    });
  }

  for (const [name, events, expected] of STREAMS) {
    it(`finds in ${name}: ${expected.map((one) => (String(one).length > 12 ? 'a telegram' : one)).join(', ')}`, () => {
      const items = found(events);
      assert.deepEqual(outcomes(items), expected);
      assert.deepEqual(found(byteByByte(events)), items, 'byte by byte');
    });
  }

  it('has a copy of its bytes', () => {
    const bytes = Buffer.from(TELEGRAM);
    const [item] = found([bytes]);
    bytes.fill(0);
    assert.ok(item?.kind === 'frame');
    assert.deepEqual([item.frame.wire, item.frame.message], [TELEGRAM, MESSAGE]);
  });

  it('is not what tells a stream that its clear telegrams need a checksum', () => {
    const clear = Buffer.from('/SIM5\r\n\r\n1-0:1.7.0(0001.01*kW)\r\n!\r\n');
    assert.equal(found([join(TELEGRAM, clear)]).filter(({ kind }) => kind === 'frame').length, 2);
  });

  it('no flipped bit of what is encrypted passes as whole', () => {
    for (let at = 0; at < TELEGRAM.length; at++) {
      const [item, ...others] = found([Buffer.concat([flipped(at), TELEGRAM])]);
      if (item?.kind === 'frame' && others.length > 0) {
        const { check, message } = item.frame;
        assert.ok(check !== 'ok' || message.equals(MESSAGE), `byte ${at}`);
      }
      const last = others.at(-1);
      assert.ok(last?.kind === 'frame' && last.frame.wire.equals(TELEGRAM), `byte ${at}`);
    }
  });
});
