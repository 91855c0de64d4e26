import { Cursor } from '../base/cursor';
import { MeterError } from '../base/errors';
import { APDU, isEncrypted } from '../framing/apdu';
import { TAG_LENGTH } from './gcm';

/** An APDU as it is ciphered, read up to its ciphertext. */
export interface Ciphered {
  /** All of it. */
  readonly bytes: Buffer;
  /** 8 bytes, or none; undefined where this kind of APDU carries no system title. */
  readonly title: Buffer | undefined;
  /** The security control byte as sent. */
  readonly control: number;
  readonly suite: 0 | 1 | 2;
  readonly encrypted: boolean;
  /** The invocation counter, 4 bytes as sent. */
  readonly counter: Buffer;
  /** Ciphertext; clear where not `encrypted`. */
  readonly content: Buffer;
  /** Absent where the sender does not authenticate. */
  readonly tag: Buffer | undefined;
  /** The fields of general-ciphering before its content, which its sender authenticates. */
  readonly header: Buffer | undefined;
}

/** The security control byte (DLMS UA Green Book, edition 8, table 37). Bit 6, the key set, is the key's own affair. */
const SUITE = 0x0f;
const AUTHENTICATED = 0x10;
const ENCRYPTED = 0x20;
const COMPRESSED = 0x80;

/**
 * The ciphered APDU that begins with its tag and fills `bytes`; undefined where the tag is that of a clear one. Throws
 * `truncated` and `malformed` where its fields do not fit its bytes, `unsupported` for compression, for a key that comes
 * with the APDU, and for suites that no standard names.
 */
export function readCiphered(bytes: Buffer): Ciphered | undefined {
  const cursor = new Cursor(bytes);
  const tag = cursor.next;
  if (!isEncrypted(tag)) return undefined;
  cursor.skip(1);
  if (tag === APDU.generalGloCiphering || tag === APDU.generalDedCiphering) return readTitled(cursor);
  // The ciphered services name nobody: the system title is agreed on before.
  if (tag !== APDU.generalCiphering) return readContent(cursor, undefined, undefined);
  const start = cursor.at;
  octetString(cursor); // transaction-id
  const originator = readTitle(cursor);
  octetString(cursor); // recipient-system-title
  octetString(cursor); // date-time
  octetString(cursor); // other-information
  const header = cursor.bytes.subarray(start, cursor.at);
  if (cursor.u8() !== 0) throw unsupported('key-info', 'the APDU brings its own key', cursor.at - 1);
  return readContent(cursor, originator, header);
}

/** System title and content, as in general-glo-ciphering behind its tag. */
export function readTitled(cursor: Cursor): Ciphered {
  return readContent(cursor, readTitle(cursor), undefined);
}

/** Length, security control byte, invocation counter, ciphertext, tag: to the end of the bytes. */
function readContent(cursor: Cursor, title: Buffer | undefined, header: Buffer | undefined): Ciphered {
  const length = cursor.length();
  const start = cursor.at;
  if (length < cursor.left) throw malformed('bytes follow the ciphered APDU', start + length);
  if (length > cursor.left) {
    throw new MeterError('truncated', `${length} bytes are announced, ${cursor.left} are left`, { offset: start });
  }
  const control = cursor.u8();
  const suite = control & SUITE;
  if (suite > 2) throw unsupported('suite', `nobody knows security suite ${suite}`, start);
  if (control & COMPRESSED) throw unsupported('compression', 'the APDU is compressed', start);
  const counter = cursor.take(4);
  const tagLength = control & AUTHENTICATED ? TAG_LENGTH : 0;
  const content = cursor.take(Math.max(cursor.left - tagLength, 0));
  return {
    bytes: cursor.bytes,
    title,
    control,
    suite: suite as Ciphered['suite'],
    encrypted: (control & ENCRYPTED) !== 0,
    counter,
    content,
    tag: tagLength > 0 ? cursor.take(tagLength) : undefined,
    header,
  };
}

function readTitle(cursor: Cursor): Buffer {
  const start = cursor.at;
  const title = octetString(cursor);
  if (title.length !== 0 && title.length !== 8) throw malformed(`a system title of ${title.length} bytes`, start);
  return title;
}

function octetString(cursor: Cursor): Buffer {
  return cursor.take(cursor.length());
}

function malformed(message: string, offset: number): MeterError {
  return new MeterError('malformed', message, { offset });
}

function unsupported(reason: string, message: string, offset: number): MeterError {
  return new MeterError('unsupported', message, { offset, details: { reason } });
}
