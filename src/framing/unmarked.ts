import type { Link } from '../base/frame';
import type { Framing } from './framing';
import type { Ending, Span } from './span';

/**
 * Finds what no byte marks and no check proves: it is believed only where a frame must begin if there is one; or
 * anywhere, if that is said.
 */
export abstract class UnmarkedFraming implements Framing {
  abstract readonly link: Link;
  protected readonly anywhere: boolean;

  /** `anywhere`: there is nothing else, so that a frame may begin anywhere. */
  constructor(anywhere: boolean) {
    this.anywhere = anywhere;
  }

  findStart(bytes: Buffer, from: number, to: number): number {
    if (!this.anywhere) return -1;
    for (let at = from; at < to; at++) if (this.mayBegin(bytes[at]!)) return at;
    return -1;
  }

  abstract mayBegin(byte: number): boolean;

  abstract measure(bytes: Buffer, ending: Ending, offset: number): Span;
}
