import type { Framed } from '../../src/base/frame';
import type { Way } from '../../src/framing/links';
import { Splitter } from '../../src/framing/splitter';

/** A chunk, or that the line pauses. */
export type Event = Uint8Array | 'pause';

/** What a stream holds, to its end. Bytes discarded one after the other are one. */
export function found(events: readonly Event[], options: Way = {}): Framed[] {
  const splitter = new Splitter(options);
  const items = events.flatMap((event) => (event === 'pause' ? splitter.flush() : splitter.push(event)));
  const joined: Framed[] = [];
  for (const item of [...items, ...splitter.end()]) {
    const last = joined.at(-1);
    const goesOn = item.kind === 'discarded' && last?.kind === 'discarded' && last.offset + last.count === item.offset;
    if (goesOn && item.reason === last.reason) joined[joined.length - 1] = { ...last, count: last.count + item.count };
    else joined.push(item);
  }
  return joined;
}

/** The same, and that nothing changes if the bytes come one by one. */
export function byteByByte(events: readonly Event[]): Event[] {
  return events.flatMap<Event>((event) =>
    event === 'pause' ? event : Array.from(event, (byte) => Uint8Array.of(byte)),
  );
}

/** Messages in hexadecimal digits, the codes of errors, how many bytes are discarded. */
export function outcomes(items: readonly Framed[]): (string | number)[] {
  return items.map((item) => {
    if (item.kind === 'frame') return item.frame.message.toString('hex');
    return item.kind === 'error' ? item.error.code : item.count;
  });
}
