import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../nodes/eventually';
import type { FlowNode } from '../nodes/flow-node';
import { ROOT } from '../nodes/package-root';
import { type NodeRed, needsNodeRed, startNodeRed } from './node-red';
import { lastSeen, probe, seen } from './probe';
import { VERSIONS } from './requirements';

const FOLDER = join(ROOT, 'examples');

/** By name, each quick to switch back, with probes behind its thresholds and behind what gives readings. */
const EXAMPLES = new Map(
  readdirSync(FOLDER)
    .sort()
    .map((name): [string, FlowNode[]] => [name.replace('.json', ''), observed(name.slice(0, 2), read(name))]),
);

function read(name: string): FlowNode[] {
  return JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
}

function observed(number: string, flow: FlowNode[]): FlowNode[] {
  const tab = flow.find(({ type }) => type === 'tab')!.id;
  const names = new Map([
    ['han-meter', `reading-${number}`],
    ['han-profile', `reading-${number}`],
    ['han-threshold', `decision-${number}`],
  ]);
  const wired = flow.map((node) => {
    const name = names.get(node.type);
    if (name === undefined) return node;
    const [first, ...others] = node.wires as string[][];
    const quick = node.type === 'han-threshold' ? { goBackAfter: '1', minimumOff: '1' } : {};
    return { ...node, ...quick, wires: [[...first!, name], ...others] };
  });
  return [...wired, ...[...new Set(names.values())].flatMap((name) => probe(tab, name))];
}

/** The numbers of those that need nothing to be plugged in. */
const SIMULATED = [...EXAMPLES]
  .filter(([, flow]) => flow.some(({ type, kind }) => type === 'han-simulator' || kind === 'simulated'))
  .map(([name]) => name.slice(0, 2));

/** With nothing plugged in, the others say so, and that is all. */
const UNPLUGGED = /\[han-[^\]]+\] (MeterError: )?(There is no port \/dev\/tty|\S+ does not answer)/;

for (const version of VERSIONS) {
  describe(`the examples in ${version.name}`, function () {
    this.timeout(60_000);
    let nodeRed: NodeRed;

    before(async function () {
      needsNodeRed(this, version);
      nodeRed = await startNodeRed({ version, flows: [...EXAMPLES.values()].flat() });
    });
    after(async () => {
      await nodeRed?.stop();
    });

    for (const number of SIMULATED) {
      it(`${number} reads and decides`, async () => {
        const reading = await eventually(() => lastSeen(nodeRed, `reading-${number}`), 10_000);
        assert.equal(typeof reading.payload.power.net, 'number');
        const decision = await eventually(async () => (await seen(nodeRed, `decision-${number}`))[0], 10_000);
        assert.equal(typeof decision.payload, 'boolean');
        assert.match(decision.reason, /^start: -?\d+ W [<=>] -?\d+ W$/);
      });
    }

    for (const number of ['01', '02']) {
      it(`${number} switches the lamp off while the kettle boils`, async () => {
        const flow = [...EXAMPLES].find(([name]) => name.startsWith(number))![1];
        await eventually(async () => (await lastSeen(nodeRed, `decision-${number}`))?.payload === true, 15_000);
        await nodeRed.post(`/inject/${flow.find(({ name }) => name === 'kettle on')!.id}`);
        const off = await eventually(async () => {
          const last = await lastSeen(nodeRed, `decision-${number}`);
          return last?.payload === false && last;
        }, 10_000);
        assert.match(off.reason, /^\d+ W > 1500 W for \d+ s$/);
      });
    }

    it('are runnable without hardware where they can be', () => {
      assert.ok(['01', '02', '05'].every((number) => SIMULATED.includes(number)));
    });

    it('run without an error but what is not plugged in', async () => {
      await eventually(() => nodeRed.errors.length >= 2, 15_000);
      assert.deepEqual(
        nodeRed.errors.filter((line) => !UNPLUGGED.test(line)),
        [],
      );
    });
  });
}
