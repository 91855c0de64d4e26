import type { MeterError } from './errors';

/** How the bytes came. */
export type Link = 'p1';

/** Which parser reads the clear message. */
export type Content = 'p1';

/** One telegram as it lay on the line, its checks passed. */
export interface Frame {
  link: Link;
  content: Content;
  /** The bytes as received, from the first to the last that belong to the frame. */
  wire: Buffer;
  /** What the parser reads: pieces joined, link layer and checks removed. */
  message: Buffer;
  /** `absent`: the frame carries no check, as the standard has none for it. */
  check: 'ok' | 'absent';
  encrypted: boolean;
  /** When the first byte arrived, ISO 8601 in UTC; absent where nobody told. */
  receivedAt?: string;
}

/** Bytes that belong to no frame. */
export interface Discarded {
  kind: 'discarded';
  /** How many bytes. */
  count: number;
  reason: 'noise';
  /** Of the first of them, counted from the first byte of the stream. */
  offset: number;
}

/** What framing finds in a stream, in order of arrival. */
export type Framed = { kind: 'frame'; frame: Frame } | { kind: 'error'; error: MeterError } | Discarded;

/** Told which bytes of a message became which field: `[start, end)`. Undefined by default, so that it costs nothing. */
export type Note = (start: number, end: number, field: string) => void;
