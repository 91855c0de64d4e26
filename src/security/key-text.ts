import { bareDigits, isHex, KEY_DIGITS } from './key-bytes';
import { type KeyRole, markLabels } from './key-labels';

/** What stands in a text with keys, in its order. */
export type KeyPiece = { readonly role: KeyRole } | { readonly digits: string };

/** Whether the digits are as many as a key has. */
export function isComplete(digits: string): boolean {
  return KEY_DIGITS.includes(digits.length);
}

/**
 * Labels and runs of digits. A run is what looks like one key: a word of as many digits as a key has, else the words of
 * digits beside each other, else the lines of digits below each other where together they have as many. Runs may hold
 * letters that were typed for digits.
 */
export function readPieces(text: string): KeyPiece[] {
  const pieces: KeyPiece[] = [];
  let unfinished: string[] = [];
  const finish = () => {
    const together = unfinished.join('');
    pieces.push(...(isComplete(together) ? [together] : unfinished).map((digits) => ({ digits })));
    unfinished = [];
  };
  for (const line of markLabels(text, (role) => ` ${MARK}${role} `)
    .replace(NAME_BEFORE_COLON, nameAlone)
    .split('\n')) {
    let beside = '';
    const endBeside = () => {
      if (beside !== '') unfinished.push(beside);
      beside = '';
    };
    for (const word of line.split(BETWEEN_WORDS)) {
      const digits = bareDigits(word);
      if (digits === '') continue;
      if (!isComplete(digits) && looksLikeDigits(digits)) {
        beside += digits;
        continue;
      }
      endBeside();
      finish();
      if (word.startsWith(MARK)) pieces.push({ role: word.slice(MARK.length) as KeyRole });
      else if (looksLikeDigits(digits)) pieces.push({ digits });
    }
    endBeside();
  }
  finish();
  return pieces;
}

/** Begins what stands for a label. It is no letter and no digit, so that nothing grows together with it. */
const MARK = '\u0000';
const BETWEEN_WORDS = /[\s,;|"'<>()[\]{}=/\\]+/;

/** `Key:0011` is a word and a key; `AB:CD` and `0O:11` are bytes. */
const NAME_BEFORE_COLON = /(?<![\p{L}\d])(\p{L}{3,})\s*:/gu;

function nameAlone(name: string, letters: string): string {
  return isHex(letters) ? name : `${letters} `;
}

const LIKE_DIGITS = /^[0-9a-foil]+$/i;
const DIGIT = /\d/;
/** From so many characters on, a word of digits with some other among them is a key with slips and no word. */
const KEY_LIKE = 24;

function looksLikeDigits(word: string): boolean {
  if (isHex(word)) return word.length > 1 || DIGIT.test(word);
  if (LIKE_DIGITS.test(word)) return DIGIT.test(word);
  return word.length >= KEY_LIKE && [...word].filter(isHex).length * 4 >= word.length * 3;
}
