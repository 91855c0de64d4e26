import { crc16Xmodem } from '../../src/base/crc';
import { stuff } from '../../src/framing/kmp';

/*
 * Responses of the Kamstrup Meter Protocol for tests. Registers, numbers and types are invented.
 */

/** As a meter sends it: `content` is address, command and data. */
export function response(content: Uint8Array): Buffer {
  const crc = crc16Xmodem(content, 0, content.length);
  return Buffer.concat([Buffer.of(0x40), stuff(Buffer.of(...content, crc >> 8, crc & 0xff)), Buffer.of(0x0d)]);
}

/** The message that framing makes of responses with these contents. */
export function messageOf(...contents: Uint8Array[]): Buffer {
  return Buffer.concat(contents.map((content) => Buffer.of(content.length, ...content)));
}

/** A register with a mantissa, as hexadecimal digits. */
export function register(number: number, unit: number, signs: number, mantissa: string): Buffer {
  const bytes = Buffer.from(mantissa, 'hex');
  return Buffer.of(number >> 8, number & 0xff, unit, bytes.length, signs, ...bytes);
}

/** The content of an answer that holds these registers. */
export function registers(...records: Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.of(0x3f, 0x10), ...records]);
}

export const SERIAL_NUMBER = Buffer.of(0x3f, 0x02, 0x00, 0x2b, 0x3c, 0x4d);
export const TYPE = Buffer.of(0x3f, 0x01, 0x03, 0x82, 0x01, 0x02);
