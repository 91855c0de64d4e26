import { encodeThreeOfSix } from '../../framing/wmbus-three-of-six';
import { withFormatA, withFormatB } from '../radio/format';
import type { HandOn } from './heard';

/** The end of the preamble and the synchronisation word, as radio chips look for them (EN 13757-4). */
const SYNC = Buffer.of(0x54, 0x3d);
/** Mode C repeats it where the format is B. */
const SYNC_FORMAT_B = Buffer.of(0x54, 0x3d, 0x54, 0x3d);

/** Chips of mode T, three out of six, or the bits of mode C. */
export const chips: HandOn = (telegram, { mode = 'T1' } = {}) =>
  mode === 'C1'
    ? Buffer.concat([SYNC_FORMAT_B, withFormatB(telegram)])
    : Buffer.concat([SYNC, encodeThreeOfSix(withFormatA(telegram))]);
