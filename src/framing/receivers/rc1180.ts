import type { Ending, Span } from '../span';
import { RawFraming } from './raw';

/**
 * Finds telegrams of a Radiocrafts RC1180-MBUS: nothing marks them. If it is told to (RSSI_MODE), it puts the signal
 * strength behind, in half decibels below 0 dBm, and counts it in L.
 */
export class Rc1180Framing extends RawFraming {
  constructor() {
    super(true);
  }

  override measure(bytes: Buffer, ending: Ending, offset: number): Span {
    const span = super.measure(bytes, ending, offset);
    // A telegram that came with a longer length than its own.
    const isCounted = span.kind === 'frame' && span.frame.wire[0] === bytes[0]! - 1;
    return isCounted ? { ...span, frame: { ...span.frame, rssi: -bytes[span.end - 1]! / 2 } } : span;
  }
}
