import type { MeterObject, Telegram } from '../../src/base/telegram';
import { parseP1 } from '../../src/parse/p1';

/** What a parser gets of a telegram: all before the `!`. */
export function messageOf(...lines: string[]): Buffer {
  return Buffer.from(`/SIM5\\2TEST\r\n\r\n${lines.map((line) => `${line}\r\n`).join('')}`, 'latin1');
}

/** Reads data lines, as of a telegram whose CRC held. */
export function parsed(...lines: string[]): Telegram {
  return parseP1(messageOf(...lines), true);
}

/** The object of one line. */
export function objectOf(line: string): MeterObject {
  return parsed(line).objects[0]!;
}
