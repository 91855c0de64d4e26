import assert from 'node:assert/strict';
import { eventually } from '../nodes/eventually';
import type { FlowNode } from '../nodes/flow-node';
import { InTheAir } from '../nodes/radio-telegrams';
import { TELEGRAM } from '../nodes/telegrams';
import { threshold } from '../nodes/threshold-node';
import { type NodeRed, needsNodeRed, startNodeRed } from './node-red';
import { entrance, lastSeen, probe, seen } from './probe';
import { VERSIONS } from './requirements';

const PLACE = { z: 'tab', x: 0, y: 0 };

/** Sends messages that no node asked for. */
const GARBAGE = `
const circular = { power: {} };
circular.power.import = circular;
circular.self = [circular, circular];
for (let i = 0; i < 500; i++) circular['k' + i] = circular;
let deep = 'x';
for (let i = 0; i < 5000; i++) deep = [deep];
const payloads = [
  undefined, null, true, 0, -1, NaN, Infinity, 2n ** 70n, Symbol('s'), () => 1, new Date(NaN), /x/, new Map([[1, 2]]),
  '', 'x', '/'.repeat(1e5), '!'.repeat(1e5), '0'.repeat(1e5), '{'.repeat(1e5), '/XXX5\\r\\n\\r\\n' + '1-0:1.7.0(' .repeat(1e5),
  [], [[]], [256], [-1], new Array(1e5).fill(47), {}, { objects: null }, { objects: [null, 1, {}, circular] },
  { objects: new Array(1e4).fill({ obis: '1-0:1.7.0', value: 1e308, unit: 'kW' }) },
  { power: null }, { power: { import: '9'.repeat(400) } }, { power: { import: {} } }, { kettle: -1 }, { kettle: NaN },
  { toString: null }, Object.create(null), JSON.parse('{"__proto__":{"kettle":true}}'), circular, deep,
  Buffer.alloc(0), Buffer.alloc(1e5, 0x2f), Buffer.alloc(1e5, 0xaf), Buffer.from('/XXX5\\r\\n\\r\\n!\\r\\n'), new Uint16Array(9),
];
const extras = [
  {}, { topic: circular }, { topic: Symbol('t') }, { _session: circular }, { frame: 1 }, { frame: circular },
  { frame: { link: 'wmbus', check: circular, rssi: circular, receivedAt: circular } },
  { frame: { link: 'wmbus', content: 'records', address: [5], rssi: {} }, security: { authenticated: true, ciphers: 5 } },
];
for (const payload of payloads) {
  for (const extra of extras) {
    for (let output = 0; output < node.outputCount; output++) {
      const messages = new Array(node.outputCount).fill(null);
      messages[output] = { ...extra, payload };
      node.send(messages, false);
    }
  }
}
return null;`;

const INPUTS = ['frames', 'air', 'decrypt', 'decode', 'profile', 'meter', 'radio', 'threshold', 'sim', 'house'];

const FLOW: FlowNode[] = [
  { id: 'tab', type: 'tab' },
  { id: 'garbage', type: 'function', func: GARBAGE, outputs: INPUTS.length, ...PLACE, wires: INPUTS.map((id) => [id]) },
  { id: 'frames', type: 'han-frames', ...PLACE, wires: [['frame']] },
  { id: 'air', type: 'han-frames', receiver: 'auto', ...PLACE, wires: [['heard']] },
  { id: 'decrypt', type: 'han-decrypt', keys: '', replay: 'report', ...PLACE, wires: [[]] },
  { id: 'decode', type: 'han-decode', ...PLACE, wires: [['object', 'profile']] },
  { id: 'profile', type: 'han-profile', country: 'NL', ...PLACE, wires: [['plain']] },
  // The rest of the message is as circular as it came.
  { id: 'plain', type: 'function', func: 'return { payload: msg.payload };', outputs: 1, ...PLACE, wires: [['other']] },
  { id: 'meter', type: 'han-meter', connection: '', country: 'NL', ...PLACE, wires: [['reading'], []] },
  { id: 'radio', type: 'han-meter', connection: '', country: 'PL', receiver: 'auto', ...PLACE, wires: [[], []] },
  { id: 'port', type: 'han-port', kind: 'simulated', meter: 'dsmr5', speed: '1' },
  { id: 'house', type: 'han-meter', connection: 'port', country: 'NL', ...PLACE, wires: [['home'], []] },
  { id: 'sim', type: 'han-simulator', meter: 'dsmr5', speed: '1', ...PLACE, wires: [['telegram']] },
  { ...threshold(), ...PLACE, wires: [['lamp']] },
  { id: 'catch', type: 'catch', scope: INPUTS, ...PLACE, wires: [['code']] },
  { id: 'code', type: 'function', func: 'return { payload: msg.error };', outputs: 1, ...PLACE, wires: [['problem']] },
  ...entrance('tab', 'throw', ['garbage']),
  ...entrance('tab', 'good', INPUTS),
  ...entrance('tab', 'aloft', ['air']),
  ...['frame', 'heard', 'object', 'other', 'reading', 'home', 'telegram', 'lamp', 'problem'].flatMap((name) =>
    probe('tab', name),
  ),
];

for (const version of VERSIONS) {
  describe(`messages that make no sense, in ${version.name}`, function () {
    this.timeout(60_000);
    let nodeRed: NodeRed;

    before(async function () {
      needsNodeRed(this, version);
      nodeRed = await startNodeRed({ version, flows: FLOW });
    });
    after(async () => {
      await nodeRed?.stop();
    });

    it('end nothing', async () => {
      await nodeRed.post('/throw');
      await eventually(async () => (await seen(nodeRed, 'problem')).length > 5, 30_000);
      assert.ok(nodeRed.lives, nodeRed.log);
    });

    it('do not keep the next good one from being read', async () => {
      const text = TELEGRAM.toString('latin1');
      for (const topic of ['home', 'home']) await nodeRed.post('/good', { topic, payload: text });
      await nodeRed.post('/good', { payload: { power: { import: 4500 } } });
      await nodeRed.post('/aloft', { topic: 'home', payload: new InTheAir('pl-amiplus', 'hex').line() });
      for (const name of ['frame', 'heard', 'object', 'other', 'reading', 'home', 'lamp', 'telegram']) {
        await eventually(() => lastSeen(nodeRed, name), 10_000, name);
      }
      assert.equal((await lastSeen(nodeRed, 'reading'))!.payload.meter.country, 'NL');
    });

    it('are told by a code, each kind once a node', async () => {
      const problems = (await seen(nodeRed, 'problem')).map(({ payload }) => payload);
      assert.deepEqual(
        problems.filter(({ code }) => code === undefined),
        [],
      );
      const kinds = problems.map(({ code, source }) => `${source.id} ${code}`);
      assert.deepEqual(kinds, [...new Set(kinds)]);
    });

    it('leave no trace in the log', () => {
      assert.ok(nodeRed.lives);
      assert.deepEqual(nodeRed.errors, []);
    });
  });
}
