import { MeterError } from '../base/errors';
import { isHex, notHex, wrongLength } from './key-bytes';
import type { KeyRole } from './key-labels';
import { readQr } from './key-qr';
import { isComplete, type KeyPiece, readPieces } from './key-text';

/** Keys as `MeterKeys` takes them: 32 hexadecimal digits in capitals, or 64. */
export interface ReadKeys {
  encryption?: string;
  authentication?: string;
  /** The meter's address, where the text is that of a QR code. */
  meter?: string;
}

/**
 * Reads what a grid company sent, pasted into one box: the text of a QR code (see {@link readQr}), or keys with or
 * without labels, in any order, on any lines, with whatever people write between the digits. Without labels the
 * encryption key comes first; a frame shows whether it does.
 *
 * 64 digits under the label of one key are that key, of suite 2. Without a label, or under both, they are two keys run
 * together, as no customer port is known to use suite 2.
 *
 * Throws `bad-key` with the reason in its details: `empty`, `length` (and `count`), `not-hex`, `letter-for-digit` (and
 * `letter`, `digit`), `too-many`, `gpk11` and `master-key` (keys for something else), `kem` (Kamstrup's file, in which the
 * keys are encrypted). The error never holds what was pasted.
 */
export function readKeys(text: string): ReadKeys {
  if (KEM_FILE.test(text)) throw badKey('kem', 'in a KEM file the keys are encrypted');
  if (text.length > MAX_TEXT) throw badKey('too-many', 'the text is too long to be keys');
  const qr = readQr(text);
  if (qr !== undefined) return qr;
  const pieces = readPieces(text);
  const read = assigned(labelled(pieces));
  if (read.encryption !== undefined && read.authentication !== undefined) return read;
  const suspect = pieces.find((piece) => 'digits' in piece && isSuspect(piece.digits)) as
    | { digits: string }
    | undefined;
  if (suspect !== undefined) throw isHex(suspect.digits) ? wrongLength(suspect.digits.length) : notHex(suspect.digits);
  if (read.encryption !== undefined || read.authentication !== undefined) return read;
  throw nothing(pieces);
}

/** XML, or a ZIP archive, as such or in Base64. */
const KEM_FILE = /^\s*(<[?a-z]|PK[^\w\s]|UEsDB)/i;
const MAX_TEXT = 20_000;

interface Labelled {
  readonly role: KeyRole | undefined;
  readonly digits: string;
}

/** The keys with their labels, which stand before them: in a table all labels before all keys. */
function labelled(pieces: readonly KeyPiece[]): Labelled[] {
  const [first, last] = [pieces[0], pieces.at(-1)];
  const behind = first !== undefined && last !== undefined && 'digits' in first && 'role' in last;
  const keys: Labelled[] = [];
  let waiting: KeyRole[] = [];
  for (const piece of behind ? pieces.toReversed() : pieces) {
    if ('role' in piece) {
      // A label that is said again begins anew: before it stood a heading.
      waiting = waiting.includes(piece.role) ? [piece.role] : [...waiting, piece.role];
    } else if (isComplete(piece.digits) && isHex(piece.digits)) {
      const digits = piece.digits.toUpperCase();
      if (digits.length === 64 && waiting.length === 2) keys.push(...halves(digits, waiting.splice(0)));
      else keys.push({ role: waiting.shift(), digits });
    }
  }
  const [only] = keys;
  return keys.length === 1 && only!.digits.length === 64 && only!.role === undefined ? halves(only!.digits, []) : keys;
}

function halves(digits: string, [first, second]: readonly KeyRole[]): Labelled[] {
  return [
    { role: first, digits: digits.slice(0, 32) },
    { role: second, digits: digits.slice(32) },
  ];
}

/** Keys without a label take the places that are left. */
function assigned(keys: readonly Labelled[]): ReadKeys {
  const read: ReadKeys = {};
  for (const { role, digits } of keys)
    if (role === 'encryption' || role === 'authentication') assign(read, role, digits);
  if (read.encryption !== undefined && read.authentication !== undefined) return read;
  for (const { role, digits } of keys) {
    if (role === undefined) assign(read, read.encryption === undefined ? 'encryption' : 'authentication', digits);
  }
  return read;
}

function assign(read: ReadKeys, role: 'encryption' | 'authentication', digits: string): void {
  if (read[role] !== undefined && read[role] !== digits) throw badKey('too-many', 'there are more keys than two');
  read[role] = digits;
}

/** Too long to be a number of a meter or a customer, and no key. */
function isSuspect(digits: string): boolean {
  return digits.length >= 24 && !(isComplete(digits) && isHex(digits));
}

function nothing(pieces: readonly KeyPiece[]): MeterError {
  const useless = pieces.find((piece) => 'role' in piece && (piece.role === 'gpk11' || piece.role === 'master-key'));
  if (useless !== undefined && 'role' in useless) return badKey(useless.role, 'this is a key for something else');
  const longest = Math.max(0, ...pieces.map((piece) => ('digits' in piece ? piece.digits.length : 0)));
  return longest === 0 ? badKey('empty', 'there is no key in the text') : wrongLength(longest);
}

function badKey(reason: string, message: string): MeterError {
  return new MeterError('bad-key', message, { details: { reason } });
}
