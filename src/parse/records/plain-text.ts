import type { Cursor } from '../../base/cursor';
import { upperHex } from '../../base/hex';
import { EXTENSION, MAX_EXTENSIONS } from './dib';
import { latinText } from './text';

/**
 * The text of a plain-text VIF (EN 13757-3, clause C.2): a length, then the characters, the last one first.
 *
 * With extensions meters put it in front of them; the edition of 2018 wants it behind. The cursor is behind the VIF
 * `FC`; the answer is whether a text stands there.
 */
export function textComesFirst(cursor: Cursor): boolean {
  const { bytes, at } = cursor;
  if (hasText(cursor, at)) return true;
  let last = at;
  while (last - at < MAX_EXTENSIONS && last < cursor.end && bytes[last]! & EXTENSION) last++;
  return !hasText(cursor, last + 1);
}

/** The text at the cursor, which moves behind it; its bytes in hexadecimal where they are none. */
export function readPlainText(cursor: Cursor): string {
  const bytes = cursor.take(cursor.u8());
  return latinText(bytes) ?? upperHex(bytes);
}

/** Whether a length and a text stand at `at`. */
function hasText({ bytes, end }: Cursor, at: number): boolean {
  if (at >= end) return false;
  const text = at + 1;
  const behind = text + bytes[at]!;
  return behind > text && behind <= end && latinText(bytes.subarray(text, behind)) !== undefined;
}
