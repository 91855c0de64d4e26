import type { Framing } from '../framing';
import type { Ending, Span } from '../span';
import { RawFraming } from './raw';

/**
 * Finds telegrams of a Radiocrafts RC1180-MBUS: nothing marks them. If it is told to (RSSI_MODE), it puts the signal
 * strength behind, in half decibels below 0 dBm, and counts it in L.
 */
export class Rc1180Framing implements Framing {
  readonly link = 'wmbus';
  readonly #raw = new RawFraming(true);

  findStart(bytes: Buffer, from: number, to: number): number {
    return this.#raw.findStart(bytes, from, to);
  }

  mayBegin(byte: number): boolean {
    return this.#raw.mayBegin(byte);
  }

  measure(bytes: Buffer, ending: Ending, offset: number): Span {
    const span = this.#raw.measure(bytes, ending, offset);
    // A telegram that came with a longer length than its own.
    const isCounted = span.kind === 'frame' && span.frame.wire[0] === bytes[0]! - 1;
    return isCounted ? { ...span, frame: { ...span.frame, rssi: -bytes[span.end - 1]! / 2 } } : span;
  }

  taken(span: Span): void {
    this.#raw.taken(span);
  }
}
