import assert from 'node:assert/strict';
import { eventually } from '../nodes/eventually';
import type { FlowNode } from '../nodes/flow-node';
import { Bridge } from './bridge';
import { House } from './house';
import { type NodeRed, needsNodeRed, startNodeRed } from './node-red';
import { lastSeen, probe, seen } from './probe';
import { VERSIONS } from './requirements';

const PLACE = { z: 'tab', x: 0, y: 0 };

function flowFor(port: number): FlowNode[] {
  return [
    { id: 'tab', type: 'tab' },
    { id: 'port', type: 'han-port', kind: 'tcp', host: '127.0.0.1', port: String(port) },
    {
      id: 'meter',
      type: 'han-meter',
      name: 'home',
      connection: 'port',
      country: 'auto',
      ...PLACE,
      wires: [['reading'], []],
    },
    { id: 'p1', type: 'han-p1-in', name: 'wire', connection: 'port', ...PLACE, wires: [['telegram']] },
    { id: 'catch', type: 'catch', scope: null, ...PLACE, wires: [['problem']] },
    ...['reading', 'telegram', 'problem'].flatMap((name) => probe('tab', name)),
  ];
}

for (const version of VERSIONS) {
  describe(`a bridge in the network at ${version.name}`, function () {
    this.timeout(40_000);
    let bridge: Bridge;
    let house: House;
    let nodeRed: NodeRed;

    before(async function () {
      needsNodeRed(this, version);
      bridge = await Bridge.open();
      house = new House((bytes) => bridge.write(bytes));
      nodeRed = await startNodeRed({ version, flows: flowFor(bridge.port) });
    });
    after(async () => {
      house?.close();
      await nodeRed?.stop();
      await bridge?.close();
    });

    const problems = async () => (await seen(nodeRed, 'problem')).map(({ error }) => error.code);

    async function readsOn(): Promise<void> {
      const before = (await lastSeen(nodeRed, 'reading'))?.payload.timestamp ?? '';
      await eventually(async () => (await lastSeen(nodeRed, 'reading'))!.payload.timestamp > before, 15_000);
    }

    it('brings readings, its greeting apart, over one connection for two nodes', async () => {
      await eventually(() => lastSeen(nodeRed, 'reading'), 10_000);
      await readsOn();
      assert.ok(await lastSeen(nodeRed, 'telegram'));
      assert.equal(bridge.clients, 1);
      assert.deepEqual(await problems(), []);
    });

    it('is called again when it hangs up', async () => {
      bridge.drop();
      await eventually(async () => (await problems()).includes('disconnected'), 10_000);
      await readsOn();
    });

    it('is called again when it fell over', async () => {
      bridge.drop(true);
      await readsOn();
      assert.equal(bridge.clients, 1);
    });

    it('is called until it is back', async () => {
      const { port } = bridge;
      await bridge.close();
      await eventually(async () => (await problems()).includes('refused'), 10_000);
      const { error } = (await seen(nodeRed, 'problem')).find(({ error }) => error.code === 'refused')!;
      assert.match(error.message, new RegExp(`127\\.0\\.0\\.1 takes no connection on port ${port}\\.`));
      bridge = await Bridge.open(port);
      await readsOn();
    });

    it('is left in peace when the flow is stopped', async () => {
      await nodeRed.deploy([]);
      await eventually(() => bridge.clients === 0, 10_000);
      assert.ok(nodeRed.lives);
      assert.deepEqual(nodeRed.errors, []);
    });
  });
}
