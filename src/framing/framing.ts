import type { Link } from '../base/frame';
import type { Ending, Span } from './span';

/** How the frames of a link are found. Each stream has its own, as some remember what they have looked at. */
export interface Framing {
  readonly link: Link;
  /** A byte that may stand between two of its frames and says nothing. */
  readonly fill?: number;

  /** Where in `bytes[from..to)` the first byte of a frame may be, going by that byte alone; -1 where nowhere. */
  findStart(bytes: Buffer, from: number, to: number): number;

  /**
   * Whether a frame may begin with this byte although {@link findStart} passes it over: asked only where a frame must
   * begin if there is one, at the start of a stream, after a pause, and right behind another frame.
   */
  mayBegin?(byte: number): boolean;

  /**
   * What begins with the first of `bytes`. `offset` is its place in the stream. The answer hangs on these bytes and on
   * what was {@link taken} before, however often it is asked for.
   */
  measure(bytes: Buffer, ending: Ending, offset: number): Span;

  /** One of its answers holds: nothing else was complete before. */
  taken?(span: Span): void;
}
