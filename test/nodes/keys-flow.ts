import type { NodeAPI } from 'node-red';
import { keysFor } from '../../nodes/base/keys';
import type { MeterKeys } from '../../src/base/keys';
import { deploy as deployNodes, redeploy as redeployNodes, runtime } from './flow';
import type { FlowNode } from './flow-node';

/*
 * Flows whose nodes have credentials.
 */

export type Credentials = Record<string, Record<string, string>>;

export async function deploy(nodes: readonly FlowNode[], credentials: Credentials = {}): Promise<void> {
  await deployNodes(...withCredentials(nodes, credentials));
}

/** Deploys anew; nodes that did not change go on running. */
export async function redeploy(nodes: readonly FlowNode[], credentials: Credentials): Promise<void> {
  await redeployNodes(...withCredentials(nodes, credentials));
}

function withCredentials(nodes: readonly FlowNode[], credentials: Credentials): FlowNode[] {
  return nodes.map((node) => {
    const secrets = credentials[node.id];
    return secrets === undefined ? node : { ...node, credentials: secrets };
  });
}

/** What `keysFor` gives a node of the running flow. */
export function keysOf(choice?: string): readonly MeterKeys[] {
  return keysFor(runtime() as NodeAPI, choice);
}
