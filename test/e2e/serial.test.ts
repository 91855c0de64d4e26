import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { eventually } from '../nodes/eventually';
import type { FlowNode } from '../nodes/flow-node';
import { threshold } from '../nodes/threshold-node';
import { House } from './house';
import { type NodeRed, needsNodeRed, startNodeRed } from './node-red';
import { lastSeen, probe, seen } from './probe';
import { Pty } from './pty';
import { needs, programAt, VERSIONS } from './requirements';

const PLACE = { z: 'tab', x: 0, y: 0 };

function flowFor(path: string): FlowNode[] {
  const port = { type: 'han-port', kind: 'serial', line: '115200 8N1', dataRequest: 'both', host: '', port: '23' };
  const meter = { type: 'han-meter', country: 'auto', ...PLACE };
  return [
    { id: 'tab', type: 'tab' },
    { id: 'port', ...port, path },
    { id: 'nowhere', ...port, path: '/dev/does-not-exist' },
    { id: 'meter', name: 'home', connection: 'port', ...meter, wires: [['threshold', 'reading'], ['telegram']] },
    { id: 'other', name: 'other', connection: 'nowhere', ...meter, wires: [[], []] },
    { ...threshold({ limit: '1500', load: '10', actAfter: '0.3', goBackAfter: '0.3' }), ...PLACE, wires: [['lamp']] },
    { id: 'catch', type: 'catch', scope: null, ...PLACE, wires: [['problem']] },
    { id: 'watch', type: 'status', scope: ['meter'], ...PLACE, wires: [['status']] },
    ...['reading', 'telegram', 'lamp', 'problem', 'status'].flatMap((name) => probe('tab', name)),
  ];
}

for (const version of VERSIONS) {
  describe(`a P1 cable at ${version.name}`, function () {
    this.timeout(40_000);
    let folder: string;
    let pty: Pty;
    let house: House;
    let nodeRed: NodeRed;

    before(async function () {
      needsNodeRed(this, version);
      needs(this, 'socat', programAt('socat'));
      folder = mkdtempSync(join(tmpdir(), 'smart-meter-pty-'));
      pty = await Pty.open(join(folder, 'ttyUSB0'));
      house = new House((bytes) => pty.write(bytes));
      nodeRed = await startNodeRed({ version, flows: flowFor(pty.path) });
    });
    after(async () => {
      house?.close();
      await nodeRed?.stop();
      await pty?.unplug();
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    });

    const lamp = (on: boolean) => async () => (await lastSeen(nodeRed, 'lamp'))?.payload === on;
    const status = (text: string) => async () => (await lastSeen(nodeRed, 'status'))?.status.text === text;
    const problems = async (name: string) =>
      (await seen(nodeRed, 'problem')).filter(({ error }) => error.source.name === name).map(({ error }) => error.code);

    async function readsOn(): Promise<void> {
      const before = (await lastSeen(nodeRed, 'reading'))?.payload.timestamp ?? '';
      await eventually(async () => (await lastSeen(nodeRed, 'reading'))!.payload.timestamp > before, 15_000);
    }

    it('brings readings, through noise and in any pieces', async () => {
      const reading = await eventually(() => lastSeen(nodeRed, 'reading'), 10_000);
      assert.equal(reading.topic, 'home');
      assert.equal(reading.payload.meter.country, 'NL');
      assert.ok(reading.payload.power.import < 1500);
      await readsOn();
      assert.deepEqual(await problems('home'), []);
      const telegram = await lastSeen(nodeRed, 'telegram');
      assert.match(Buffer.from(telegram!.payload.data).toString('latin1'), /^\/[\s\S]*\r\n![0-9A-F]{4}\r\n$/);
    });

    it('switches a lamp off while the kettle boils', async () => {
      await eventually(lamp(true), 10_000);
      house.kettle(true);
      await eventually(lamp(false), 10_000);
      assert.match((await lastSeen(nodeRed, 'lamp'))!.reason, /^\d+ W > 1500 W/);
      await eventually(async () => /^\d{4} W$/.test((await lastSeen(nodeRed, 'status'))!.status.text), 10_000);
      house.kettle(false);
      await eventually(lamp(true), 10_000);
    });

    it('says which port is not there', async () => {
      await eventually(async () => (await problems('other')).includes('no-port'), 10_000);
      const problem = (await seen(nodeRed, 'problem')).find(({ error }) => error.source.name === 'other');
      assert.match(problem!.error.message, /There is no port \/dev\/does-not-exist\./);
    });

    it('says when the cable is pulled, and reads on when it is back', async () => {
      await pty.unplug();
      await eventually(async () => (await problems('home')).includes('disconnected'), 10_000);
      await eventually(async () => (await problems('home')).includes('no-port'), 10_000);
      await eventually(status('no such port'), 10_000);
      pty = await Pty.open(pty.path);
      await readsOn();
    });

    for (const type of ['full', 'nodes'] as const) {
      it(`reads on after a deploy of ${type}`, async () => {
        const flows = flowFor(pty.path);
        flows.find(({ id }) => id === 'meter')!.name = `home ${type}`;
        await nodeRed.deploy(flows, type);
        await eventually(async () => (await lastSeen(nodeRed, 'reading'))?.topic === `home ${type}`, 10_000);
        await readsOn();
        assert.deepEqual(await problems(`home ${type}`), []);
      });
    }

    it('says when another program holds the port, and reads on when that lets go', async () => {
      const flows = flowFor(pty.path);
      await nodeRed.deploy(flows.filter(({ type }) => type !== 'han-meter'));
      const program = new SerialPort({ path: pty.path, baudRate: 115200, autoOpen: false });
      await new Promise<void>((resolve, reject) => program.open((error) => (error ? reject(error) : resolve())));
      try {
        program.resume();
        await nodeRed.deploy(flows);
        await eventually(async () => (await problems('home')).includes('port-busy'), 10_000);
        await eventually(status('port is busy'), 10_000);
      } finally {
        await new Promise((resolve) => program.close(resolve));
      }
      await readsOn();
    });

    it('lives to the end, and ends well', async () => {
      assert.ok(nodeRed.lives);
      assert.deepEqual(nodeRed.errors, []);
      assert.equal(await nodeRed.stop(), 0);
    });
  });
}
