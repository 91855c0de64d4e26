/** How a receiver heard a telegram. */
export interface Heard {
  /** dBm. Of the receivers that may be told to be silent about it, those that get none are. */
  readonly rssi?: number;
  /** Epoch milliseconds, for those that tell the time. */
  readonly at?: number;
  /** EN 13757-4: T1 sends format A, C1 here format B. T1 where it is absent. */
  readonly mode?: 'T1' | 'C1';
}

/**
 * What a receiver hands on of a telegram, which goes from L on, without CRCs. A telegram that is too long for the way is a
 * `RangeError`.
 */
export type HandOn = (telegram: Buffer, heard?: Heard) => Buffer;
