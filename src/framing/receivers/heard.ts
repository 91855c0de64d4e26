import { asMeterError } from '../../base/errors';
import { addressText, linkAddress } from '../../base/mbus-address';
import type { ErrorSpan, FrameSpan } from '../span';
import { type Heard, radioFrame } from '../wmbus';

/**
 * What a receiver heard, as found in the `end` bytes of its envelope: a frame, or the error of a telegram that is damaged
 * or none. The envelope itself is whole.
 */
export function heardSpan(telegram: Buffer, heard: Heard, end: number, proven: number | undefined = end): HeardSpan {
  try {
    return { kind: 'frame', end, proven, frame: radioFrame(telegram, heard) };
  } catch (thrown) {
    const { code, message } = asMeterError(thrown);
    return { kind: 'error', end, next: end, intact: true, proven, code, message, ...senderIn(telegram) };
  }
}

export type HeardSpan = FrameSpan | ErrorSpan;

/** L, C, M, A. */
const LINK_LENGTH = 10;

/** Who seems to have sent a telegram that is damaged: most of them are neighbours' from afar. */
function senderIn(telegram: Buffer): Pick<ErrorSpan, 'details'> {
  if (telegram.length < LINK_LENGTH) return {};
  return { details: { address: addressText(linkAddress(telegram, 2)) } };
}
