/** The keys of one meter, as the grid company hands them out: hexadecimal digits, 32 for 16 bytes. */
export interface MeterKeys {
  /** GUEK, EK, GPK60. */
  encryption?: string;
  /** GAK, AK, GPK61. */
  authentication?: string;
  /** Whose keys: 8 digits, 16 hexadecimal digits or a system title; without it they are tried on every meter. */
  meter?: string;
  /** Whether they are the keys from before the grid company changed them. */
  previous?: boolean;
}

/** What a decrypted frame says of its protection. */
export interface Security {
  /** 0: AES-128-GCM; 1: the same with ECDSA P-256; 2: AES-256-GCM (IEC 62056-5-3, table 18). */
  suite: 0 | 1 | 2;
  /** Whether a tag was verified, so that these bytes are the meter's. */
  authenticated: boolean;
  /** Hexadecimal digits of 8 bytes; empty where the meter sends none. */
  systemTitle: string;
  /** The frame counter; it grows from frame to frame. */
  invocationCounter: number;
  /** What the user should know of the keys. */
  remarks?: SecurityRemark[];
}

export type SecurityRemark =
  /** The two keys fit in the other order. */
  | 'keys-swapped'
  /** The encryption key fits, the authentication key does not. */
  | 'authentication-key-wrong'
  /** The pair from before the last port reset fits. */
  | 'previous-keys'
  /** The counter fell, as it does when the grid company resets the port. */
  | 'counter-reset';
