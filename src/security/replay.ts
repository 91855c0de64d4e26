import { crc16Arc, crc16X25 } from '../base/crc';
import type { Ciphered } from './ciphered';
import type { Counters } from './counters';
import type { Clear } from './dlms';
import { countsFrames } from './known';
import { replayed } from './misfits';

/** What to do with a counter that has not grown: say so, throw `replay`, or not look at it at all. */
export type ReplayRule = 'report' | 'refuse' | 'off';

/** `repeat`: the very frame that came last. `fallen`: another frame whose counter has not grown. */
export type CounterState = 'grown' | 'repeat' | 'fallen';

/**
 * Compares the invocation counter with the last of the same sender and key, and remembers it (DLMS UA Green
 * Book, edition 8, clause 9.2.3.3.7.3). A counter that fell is a replay, or the grid company has reset the port. Throws `replay` where that is refused.
 */
export function checkCounter(ciphered: Ciphered, clear: Clear, rule: ReplayRule, counters: Counters): CounterState {
  const { title, pair } = clear;
  if (rule === 'off' || title === undefined || pair === undefined || !countsFrames(title)) return 'grown';
  const sender = `${title.toString('hex').toUpperCase()}/${pair.fingerprint}`;
  const last = counters.last(sender);
  const counter = ciphered.counter.readUInt32BE();
  const digest = digestOf(ciphered.bytes);
  if (last?.counter === counter && last.digest === digest) return 'repeat';
  const fallen = last !== undefined && counter <= last.counter;
  if (fallen && rule === 'refuse') throw replayed(counter, last.counter);
  counters.keep(sender, { counter, digest });
  return fallen ? 'fallen' : 'grown';
}

/** Two CRCs make 32 bits. A forger who hits them gains that his frame is dropped as a repeat. */
function digestOf(bytes: Buffer): number {
  return crc16Arc(bytes, 0, bytes.length) * 0x10000 + crc16X25(bytes, 0, bytes.length);
}
