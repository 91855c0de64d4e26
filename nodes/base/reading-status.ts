import type { NodeAPI, NodeStatus } from 'node-red';
import type { Reading } from '../../src/profiles/reading';
import { text } from './texts';

/** What a reading is in one glance: the power now, or that one came. */
export function readingStatus(RED: NodeAPI, { power, timestamp }: Reading): NodeStatus {
  const watts = power?.net ?? power?.import;
  if (watts !== undefined) return { fill: 'green', shape: 'dot', text: `${watts} W` };
  return { fill: 'green', shape: 'dot', text: text(RED, 'status.reading', { time: timestamp?.slice(11, 19) ?? '' }) };
}
