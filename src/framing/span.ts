import type { ErrorCode } from '../base/errors';
import type { Frame } from '../base/frame';

/** What lies at a place in the stream. Positions count from the start of the bytes that were asked about. */
export type Span =
  /** Its end has not arrived yet. */
  | { kind: 'more' }
  | { kind: 'frame'; end: number; frame: Omit<Frame, 'receivedAt'> }
  /** A telegram, but a damaged one. */
  | { kind: 'error'; end: number; code: ErrorCode; message: string }
  /** No telegram at all up to `end`. */
  | { kind: 'noise'; end: number };

/**
 * Whether more bytes will come: yes; not for this frame, as the line has paused; none at all, as the recording ends.
 */
export type Ending = 'open' | 'paused' | 'ended';

export const MORE: Span = { kind: 'more' };
