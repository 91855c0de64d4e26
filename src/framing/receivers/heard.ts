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

/** A telegram of which `length` of `expected` bytes have come. Bytes may have been lost, so that the next begins within. */
export function cutSpan(length: number, expected: number, proven?: number): ErrorSpan {
  const message = `the telegram ends after ${length} of ${expected} bytes`;
  return { kind: 'error', end: length, next: 1, proven, code: 'truncated', message };
}

/** L, C, M, A. */
const LINK_LENGTH = 10;

/** Who seems to have sent a telegram that is damaged: most of them are neighbours' from afar. */
function senderIn(telegram: Buffer): Pick<ErrorSpan, 'details'> {
  if (telegram.length < LINK_LENGTH) return {};
  return { details: { address: addressText(linkAddress(telegram, 2)) } };
}
