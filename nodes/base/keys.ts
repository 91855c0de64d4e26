import type { Node, NodeAPI } from 'node-red';
import { asMeterError, type MeterError } from '../../src/base/errors';
import type { MeterKeys } from '../../src/base/keys';
import { type ReadKeys, readKeys } from '../../src/security/key-doctor';

/** The config node with the keys of one meter as other nodes see it. */
export interface KeysNode extends Node {
  /** The present pair, then the one before it. */
  meterKeys: readonly MeterKeys[];
}

/** The keys of all such nodes that run, by the node's id. */
const offered = new Map<string, readonly MeterKeys[]>();
let all: readonly MeterKeys[] = [];

export function offerKeys({ id, meterKeys }: KeysNode): void {
  offered.set(id, meterKeys);
  all = [...offered.values()].flat();
}

export function withdrawKeys({ id }: KeysNode): void {
  offered.delete(id);
  all = [...offered.values()].flat();
}

/**
 * The keys that a node may try: those of the node that the user chose, or where he chose none (`''`, `all`) those of
 * every one. Ask for them telegram by telegram, as a deploy may change them while the asking node runs on.
 */
export function keysFor(RED: NodeAPI, choice: string | undefined): readonly MeterKeys[] {
  if (choice === undefined || choice === '' || choice === 'all') return all;
  return (RED.nodes.getNode(choice) as KeysNode | null)?.meterKeys ?? [];
}

/** One or two names of environment variables: Node-RED puts in their values when the flow starts. */
const VARIABLES = /^\s*(\$\{\S+?\})(?:[\s,;]+(\$\{\S+?\}))?\s*$/;

/** What the paste box of the dialog comes to. */
export function pastedKeys(text: string): ReadKeys | { error: ReturnType<MeterError['toJSON']> } {
  const [, encryption, authentication] = VARIABLES.exec(text) ?? [];
  if (encryption !== undefined) return { encryption, ...(authentication !== undefined && { authentication }) };
  try {
    return readKeys(text);
  } catch (error) {
    return { error: asMeterError(error).toJSON() };
  }
}

/** Keys of this Node-RED, and those that stand in a dialog and are not deployed yet: `[{ encryption, meter }]`. */
export function typedKeys(sent: unknown): readonly MeterKeys[] {
  const typed = Array.isArray(sent) ? sent.slice(0, MAX_TYPED) : [];
  const keys = typed.flatMap((one: Partial<Record<'encryption' | 'meter', unknown>> | null) => {
    const { encryption, meter } = one ?? {};
    return typeof encryption === 'string' ? [{ encryption, ...(typeof meter === 'string' && meter && { meter }) }] : [];
  });
  return [...keys, ...all];
}

const MAX_TYPED = 16;
