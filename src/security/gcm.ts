import { createDecipheriv, type KeyObject } from 'node:crypto';

/** Bytes of a tag (DLMS UA Green Book, edition 8, clause 9.2.3.3.7.6). */
export const TAG_LENGTH = 12;

/** What proves that the meter sent the bytes. */
export interface Proven {
  readonly aad: Buffer;
  readonly tag: Buffer;
}

export interface Deciphered {
  /** Whether the tag fits. Only then are the bytes the meter's: without it `text` may serve to tell what is wrong. */
  readonly verified: boolean;
  readonly text: Buffer;
}

/**
 * AES-GCM (NIST SP 800-38D, clause 7.2) with AES-128 or AES-256, as the length of `key` says. `iv`: 12 bytes, system title
 * and invocation counter as sent. Without `proven` nothing is verified.
 */
export function decipher(key: KeyObject, iv: Buffer, ciphertext: Buffer, proven: Proven | undefined): Deciphered {
  const algorithm = key.symmetricKeySize === 32 ? 'aes-256-gcm' : 'aes-128-gcm';
  const cipher = createDecipheriv(algorithm, key, iv, { authTagLength: TAG_LENGTH });
  if (proven === undefined) return { verified: false, text: cipher.update(ciphertext) };
  cipher.setAAD(proven.aad);
  cipher.setAuthTag(proven.tag);
  const text = cipher.update(ciphertext);
  try {
    cipher.final();
  } catch {
    return { verified: false, text };
  }
  return { verified: true, text };
}
