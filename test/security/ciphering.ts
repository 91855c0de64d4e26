import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import type { Frame } from '../../src/base/frame';
import type { DlmsSecurity, Security } from '../../src/base/keys';

/*
 * Ciphered APDUs for tests, made as DLMS UA Green Book, edition 8, clause 9.2.7.2.4 says. Meters, titles and keys are
 * invented; those of the Green Book are where they are cited.
 */

export const ENCRYPTION = '5AC3F01944E7B82D6A0F93D1C85E7B24';
export const AUTHENTICATION = 'A1194D7E02F8C6B35D90E4A77B3C1F68';
export const TITLE = Buffer.from('SIM\0\0\x01\xe2\x40', 'latin1');

export interface Ciphering {
  encryption?: string;
  authentication?: string;
  /** Security control byte. */
  control?: number;
  title?: Buffer;
  counter?: number;
  text: Buffer;
  /** What stands before the content; general-glo-ciphering with the title by default. */
  head?: Buffer;
  /** More additional data, as general-ciphering has. */
  header?: Buffer;
  /** How the length of the content is spelt. */
  length?: (length: number) => Buffer;
}

/** The APDU with its tag. */
export function cipher(ciphering: Ciphering): Buffer {
  const { control = 0x30, title = TITLE, counter = 1, text, header = Buffer.alloc(0), length = shortest } = ciphering;
  const encryption = Buffer.from(ciphering.encryption ?? ENCRYPTION, 'hex');
  const authentication = Buffer.from(ciphering.authentication ?? AUTHENTICATION, 'hex');
  const counterBytes = Buffer.alloc(4);
  counterBytes.writeUInt32BE(counter);
  const [authenticates, encrypts] = [(control & 0x10) !== 0, (control & 0x20) !== 0];
  const iv = Buffer.concat([title, Buffer.alloc(8 - title.length), counterBytes]);
  const gcm = createCipheriv(encryption.length === 32 ? 'aes-256-gcm' : 'aes-128-gcm', encryption, iv, {
    authTagLength: 12,
  });
  if (authenticates) {
    gcm.setAAD(Buffer.concat([Buffer.of(control), authentication, header, encrypts ? Buffer.alloc(0) : text]));
  }
  const ciphertext = encrypts ? gcm.update(text) : text;
  gcm.final();
  const parts = [Buffer.of(control), counterBytes, ciphertext, authenticates ? gcm.getAuthTag() : Buffer.alloc(0)];
  const content = Buffer.concat(parts);
  const head = ciphering.head ?? Buffer.concat([Buffer.of(0xdb, title.length), title]);
  return Buffer.concat([head, length(content.length), content]);
}

function shortest(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  return length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
}

/** A frame whose link layer was in order. */
export function frameOf(message: Buffer, over: Partial<Frame> = {}): Frame {
  return { link: 'hdlc', content: 'apdu', wire: message, message, check: 'ok', encrypted: true, ...over };
}

/** Data-notification of 1.8.0 and 1.7.0 without scalers, the date-time as an octet string (Green Book, clause 9.5). */
export const NOTIFICATION = Buffer.from(
  '0F00000001 0C07EA0114030C000000FF8000 0204 09060100010800FF0600BC614E 09060100010700FF0600000539'.replaceAll(
    ' ',
    '',
  ),
  'hex',
);

/** Data lines as the meters of Stoen Operator encrypt them. */
export const LINES = Buffer.from(
  [
    '0-0:1.0.0(260114120000W)',
    '0-0:96.1.0(3132333435363738)',
    '1-0:1.8.0(000336.420*kWh)',
    '1-0:2.8.0(000000.000*kWh)',
    '1-0:1.7.0(00.512*kW)',
    '0-0:96.13.0()',
    '',
  ].join('\r\n'),
  'latin1',
);

/** The message of a Polish frame: from `/` to before `!`. */
export function polish(ciphering: Partial<Ciphering> = {}): Buffer {
  const title = Buffer.alloc(0);
  const head = Buffer.from('/SIM5POLAND\r\n\r\n\0', 'latin1');
  return cipher({ title, counter: 0, text: LINES, head, ...ciphering });
}

export function polishFrame(message: Buffer, check: Frame['check']): Frame {
  return frameOf(message, { link: 'p1', content: 'p1', check });
}

/** What a frame with ciphered APDUs says of its protection; undefined where it came clear. */
export function dlmsSecurity(security: Security | undefined): DlmsSecurity | undefined {
  assert.ok(security === undefined || 'suite' in security);
  return security;
}
