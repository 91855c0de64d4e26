import assert from 'node:assert/strict';
import { TEST_KEYS } from '../../src/simulator/test-keys';
import { eventually } from '../nodes/eventually';
import type { FlowNode } from '../nodes/flow-node';
import { ClearMeter, InTheAir } from '../nodes/radio-telegrams';
import { Bridge } from './bridge';
import { type NodeRed, needsNodeRed, startNodeRed } from './node-red';
import { lastSeen, probe, seen } from './probe';
import { VERSIONS } from './requirements';

const PLACE = { z: 'tab', x: 0, y: 0 };
const WRONG = '11'.repeat(16);

interface Keys {
  meter: string;
  encryption: string;
}

/** A receiver in the network, and the five nodes behind it. */
function flowFor(port: number, meters: string, keys?: Keys): FlowNode[] {
  const tcp = { kind: 'tcp', host: '127.0.0.1', port: String(port) };
  const { meter, encryption } = keys ?? {};
  const secret = { id: 'keys', type: 'han-keys', name: '', meter, credentials: { encryption } };
  return [
    { id: 'tab', type: 'tab' },
    { id: 'port', type: 'han-port', ...tcp, talk: 'radio', receiver: 'cul', mode: 'T1' },
    ...(keys === undefined ? [] : [secret]),
    { id: 'in', type: 'han-wmbus-in', name: '', connection: 'port', meters, ...PLACE, wires: [['decrypt']] },
    { id: 'decrypt', type: 'han-decrypt', keys: '', replay: 'report', ...PLACE, wires: [['decode']] },
    { id: 'decode', type: 'han-decode', ...PLACE, wires: [['profile']] },
    { id: 'profile', type: 'han-profile', country: 'auto', ...PLACE, wires: [['reading']] },
    { id: 'catch', type: 'catch', scope: null, ...PLACE, wires: [['problem']] },
    { id: 'watch', type: 'status', scope: ['in'], ...PLACE, wires: [['status']] },
    ...['reading', 'problem', 'status'].flatMap((name) => probe('tab', name)),
  ];
}

for (const version of VERSIONS) {
  describe(`radio meters in ${version.name}`, function () {
    this.timeout(40_000);
    let bridge: Bridge;
    let nodeRed: NodeRed;
    const mine = new InTheAir('pl-amiplus', 'cul', { seed: 1 });
    const sleeping = new InTheAir('pl-gama350-radio', 'cul', { seed: 2, activated: false });
    const water = new InTheAir('pl-multical21', 'cul', { seed: 3 });

    before(async function () {
      needsNodeRed(this, version);
      bridge = await Bridge.open();
      nodeRed = await startNodeRed({ version, flows: [] });
    });
    after(async () => {
      await nodeRed?.stop();
      await bridge?.close();
    });

    async function deploy(meters: string, keys?: Keys): Promise<void> {
      await nodeRed.deploy([]);
      await eventually(() => bridge.clients === 0, 10_000);
      await nodeRed.deploy(flowFor(bridge.port, meters, keys));
      await eventually(() => bridge.clients === 1, 10_000);
    }

    const last = (name: string) => eventually(() => lastSeen(nodeRed, name), 10_000);

    it('become readings in five nodes; the others are counted', async () => {
      await deploy('', { meter: mine.number, encryption: TEST_KEYS.encryption });
      bridge.write(Buffer.concat([sleeping.next(), water.next(), sleeping.next(), new ClearMeter().next()]));
      const status = async () => (await lastSeen(nodeRed, 'status'))?.status.text;
      await eventually(async () => (await status()) === 'others: 3', 10_000);
      bridge.write(mine.next());
      const { payload, frame } = await last('reading');
      assert.deepEqual([payload.meter.id, payload.meter.country, frame.rssi], [mine.number, 'PL', -67]);
      await eventually(async () => (await status()) === 'receiving', 10_000);
      assert.deepEqual(await seen(nodeRed, 'problem'), []);
    });

    const { encryption } = TEST_KEYS;
    const problems: readonly [string, InTheAir, Keys | undefined, RegExp][] = [
      ['that there are no keys', mine, undefined, /The telegram is encrypted, and there are no keys for it\./],
      [
        'that the keys are for other meters',
        mine,
        { meter: water.number, encryption },
        new RegExp(`The telegram comes from meter .*${mine.number}.*, and the keys are for other meters\\.`),
      ],
      [
        'that the keys do not open it',
        mine,
        { meter: mine.number, encryption: WRONG },
        /The keys do not open the telegram\. Are they this meter's/,
      ],
      [
        'that the meter is not active',
        sleeping,
        { meter: '', encryption },
        new RegExp(`The port of meter .*${sleeping.number}.* is not active yet`),
      ],
    ];
    for (const [what, meter, keys, message] of problems) {
      it(`say in words ${what}`, async () => {
        await deploy(meter.number, keys);
        const before = (await seen(nodeRed, 'problem')).length;
        bridge.write(meter.next());
        const problem = await eventually(async () => (await seen(nodeRed, 'problem'))[before], 10_000);
        assert.equal(problem.error.source.id, 'decrypt');
        assert.match(problem.error.message, message);
        assert.doesNotMatch(problem.error.message, /__|\{\{/);
      });
    }
  });
}
