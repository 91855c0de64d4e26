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

/** What is known of the protection of a frame that was opened. */
export type Security = DlmsSecurity | MbusSecurity;

interface Proof {
  /** Whether a tag or a code was verified, so that these bytes are the meter's. */
  authenticated: boolean;
  /** What the user should know of the keys, and of what came before. */
  remarks?: SecurityRemark[];
}

/** Of ciphered APDUs. */
export interface DlmsSecurity extends Proof {
  /** 0: AES-128-GCM; 1: the same with ECDSA P-256; 2: AES-256-GCM (IEC 62056-5-3, table 18). */
  suite: 0 | 1 | 2;
  /** Hexadecimal digits of 8 bytes; empty where the meter sends none. */
  systemTitle: string;
  /** The frame counter; it grows from frame to frame. */
  invocationCounter: number;
}

/** Of telegrams of M-Bus. */
export interface MbusSecurity extends Proof {
  /** What was decrypted, from the outer to the inner layer; nothing where the telegram came clear. */
  ciphers: MbusCipher[];
  /** It grows from message to message; absent where the meter sends none. */
  messageCounter?: number;
}

/** The extended link layer (EN 13757-4); security modes 5 and 7 (EN 13757-7). */
export type MbusCipher = 'link' | 'mode-5' | 'mode-7';

export type SecurityRemark =
  /** The two keys fit in the other order. */
  | 'keys-swapped'
  /** The encryption key fits, the authentication key does not. */
  | 'authentication-key-wrong'
  /** The pair from before the last port reset fits. */
  | 'previous-keys'
  /** The counter fell, as it does when the grid company resets the port. */
  | 'counter-reset'
  /** It should be encrypted and is not, as where the receiver decrypts. */
  | 'came-clear'
  /** A register fell that only grows: nothing proves that the meter sent the telegram. */
  | 'register-fell'
  /** Another maker's meter has the same number. */
  | 'other-maker';
