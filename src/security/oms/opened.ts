import type { MbusCipher, SecurityRemark } from '../../base/keys';
import type { MeterKey } from './meter-keys';

/** How a message was protected. */
export interface OmsSecurity {
  /** What was decrypted. */
  readonly decrypted: readonly MbusCipher[];
  /** Whether a code of 8 bytes or more was verified, so that the message is the meter's. */
  readonly authenticated: boolean;
  /** The message counter, which grows from message to message. */
  readonly counter?: number;
  /** What the user should know. */
  readonly remarks: readonly OmsRemark[];
  /** Of the key that opened or proved it: see `MeterKey`. */
  readonly fingerprint?: string;
}

export type OmsRemark = Extract<SecurityRemark, 'previous-keys' | 'came-clear'>;

/** What a layer carries, clear. */
export interface Opened extends Omit<OmsSecurity, 'counter'> {
  readonly content: Buffer;
}

/** Of a layer that is not protected. */
export function unprotected(content: Buffer): Opened {
  return { content, decrypted: [], authenticated: false, remarks: [] };
}

/** Of a layer that says it is encrypted, and is not. */
export function alreadyClear(content: Buffer): Opened {
  return { ...unprotected(content), remarks: ['came-clear'] };
}

/** Of a layer that `key` opened; `cipher` is undefined where the key only proved it. */
export function openedWith(
  key: MeterKey,
  content: Buffer,
  cipher: MbusCipher | undefined,
  authenticated: boolean,
): Opened {
  return {
    content,
    decrypted: cipher === undefined ? [] : [cipher],
    authenticated,
    remarks: key.previous ? ['previous-keys'] : [],
    fingerprint: key.fingerprint,
  };
}
