import type { MeterError } from '../base/errors';

/** An open way to a meter. */
export interface Wire {
  write(bytes: Uint8Array): void;
  /** Resolves when the port is free for others. */
  close(): Promise<void>;
}

/** What a wire has to tell. After `closed` it tells nothing more. */
export interface WireEvents {
  data(chunk: Buffer): void;
  /** It ended by itself; `error` says why. */
  closed(error: MeterError): void;
}

/** Opens a way to a meter; rejects with a `MeterError` where that fails, and soon after `givenUp` is aborted. */
export type OpenWire = (events: WireEvents, givenUp: AbortSignal) => Promise<Wire>;
