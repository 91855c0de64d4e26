import { createCipheriv } from 'node:crypto';
import { longBerLength } from './axdr';

/** 32 hexadecimal digits each. */
export interface CipherKeys {
  readonly encryption: string;
  readonly authentication: string;
}

export interface Sender {
  /** Of 8 bytes, or of none: eight zeros take its place in the initialization vector then. */
  readonly systemTitle: Buffer;
  /** Suite, and whether it authenticates and encrypts (IEC 62056-5-3, table 18). */
  readonly securityControl: number;
  readonly keys: CipherKeys;
}

const GENERAL_GLO_CIPHERING = 0xdb;
const AUTHENTICATED = 0x10;
const TITLE_LENGTH = 8;
const TAG_LENGTH = 12;

/** A general-glo-ciphering APDU (IEC 62056-5-3, clause 9.5, General-Glo-Ciphering): DB and what {@link ciphered} gives. */
export function generalGloCiphering(sender: Sender, counter: number, plaintext: Buffer): Buffer {
  return Buffer.concat([Buffer.of(GENERAL_GLO_CIPHERING), ciphered(sender, counter, plaintext)]);
}

/** The title and its length, then the length, security control, counter, ciphertext, and the tag where there is one. */
export function ciphered(sender: Sender, counter: number, plaintext: Buffer): Buffer {
  const { systemTitle, securityControl } = sender;
  const invocation = Buffer.alloc(4);
  invocation.writeUInt32BE(counter >>> 0);
  const content = Buffer.concat([Buffer.of(securityControl), invocation, sealed(sender, invocation, plaintext)]);
  return Buffer.concat([Buffer.of(systemTitle.length), systemTitle, longBerLength(content.length), content]);
}

/** AES-128-GCM: the IV is title and counter, the additional data security control and key (IEC 62056-5-3, clause 9.2.3). */
function sealed({ systemTitle, securityControl, keys }: Sender, invocation: Buffer, plaintext: Buffer): Buffer {
  const title = systemTitle.length === 0 ? Buffer.alloc(TITLE_LENGTH) : systemTitle;
  const iv = Buffer.concat([title, invocation]);
  const cipher = createCipheriv('aes-128-gcm', Buffer.from(keys.encryption, 'hex'), iv, { authTagLength: TAG_LENGTH });
  if ((securityControl & AUTHENTICATED) === 0) return Buffer.concat([cipher.update(plaintext), cipher.final()]);
  cipher.setAAD(Buffer.concat([Buffer.of(securityControl), Buffer.from(keys.authentication, 'hex')]));
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}
