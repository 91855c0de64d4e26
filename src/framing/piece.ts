import type { Frame, Link } from '../base/frame';

/** What a link carries in one go, its check passed: an APDU, or part of one. */
export interface Piece {
  readonly link: Link;
  readonly check: Frame['check'];
  /** Who sent it, in hexadecimal digits. */
  readonly address?: string;
  /** Pieces of one message have this in common. */
  readonly conversation: string;
  /** Its own copy of the bytes as received. */
  readonly wire: Buffer;
  /** What it adds to the message, without the link's own fields. */
  readonly content: Buffer;
  readonly place: Place;
}

/** Where in a message a piece belongs. */
export interface Place {
  /** Counted from 0; or, where the link does not count, whether it is the first one. */
  readonly number: number | 'first' | 'next';
  readonly last: boolean;
}

/** Of a piece that is the whole message. */
export const WHOLE: Place = { number: 'first', last: true };

/**
 * Longer messages nobody sends: the longest list known, and the longest announced length, stay below half of it. Nothing
 * on a line is believed that announces more.
 */
export const MAX_MESSAGE = 4096;
