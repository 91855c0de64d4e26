import { crc16Arc } from '../base/crc';
import type { LocalClock } from './local-clock';

/*
 * What the encoders of P1 telegrams share. Clauses are of the DSMR P1 Companion Standard 5.0.2.
 */

/** `Fn(x,y)`: `digits` digits in all, `decimals` of them behind the point, of the integer `mantissa` (clause 6.4). */
export function fixed(mantissa: number, digits: number, decimals: number): string {
  const text = String(mantissa).padStart(digits, '0');
  return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

/** `Sn` of an identifier: ASCII, each byte as two hexadecimal digits (clause 6.4). */
export function hexText(text: string): string {
  return Buffer.from(text, 'latin1').toString('hex').toUpperCase();
}

/** `TST`, YYMMDDhhmmssX: X is S in summer time, else W (table 5-1). `time`: epoch milliseconds. */
export function timeStamp(time: number, clock: LocalClock): string {
  const digits = new Date(clock.local(time)).toISOString().slice(2, 19).replace(/\D/g, '');
  return digits + (clock.isSummer(time) ? 'S' : 'W');
}

/** The whole telegram: identification, an empty line, the lines, `!` and the CRC over all before it (clause 6.2). */
export function checkedTelegram(identification: string, lines: readonly string[]): Buffer {
  const body = Buffer.from(`/${identification}\r\n\r\n${lines.map((line) => `${line}\r\n`).join('')}!`, 'latin1');
  const crc = crc16Arc(body, 0, body.length).toString(16).toUpperCase().padStart(4, '0');
  return Buffer.concat([body, Buffer.from(`${crc}\r\n`, 'latin1')]);
}
