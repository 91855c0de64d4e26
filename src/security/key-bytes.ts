import { createHash } from 'node:crypto';
import { MeterError } from '../base/errors';

/** Between the digits of a key people write blanks, colons, dashes (word processors make long ones), and before them `0x`. */
const BETWEEN_DIGITS = /0x|[\s:._\u200b\u2010-\u2015-]/gi;
const HEX = /^[0-9a-f]*$/i;

/** Digits of a key of 16 bytes (suites 0 and 1) and of 32 (suite 2). */
export const KEY_DIGITS: readonly number[] = [32, 64];

/** Without what people write between the digits. */
export function bareDigits(text: string): string {
  return text.replace(BETWEEN_DIGITS, '');
}

export function isHex(digits: string): boolean {
  return HEX.test(digits);
}

/** The bytes of a key. Throws `bad-key` where the text is none; what stands there is never part of the error. */
export function keyBytes(text: string): Buffer {
  const variable = VARIABLE.exec(text)?.[1];
  if (variable !== undefined) throw unset(variable);
  const digits = bareDigits(text);
  if (!isHex(digits)) throw notHex(digits);
  if (!KEY_DIGITS.includes(digits.length)) throw wrongLength(digits.length);
  return Buffer.from(digits, 'hex');
}

/** Tells two keys apart. 24 bits of a hash: nobody finds a key by them. */
export function fingerprintOf(key: Buffer): string {
  return createHash('sha256').update('counter').update(key).digest('hex').slice(0, 6);
}

/** What stands for an environment variable, which whoever reads the configuration puts in its place. */
const VARIABLE = /^\s*\$\{(\S+)\}\s*$/;

function unset(name: string): MeterError {
  return new MeterError('bad-key', `the environment variable ${name} is not set`, {
    details: { reason: 'variable', name },
  });
}

export function wrongLength(count: number): MeterError {
  return new MeterError('bad-key', `a key has 32 hexadecimal digits (64 for suite 2), here are ${count}`, {
    details: { reason: 'length', count },
  });
}

/** Letters that are read as a digit, or typed for one. */
const SLIPS: ReadonlyMap<string, string> = new Map([
  ['O', '0'],
  ['o', '0'],
  ['l', '1'],
  ['I', '1'],
  ['i', '1'],
]);

/** `digits` holds what is no hexadecimal digit. Names the letter where it is one that is easily mistaken for a digit. */
export function notHex(digits: string): MeterError {
  const slip = [...digits].find((character) => !isHex(character));
  const digit = slip === undefined ? undefined : SLIPS.get(slip);
  if (slip === undefined || digit === undefined) {
    return new MeterError('bad-key', 'a key has the digits 0 to 9 and A to F only', {
      details: { reason: 'not-hex' },
    });
  }
  return new MeterError('bad-key', `a key has no letter ${slip}: it is likely the digit ${digit}`, {
    details: { reason: 'letter-for-digit', letter: slip, digit },
  });
}
