import type { NodeAPI, NodeStatus } from 'node-red';
import { text } from './texts';

/** Bytes that belong to no telegram: worth a word until the next one comes, and no more. */
export function discardedStatus(RED: NodeAPI): NodeStatus {
  return { fill: 'yellow', shape: 'ring', text: text(RED, 'status.no-telegram') };
}
