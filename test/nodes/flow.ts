import type { Node, NodeAPI, NodeDef, NodeInitializer, NodeStatus } from 'node-red';
import helper from 'node-red-node-test-helper';
import type { SinonSpyCall } from 'sinon';
import hanDecode from '../../nodes/han-decode';
import hanDecrypt from '../../nodes/han-decrypt';
import hanFrames from '../../nodes/han-frames';
import hanKeys from '../../nodes/han-keys';
import hanMeter from '../../nodes/han-meter';
import hanP1In from '../../nodes/han-p1-in';
import hanPort from '../../nodes/han-port';
import hanProfile from '../../nodes/han-profile';
import hanSimulator from '../../nodes/han-simulator';
import hanThreshold from '../../nodes/han-threshold';
import hanWmbusIn from '../../nodes/han-wmbus-in';
import type { FlowNode } from './flow-node';

/** A message as it arrives at the end of a wire; a test knows what it expects. */
// biome-ignore lint/suspicious/noExplicitAny: each assertion would need a cast of its own
export type Received = Record<string, any>;

const NODES = [
  ...[hanPort, hanKeys, hanMeter, hanP1In, hanFrames, hanDecrypt, hanDecode, hanProfile],
  ...[hanThreshold, hanSimulator, hanWmbusIn],
] as NodeInitializer[];

/** These have no place on the canvas. */
const CONFIG = new Set(['han-port', 'han-keys']);

const TAB = 'tab';
const received = new Map<string, Received[]>();

let red: NodeAPI | undefined;

/** The Node-RED that runs the flow. */
export function runtime(): NodeAPI | undefined {
  return red;
}

/** Keeps what it is sent, from the first message on. */
function sink(RED: NodeAPI): void {
  red = RED;
  RED.nodes.registerType('sink', function (this: Node, config: NodeDef) {
    RED.nodes.createNode(this, config);
    const messages: Received[] = [];
    received.set(this.id, messages);
    this.on('input', (message, _send, done) => {
      messages.push(message as Received);
      done();
    });
  });
}

/** Call it in a `describe`: each test gets a Node-RED without flows. */
export function useNodeRed(): void {
  before(async () => {
    await helper.startServer();
  });
  afterEach(async () => {
    await helper.unload();
    helper.settings({});
    received.clear();
  });
  after(async () => {
    await helper.stopServer();
  });
}

/**
 * Runs these nodes on one tab; `sink` and core nodes such as `catch` may be among them. What a node has as `credentials`
 * is stored as such.
 */
export async function deploy(...nodes: FlowNode[]): Promise<void> {
  await helper.load([...NODES, sink], onTab(nodes), credentialsIn(nodes));
}

function credentialsIn(nodes: readonly FlowNode[]): Credentials {
  return Object.fromEntries(
    nodes.flatMap(({ id, credentials }) => (credentials ? [[id, credentials as Secrets]] : [])),
  );
}

/** The types of the helper know no credentials here. */
interface WithCredentials {
  setFlows(flow: FlowNode[], type: string, credentials: Credentials): Promise<void>;
}

type Secrets = Record<string, string>;
type Credentials = Record<string, Secrets>;

/** Deploys anew; nodes that did not change go on running. */
export async function redeploy(...nodes: FlowNode[]): Promise<void> {
  await (helper as unknown as WithCredentials).setFlows(onTab(nodes), 'nodes', credentialsIn(nodes));
}

function onTab(nodes: readonly FlowNode[]): FlowNode[] {
  const placed = nodes.map(({ credentials: _secret, ...node }) =>
    CONFIG.has(node.type) ? node : { ...node, z: TAB, x: 0, y: 0 },
  );
  return [{ id: TAB, type: 'tab' }, ...placed];
}

/** What arrived at a `sink`. */
export function arrived(id = 'out'): Received[] {
  return received.get(id) ?? [];
}

/** Lets a node receive a message. */
export function receive(id: string, message: Received): void {
  helper.getNode(id).receive(message);
}

/** All statuses that a node has set. */
export function statuses(id: string): NodeStatus[] {
  const { status } = helper.getNode(id) as unknown as { status: { getCalls(): SinonSpyCall[] } };
  return status
    .getCalls()
    .filter((call) => (call.thisValue as Node).id === id)
    .map((call) => call.args[0] as NodeStatus);
}

/** The text of the last status; in the test helper a text is its key. */
export function statusText(id: string): string | undefined {
  return statuses(id).at(-1)?.text;
}
