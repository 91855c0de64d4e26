import assert from 'node:assert/strict';
import type { Dialect } from '../../../src/base/receivers';
import { byteByByte, type Event, found } from '../outcomes';

/** What is told of a frame in these tests. */
export interface Heard {
  wire: string;
  check: string;
  rssi: number | undefined;
}

/** Frames, and the codes of errors, that a receiver's lines hold, to the end; however they are cut. */
export function heardIn(receiver: Dialect | 'auto', ...events: (string | Buffer | 'pause')[]): (Heard | string)[] {
  const chunks = events.map<Event>((event) =>
    event === 'pause' || typeof event !== 'string' ? event : Buffer.from(event, 'latin1'),
  );
  const items = found(chunks, { receiver });
  assert.deepEqual(found(byteByByte(chunks), { receiver }), items, 'byte by byte');
  return items.flatMap<Heard | string>((item) => {
    if (item.kind === 'error') return [item.error.code];
    if (item.kind === 'discarded') return [];
    const { wire, check, rssi } = item.frame;
    return [{ wire: wire.toString('hex'), check, rssi }];
  });
}
