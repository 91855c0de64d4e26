import { MeterError } from '../base/errors';
import { upperHex } from '../base/hex';
import type { MeterKeys } from '../base/keys';
import type { Ciphered } from './ciphered';
import { keySize } from './gcm-inputs';
import type { KeyPair } from './keyring';

/*
 * Why keys do not open a frame: one place for the reasons, as texts for users hang on them. No digit of a key is ever in
 * an error.
 */

/** No key is there for the sender. */
export function noKey(keys: readonly MeterKeys[], title: Buffer | undefined): MeterError {
  if (!keys.some(({ encryption, authentication }) => encryption || authentication)) {
    return new MeterError('no-key', 'the frame is encrypted, and there are no keys', withTitle('none', title));
  }
  if (title === undefined) {
    return new MeterError('no-key', 'the frame does not say whose it is: a key must name the system title', {
      details: { reason: 'system-title' },
    });
  }
  return new MeterError('no-key', 'the keys are for other meters', withTitle('other-meter', title));
}

/** The encryption key opens the frame, which has nothing but its tag to prove it. */
export function noAuthenticationKey(): MeterError {
  return new MeterError('no-key', 'the encryption key fits; only the authentication key can prove the frame', {
    details: { reason: 'authentication-key' },
  });
}

/** No key opens the frame. */
export function wrongKeys(pairs: readonly KeyPair[], { suite, title }: Ciphered): MeterError {
  const size = keySize(suite);
  if (pairs.some(({ encryption }) => encryption.symmetricKeySize === size)) {
    return new MeterError('wrong-key', 'the keys do not open the frame', withTitle('encryption-key', title));
  }
  return new MeterError('wrong-key', `the frame needs keys of ${size * 2} digits`, {
    details: { reason: 'key-length', count: size * 2 },
  });
}

/** The encryption key opens the frame, and the tag does not fit the authentication key. */
export function wrongAuthenticationKey({ swapped }: KeyPair): MeterError {
  const message = swapped
    ? 'what is given as authentication key is the encryption key, and the other key does not fit'
    : 'the encryption key fits, the authentication key does not';
  return new MeterError('wrong-key', message, { details: { reason: swapped ? 'swapped' : 'authentication-key' } });
}

/** The key opens the frame, and its bytes are not those that were sent. */
export function damaged(what: 'tag' | 'text'): MeterError {
  return new MeterError('checksum', 'the keys fit, but the frame is damaged', { details: { reason: what } });
}

/** The frame opens, but nothing proves that the meter sent it. */
export function notAuthenticated(reason: 'no-tag' | 'no-authentication-key' | 'authentication-key'): MeterError {
  return new MeterError('not-authenticated', 'nothing proves that the meter sent the frame', { details: { reason } });
}

/** The meter sent a frame with that counter before, or a higher one. */
export function replayed(counter: number, last: number): MeterError {
  return new MeterError('replay', `the frame has counter ${counter}, there was ${last} before`, {
    details: { counter, last },
  });
}

function withTitle(reason: string, title: Buffer | undefined): { details: Record<string, string> } {
  if (title === undefined || title.length === 0) return { details: { reason } };
  return { details: { reason, systemTitle: upperHex(title) } };
}

/** What is wrapped as if it were ciphered, but is neither encrypted nor a message. */
export function unreadable(): MeterError {
  return new MeterError('malformed', 'neither encrypted nor a message that a meter sends', { offset: 0 });
}
