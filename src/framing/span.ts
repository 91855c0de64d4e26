import type { ErrorCode, ErrorDetails } from '../base/errors';
import type { Frame } from '../base/frame';
import type { Piece } from './piece';

/** What lies where a frame may begin. Positions count from there. */
export type Span = More | FrameSpan | PieceSpan | IdleSpan | ErrorSpan | NoiseSpan;

/** All but `noise` may be proven. */
interface Provable {
  /**
   * Behind the byte that leaves no doubt that a frame begins here: a check that fits, or more signs than chance gives.
   * From there on nothing that lies within is believed until the frame has ended or failed. Absent where there is doubt.
   */
  readonly proven?: number | undefined;
}

/** Its end has not arrived yet. */
export interface More extends Provable {
  readonly kind: 'more';
  /** With fewer bytes there is nothing new to say. */
  readonly until: number;
  /** Nor is there before these come, however many others do. Only for what is proven. */
  readonly awaits?: Awaited;
}

/** A byte anywhere in a chunk, or one at its beginning. */
export interface Awaited {
  readonly byte: number;
  readonly first: number;
}

export interface FrameSpan extends Provable {
  readonly kind: 'frame';
  readonly end: number;
  readonly frame: Omit<Frame, 'receivedAt'>;
}

/** What the link carries in one go; it may be part of a message. */
export interface PieceSpan extends Provable {
  readonly kind: 'piece';
  readonly end: number;
  readonly piece: Piece;
}

/** Passes its check, and says nothing. */
export interface IdleSpan extends Provable {
  readonly kind: 'idle';
  readonly end: number;
}

/** A frame, but a damaged one, or one that nobody here reads. */
export interface ErrorSpan extends Provable {
  readonly kind: 'error';
  readonly end: number;
  /** Where the next frame of this link may begin; at the `end` of an intact one. */
  readonly next: number;
  /** Its check fits, so that no other frame begins within it. */
  readonly intact?: boolean;
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: ErrorDetails;
}

/** No frame of this link begins before `end`. */
export interface NoiseSpan {
  readonly kind: 'noise';
  readonly end: number;
}

/** No frame begins here. */
export const NOISE: NoiseSpan = { kind: 'noise', end: 1 };

/**
 * Whether more bytes will come: yes; not for this frame, as one that is better proven has begun behind these, or as the
 * line has paused; none at all, as the recording ends.
 */
export type Ending = 'open' | 'overtaken' | 'paused' | 'ended';

/** For a frame whose `length` bytes do not tell whether it is one. */
export function undecided(length: number, ending: Ending): Span {
  return ending === 'open' ? { kind: 'more', until: length + 1 } : NOISE;
}
