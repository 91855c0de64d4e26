import { CR, LF } from '../base/ascii';
import { Cursor } from '../base/cursor';
import { MeterError } from '../base/errors';
import { APDU } from '../framing/apdu';
import { type Ciphered, readTitled } from './ciphered';

/** What the Polish companies send: a clear identification, then the data lines as general-glo-ciphering. */
export interface P1Envelope {
  /** The line of identification and the empty one behind it, as sent. */
  readonly identification: Buffer;
  readonly ciphered: Ciphered;
}

/** The longest known has 17 characters. */
const MAX_IDENTIFICATION = 64;

/**
 * Reads a message from its `/` to before its `!`. Elgama and Kaifa meters of Stoen Operator leave the tag of
 * general-glo-ciphering away. Throws as `readCiphered` does, and `malformed` where no line of identification ends.
 */
export function readP1Envelope(message: Buffer): P1Envelope {
  const end = message.subarray(0, MAX_IDENTIFICATION).indexOf(LF) + 1;
  if (end === 0) throw new MeterError('malformed', 'the identification has no end', { offset: 0 });
  const start = message[end] === CR && message[end + 1] === LF ? end + 2 : end;
  const cursor = new Cursor(message, start);
  if (cursor.next === APDU.generalGloCiphering) cursor.skip(1);
  return { identification: message.subarray(0, start), ciphered: readTitled(cursor) };
}
