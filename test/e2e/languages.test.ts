import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../nodes/eventually';
import type { FlowNode } from '../nodes/flow-node';
import { ROOT } from '../nodes/package-root';
import { type NodeRed, needsNodeRed, startNodeRed } from './node-red';
import { lastSeen, probe } from './probe';
import { NODE_RED_5 } from './requirements';

const LOCALES = join(ROOT, 'nodes', 'locales');
const PLACE = { z: 'tab', x: 0, y: 0 };

const FLOW: FlowNode[] = [
  { id: 'tab', type: 'tab' },
  {
    id: 'port',
    type: 'han-port',
    kind: 'serial',
    path: '/dev/does-not-exist',
    line: '115200 8N1',
    dataRequest: 'none',
  },
  { id: 'meter', type: 'han-meter', connection: 'port', country: 'auto', ...PLACE, wires: [[], []] },
  { id: 'catch', type: 'catch', scope: null, ...PLACE, wires: [['problem']] },
  { id: 'watch', type: 'status', scope: null, ...PLACE, wires: [['status']] },
  ...['problem', 'status'].flatMap((name) => probe('tab', name)),
];

describe('Node-RED in other languages', function () {
  this.timeout(40_000);
  let nodeRed: NodeRed | undefined;

  before(function () {
    needsNodeRed(this, NODE_RED_5);
  });
  afterEach(async () => {
    await nodeRed?.stop();
  });

  // That the others are complete, test/nodes/catalogue.test.ts sees.
  for (const language of ['nl', 'de']) {
    it(`tells in ${language} what is wrong`, async () => {
      const { 'han-port': texts } = JSON.parse(readFileSync(join(LOCALES, language, 'han-port.json'), 'utf8'));
      nodeRed = await startNodeRed({ version: NODE_RED_5, flows: FLOW, settings: { lang: language } });
      const problem = await eventually(() => lastSeen(nodeRed!, 'problem'), 10_000);
      const expected = texts.error['no-port'].replace('__path__', '/dev/does-not-exist');
      assert.equal(problem.error.message, `MeterError: ${expected}`);
      const status = async () => (await lastSeen(nodeRed!, 'status'))?.status.text;
      await eventually(async () => (await status()) === texts.status['no-port'], 10_000);
    });
  }
});
