import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { eventually } from '../nodes/eventually';
import type { FlowNode } from '../nodes/flow-node';
import { importing, threshold } from '../nodes/threshold-node';
import { type NodeRed, needsNodeRed, newUserDir, startNodeRed } from './node-red';
import { entrance, probe, seen } from './probe';
import { VERSIONS } from './requirements';

/** The probe comes last: what is sent while the flows still start would be lost. */
const FLOW: FlowNode[] = [
  { id: 'tab', type: 'tab' },
  { ...threshold({ minimumOff: '300' }), z: 'tab', x: 0, y: 0, wires: [['lamp']] },
  ...entrance('tab', 'value', ['threshold']),
  ...probe('tab', 'lamp'),
];

const STORES: readonly [string, object][] = [
  ['a file of its own', {}],
  ['the persistent context of the user', { contextStorage: { default: { module: 'localfilesystem' } } }],
];

for (const version of VERSIONS) {
  describe(`a restart of ${version.name}`, function () {
    this.timeout(40_000);
    let userDir: string;
    let nodeRed: NodeRed | undefined;

    before(function () {
      needsNodeRed(this, version);
    });
    beforeEach(() => {
      userDir = newUserDir();
    });
    afterEach(async () => {
      await nodeRed?.stop();
      rmSync(userDir, { recursive: true, force: true });
    });

    for (const [store, settings] of STORES) {
      it(`leaves the lamp off, by ${store}`, async () => {
        nodeRed = await startNodeRed({ version, flows: FLOW, userDir, settings });
        await nodeRed.post('/value', importing(10_000));
        await eventually(async () => (await seen(nodeRed!, 'lamp')).length === 1, 10_000);
        assert.equal(await nodeRed.stop(), 0);

        nodeRed = await startNodeRed({ version, userDir, settings });
        await nodeRed.post('/value', importing(100));
        // With the context of the user the probe still has what came before the restart.
        const restored = await eventually(async () => {
          const all = await seen(nodeRed!, 'lamp');
          return all.find(({ reason }) => /^restart/.test(reason));
        }, 10_000);
        assert.deepEqual([restored.payload, restored.topic, restored.reason], [false, 'lamp', 'restart: as before']);
        assert.equal((await seen(nodeRed, 'lamp')).at(-1)!.payload, false);
        assert.deepEqual(nodeRed.errors, []);
      });
    }
  });
}
