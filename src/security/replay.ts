import { crc16Arc, crc16X25 } from '../base/crc';
import { upperHex } from '../base/hex';
import type { Ciphered } from './ciphered';
import type { Counters } from './counters';
import type { Clear } from './dlms';
import { countsFrames } from './known';
import { replayed } from './misfits';

/** What to do with a counter that has not grown: say so, throw `replay`, or not look at it at all. */
export type ReplayRule = 'report' | 'refuse' | 'off';

/** `repeat`: the very frame that came last. `fallen`: another frame whose counter has not grown. */
export type CounterState = 'grown' | 'repeat' | 'fallen';

/** A counter as it came. */
export interface Counted {
  /** Who counts: an address of 8 bytes in hexadecimal, `/`, fingerprint of the key. */
  readonly sender: string;
  readonly counter: number;
  /** What it came with, as it was sent. */
  readonly bytes: Buffer;
}

/**
 * Compares a counter with the last of the same sender and key, and remembers it. A counter that fell is a replay, or the
 * grid company has reset the port. Throws `replay` where that is refused.
 */
export function checkCounter({ sender, counter, bytes }: Counted, rule: ReplayRule, counters: Counters): CounterState {
  if (rule === 'off') return 'grown';
  const last = counters.last(sender);
  const digest = digestOf(bytes);
  if (last?.counter === counter && last.digest === digest) return 'repeat';
  const fallen = last !== undefined && counter <= last.counter;
  if (fallen && rule === 'refuse') throw replayed(counter, last.counter);
  counters.keep(sender, { counter, digest });
  return fallen ? 'fallen' : 'grown';
}

/**
 * The invocation counter of a ciphered APDU (DLMS UA Green Book, edition 8, clause 9.2.3.3.7.3); undefined where it
 * tells nothing of a repeat.
 */
export function invocation({ counter, bytes }: Ciphered, { title, pair }: Clear): Counted | undefined {
  if (title === undefined || pair === undefined || !countsFrames(title)) return undefined;
  const sender = `${upperHex(title)}/${pair.fingerprint}`;
  return { sender, counter: counter.readUInt32BE(), bytes };
}

/** Two CRCs make 32 bits. A forger who hits them gains that his frame is dropped as a repeat. */
function digestOf(bytes: Buffer): number {
  return crc16Arc(bytes, 0, bytes.length) * 0x10000 + crc16X25(bytes, 0, bytes.length);
}
