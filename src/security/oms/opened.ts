import type { MeterKey } from './meter-keys';

/** How a message was protected. */
export interface OmsSecurity {
  /** What was decrypted. */
  readonly decrypted: readonly OmsCipher[];
  /** Whether a code of 8 bytes or more was verified, so that the message is the meter's. */
  readonly authenticated: boolean;
  /** The message counter, which grows from message to message. */
  readonly counter?: number;
  /** What the user should know. */
  readonly remarks: readonly OmsRemark[];
}

/** `link`: the extended link layer. */
export type OmsCipher = 'link' | 'mode-5' | 'mode-7';

export type OmsRemark =
  /** The key from before the grid company changed it fits. */
  | 'previous-keys'
  /** It should be encrypted and is not, as where the receiver decrypts. */
  | 'came-clear';

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
  cipher: OmsCipher | undefined,
  authenticated: boolean,
): Opened {
  return {
    content,
    decrypted: cipher === undefined ? [] : [cipher],
    authenticated,
    remarks: key.previous ? ['previous-keys'] : [],
  };
}
