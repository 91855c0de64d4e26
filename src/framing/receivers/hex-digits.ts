import type { Heard } from '../wmbus';
import type { HeardLine } from './line-form';
import { START_LENGTH } from './telegram-start';

/** Of the shortest telegram. */
export const MIN_DIGITS = 2 * START_LENGTH;

/** The telegram in hexadecimal digits; undefined where they are too few. Their last one may have lost its other half. */
export function heardDigits(digits: string, heard: Heard = {}): HeardLine | undefined {
  if (digits.length < MIN_DIGITS) return undefined;
  const isCut = digits.length % 2 === 1;
  return { telegram: Buffer.from(isCut ? digits.slice(0, -1) : digits, 'hex'), heard, isCut };
}
