import type { Dialect } from '../../base/receivers';
import type { Framing } from '../framing';

/** What looks for the telegrams that a receiver hands on: in its dialect, or in every one where that is not told. */
export function receiverFramings(_dialect: Dialect | undefined): readonly Framing[] {
  return [];
}
