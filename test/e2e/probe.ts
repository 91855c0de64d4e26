import type { FlowNode } from '../nodes/flow-node';
import type { NodeRed } from './node-red';

/*
 * A look into a running flow from outside, over HTTP.
 */

/** A message as JSON brings it; a test knows what it expects. */
// biome-ignore lint/suspicious/noExplicitAny: each assertion would need a cast of its own
export type Seen = Record<string, any>;

const KEEP_OR_ANSWER = `
const kept = flow.get(node.name) || [];
if (msg.req) return { ...msg, payload: kept };
flow.set(node.name, [...kept, msg].slice(-1000));
return null;`;

/** Nodes that keep each message that comes to the node `name`, and answer all of them at `GET /name`. */
export function probe(tab: string, name: string): FlowNode[] {
  const place = { z: tab, x: 0, y: 0 };
  return [
    { id: `${name}-in`, type: 'http in', url: `/${name}`, method: 'get', ...place, wires: [[name]] },
    { id: name, type: 'function', name, func: KEEP_OR_ANSWER, outputs: 1, ...place, wires: [[`${name}-answer`]] },
    { id: `${name}-answer`, type: 'http response', ...place, wires: [] },
  ];
}

/** Nodes that send each body that is posted to `/name` to `targets`. */
export function entrance(tab: string, name: string, targets: readonly string[]): FlowNode[] {
  const place = { z: tab, x: 0, y: 0 };
  return [
    { id: name, type: 'http in', url: `/${name}`, method: 'post', ...place, wires: [[`${name}-body`, `${name}-done`]] },
    { id: `${name}-body`, type: 'function', func: 'return msg.payload;', outputs: 1, ...place, wires: [targets] },
    { id: `${name}-done`, type: 'http response', ...place, wires: [] },
  ];
}

/** All that came to a probe. */
export async function seen(nodeRed: NodeRed, name: string): Promise<Seen[]> {
  return (await nodeRed.get(`/${name}`)).json() as Promise<Seen[]>;
}

/** What came to it last. */
export async function lastSeen(nodeRed: NodeRed, name: string): Promise<Seen | undefined> {
  return (await seen(nodeRed, name)).at(-1);
}
