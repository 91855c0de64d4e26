import type { Ciphered } from './ciphered';

export const NOTHING = Buffer.alloc(0);

/** Bytes of the keys of a suite (DLMS UA Green Book, edition 8, table 19). */
export function keySize(suite: Ciphered['suite']): number {
  return suite === 2 ? 32 : 16;
}

/** System title, zeros where it is empty, and invocation counter (DLMS UA Green Book, edition 8, clause 9.2.3.3.7.3). */
export function initialisationVector(title: Buffer, counter: Buffer): Buffer {
  const iv = Buffer.alloc(12);
  title.copy(iv);
  counter.copy(iv, 8);
  return iv;
}

/**
 * Security control byte and authentication key, and behind them the text where it is not encrypted (DLMS UA Green Book,
 * edition 8, table 38). Where there is a header, its fields and their lengths stand between them (figure 84); as some
 * libraries leave them out, that is the second way to try.
 */
export function additionalData({ control, header, encrypted, content }: Ciphered, authentication: Buffer): Buffer[] {
  const text = encrypted ? NOTHING : content;
  const bare = Buffer.concat([Buffer.of(control), authentication, text]);
  return header === undefined ? [bare] : [Buffer.concat([Buffer.of(control), authentication, header, text]), bare];
}
