import type { Framed } from '../base/frame';

/** How a line does, as far as one can tell from its bytes. */
export type LineState =
  /** A receiver is being told what to listen to. */
  | 'setting-up'
  /** A receiver has not answered; it is asked again. */
  | 'no-answer'
  /** Open, and nothing has come yet that counts. */
  | 'waiting'
  /** Telegrams come. */
  | 'receiving'
  /** For a while no byte has come. */
  | 'silent'
  /** Bytes come, but no telegram among them. */
  | 'no-telegram';

/** What a talker wants done after each call. */
export interface Step {
  /** Bytes to send. */
  write?: Uint8Array;
  found: readonly Framed[];
  state: LineState;
  /** Call `wake` then, epoch ms. */
  wakeAt?: number;
}

/** A conversation over a line, without the line: bytes and time come in as arguments. Times are epoch ms. */
export interface Talker {
  start(now: number): Step;
  push(chunk: Uint8Array, now: number): Step;
  wake(now: number): Step;
}
