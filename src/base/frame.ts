import type { MeterError } from './errors';

/** How the bytes came. `apdu`: without any link layer. */
export type Link = 'p1' | 'hdlc' | 'mbus' | 'wmbus' | 'wrapper' | 'apdu' | 'kmp';

/** Every one of them, in the order in which people meet them. */
export const LINKS: readonly Link[] = ['p1', 'hdlc', 'mbus', 'wmbus', 'wrapper', 'apdu', 'kmp'];

/**
 * Which parser reads the clear message: lines, a DLMS APDU, an application layer of M-Bus, registers of the Kamstrup
 * Meter Protocol.
 */
export type Content = 'p1' | 'apdu' | 'records' | 'registers';

/** One telegram as it lay on the line, its checks passed. */
export interface Frame {
  link: Link;
  content: Content;
  /** The bytes as received, from the first to the last that belong to the frame. */
  wire: Buffer;
  /** What the parser reads: pieces joined, link layer and checks removed. */
  message: Buffer;
  /**
   * `absent`: the frame carries no check, as the standard has none for it. `failed`: its checksum does not fit, but it is
   * encrypted in a form whose checksum nobody has documented, so that its tag decides (Polish P1).
   */
  check: 'ok' | 'absent' | 'failed';
  encrypted: boolean;
  /** Who sent it, as the link layer says, in hexadecimal digits: of radio manufacturer, number, version, type as sent. */
  address?: string;
  /** Whose data they are, in the same form, where it is for another device that the sender speaks: a radio converter. */
  meter?: string;
  /** How strongly a radio receiver heard it, dBm. */
  rssi?: number;
  /** When the first byte arrived, ISO 8601 in UTC; absent where nobody told. */
  receivedAt?: string;
}

/** Bytes that belong to no frame. */
export interface Discarded {
  kind: 'discarded';
  /** How many bytes. */
  count: number;
  /**
   * `repeat`: a frame that came before, byte for byte. `fragment`: the rest of its message is to come, and brings all of
   * it. `neighbour`: of a meter that is not among those wanted.
   */
  reason: 'noise' | 'repeat' | 'fragment' | 'neighbour';
  /** Of the first of them, counted from the first byte of the stream. */
  offset: number;
}

/** What framing finds in a stream, in order of arrival. */
export type Framed = { kind: 'frame'; frame: Frame } | { kind: 'error'; error: MeterError } | Discarded;

/** Told which bytes of a message became which field: `[start, end)`. Undefined by default, so that it costs nothing. */
export type Note = (start: number, end: number, field: string) => void;
