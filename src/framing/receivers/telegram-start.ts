import { AUTHENTICATION_LAYER, applicationOf, EXTENDED_LINKS } from '../../base/mbus-ci';
import { CRC_LENGTH, FIRST_BLOCK, looksLikeFormatA, looksLikeFormatB } from '../wmbus-blocks';

/** L, C, M, A, and a control information field. */
export const START_LENGTH = FIRST_BLOCK + 1;

/** The control fields of what meters send by radio (EN 13757-4); the others are said to them. */
const SENT: ReadonlySet<number> = new Set([
  0x44, 0x46, 0x47, 0x48, 0x08, 0x18, 0x28, 0x38, 0x00, 0x10, 0x20, 0x30, 0x01,
]);

/** M is the 5 bits of three letters, A to Z. */
const LETTERS = 26;

/**
 * Whether a telegram of a meter may begin with `bytes`, as far as they are there. `contentAt`: where its control
 * information stands, behind the first CRC where that is there.
 */
export function mayStart(bytes: Buffer, contentAt = FIRST_BLOCK): boolean {
  if (bytes.length > 0 && bytes[0]! < FIRST_BLOCK) return false;
  if (bytes.length > 1 && !SENT.has(bytes[1]!)) return false;
  if (bytes.length > 3 && !isManufacturer(bytes.readUInt16LE(2))) return false;
  return bytes.length <= contentAt || isControlInformation(bytes[contentAt]!);
}

/** Whether `bytes` are so much the beginning of a telegram that what is wrong with it is worth a word. */
export function isStart(bytes: Buffer): boolean {
  if (bytes.length < START_LENGTH) return false;
  if (looksLikeFormatA(bytes) || looksLikeFormatB(bytes)) return true;
  return mayStart(bytes) || (bytes.length > FIRST_BLOCK + CRC_LENGTH && mayStart(bytes, FIRST_BLOCK + CRC_LENGTH));
}

/** Whether the number of the meter is 8 decimal digits, as nearly all are. */
export function hasDecimalNumber(bytes: Buffer): boolean {
  return bytes.subarray(4, 8).every((byte) => byte >> 4 <= 9 && (byte & 0x0f) <= 9);
}

function isManufacturer(word: number): boolean {
  return isLetter(word >> 10) && isLetter(word >> 5) && isLetter(word);
}

function isLetter(bits: number): boolean {
  const letter = bits & 0x1f;
  return letter >= 1 && letter <= LETTERS;
}

function isControlInformation(ci: number): boolean {
  return applicationOf(ci) !== undefined || EXTENDED_LINKS.has(ci) || ci === AUTHENTICATION_LAYER;
}
