import assert from 'node:assert/strict';
import { eventually } from './eventually';
import { arrived, deploy, receive, useNodeRed } from './flow';
import type { FlowNode } from './flow-node';
import { damaged, TELEGRAM } from './telegrams';
import { importing, threshold } from './threshold-node';

const PORT = { id: 'port', type: 'han-port', kind: 'simulated', meter: 'dsmr5', speed: '1' };
const SINK = { id: 'completed', type: 'sink' };

/** Each node with an input, and what it can and cannot take. */
const NODES: readonly [FlowNode, unknown[]][] = [
  [{ id: 'node', type: 'han-frames', wires: [[]] }, [TELEGRAM, damaged(TELEGRAM), 'noise', 1, undefined]],
  [{ id: 'node', type: 'han-decode', wires: [[]] }, [TELEGRAM, damaged(TELEGRAM), 'noise', 1, undefined]],
  [
    { id: 'node', type: 'han-profile', country: 'NL', wires: [[]] },
    [{ objects: [] }, { objects: [null] }, 1, undefined],
  ],
  [
    { id: 'node', type: 'han-meter', connection: '', country: 'auto', wires: [[], []] },
    [TELEGRAM, damaged(TELEGRAM), 1],
  ],
  [
    { id: 'node', type: 'han-meter', connection: 'port', country: 'auto', wires: [[], []] },
    [{ kettle: 1 }, {}, TELEGRAM],
  ],
  [{ id: 'node', type: 'han-simulator', meter: 'dsmr5', speed: '1', wires: [[]] }, [{ kettle: 1 }, { x: 1 }, null]],
  [threshold({ id: 'node', wires: [[]] }), [importing(1).payload, importing(9000).payload, 1, {}]],
  [threshold({ id: 'node', limit: '', wires: [[]] }), [importing(1).payload, undefined]],
];

describe('a message that went in', () => {
  useNodeRed();

  for (const [node, payloads] of NODES) {
    it(`is completed once by ${node.type}, whatever it is`, async () => {
      await deploy(PORT, node, { id: 'completes', type: 'complete', scope: ['node'], wires: [['completed']] }, SINK);
      for (const [i, payload] of payloads.entries()) receive('node', { _msgid: `m${i}`, payload });
      await eventually(() => arrived('completed').length >= payloads.length, 3000);
      receive('node', { _msgid: 'last', payload: payloads[0] });
      await eventually(() => arrived('completed').some(({ _msgid }) => _msgid === 'last'), 3000);
      const completed = arrived('completed').map(({ _msgid }) => _msgid);
      assert.deepEqual(completed.sort(), ['last', ...payloads.map((_, i) => `m${i}`)]);
    });
  }
});
