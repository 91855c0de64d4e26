import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../nodes/eventually';
import type { FlowNode } from '../nodes/flow-node';
import { InTheAir } from '../nodes/radio-telegrams';
import { end, start } from './children';
import { freePort } from './free-port';
import { type NodeRed, needsNodeRed, startNodeRed } from './node-red';
import { entrance, lastSeen, probe, type Seen, seen } from './probe';
import { NODE_RED_4, needs, programAt } from './requirements';

/*
 * Telegrams through a real broker, as bridges send them: bytes of one meter, hexadecimal digits of another, what radio
 * receivers publish of others.
 */

const PLACE = { z: 'tab', x: 0, y: 0 };

const BROKER = {
  ...{ id: 'broker', type: 'mqtt-broker', name: '', broker: '127.0.0.1', clientid: '', autoConnect: true },
  ...{ usetls: false, protocolVersion: '4', keepalive: '60', cleansession: true, autoUnsubscribe: true },
};

/** A simulated meter whose telegrams go to the topic `meters/${meter}`, each made by `encode` before. */
function published(meter: string, encode: string): FlowNode[] {
  const topic = `meters/${meter}`;
  return [
    { id: meter, type: 'han-simulator', name: meter, meter, speed: '10', ...PLACE, wires: [[`${meter}-encode`]] },
    { id: `${meter}-encode`, type: 'function', func: encode, outputs: 1, ...PLACE, wires: [[`${meter}-out`]] },
    { id: `${meter}-out`, type: 'mqtt out', topic, qos: '0', retain: 'true', broker: 'broker', ...PLACE, wires: [] },
  ];
}

function flowFor(port: number): FlowNode[] {
  const subscribed = { topic: 'meters/+', qos: '0', datatype: 'buffer', broker: 'broker', nl: false, rap: true, rh: 0 };
  return [
    { id: 'tab', type: 'tab' },
    { ...BROKER, port: String(port) },
    { id: 'keys', type: 'han-keys', name: '', meter: '', simulated: true },
    ...published('no-kamstrup', 'return msg;'),
    ...published('dk-kamstrup', "msg.payload = msg.payload.toString('hex'); return msg;"),
    { id: 'in', type: 'mqtt in', ...subscribed, inputs: 0, ...PLACE, wires: [['meter']] },
    { id: 'meter', type: 'han-meter', name: '', connection: '', country: 'NO', ...PLACE, wires: [['reading'], []] },
    { id: 'catch', type: 'catch', scope: null, ...PLACE, wires: [['problem']] },
    ...entrance('tab', 'publish', ['out']),
    { id: 'out', type: 'mqtt out', topic: '', qos: '0', retain: '', broker: 'broker', ...PLACE, wires: [] },
    {
      ...subscribed,
      id: 'air',
      type: 'mqtt in',
      topic: 'air/#',
      datatype: 'auto-detect',
      ...PLACE,
      wires: [['radio']],
    },
    {
      id: 'radio',
      type: 'han-meter',
      connection: '',
      receiver: 'auto',
      country: 'auto',
      ...PLACE,
      wires: [['heard'], []],
    },
    ...['reading', 'problem', 'heard'].flatMap((name) => probe('tab', name)),
  ];
}

describe('telegrams over Mosquitto', function () {
  this.timeout(40_000);
  let folder: string;
  let broker: ReturnType<typeof start> | undefined;
  let nodeRed: NodeRed;

  before(async function () {
    needsNodeRed(this, NODE_RED_4);
    const program = programAt('mosquitto');
    needs(this, 'mosquitto', program);
    folder = await mkdtemp(join(tmpdir(), 'han-mqtt-'));
    const port = await freePort();
    await writeFile(join(folder, 'mosquitto.conf'), `listener ${port} 127.0.0.1\nallow_anonymous true\n`);
    broker = start(program!, ['-c', join(folder, 'mosquitto.conf')]);
    await eventually(() => listens(port), 10_000);
    nodeRed = await startNodeRed({ version: NODE_RED_4, flows: flowFor(port) });
  });
  after(async () => {
    await nodeRed?.stop();
    if (broker !== undefined) await end(broker, 'SIGTERM');
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  it('of two meters, in bytes and in digits, clear and encrypted, become readings that keep their topics', async () => {
    const topics = async () => new Set((await seen(nodeRed, 'reading')).map(({ topic }) => topic));
    await eventually(async () => (await topics()).size === 2, 20_000);
    const readings = await seen(nodeRed, 'reading');
    const of = (topic: string) => readings.find((reading) => reading.topic === topic)!;
    assert.equal(of('meters/no-kamstrup').payload.meter.manufacturer, 'KAM');
    assert.equal(of('meters/no-kamstrup').security, undefined);
    assert.equal(of('meters/dk-kamstrup').security.authenticated, true);
    assert.ok(of('meters/dk-kamstrup').payload.power.import >= 0);
    assert.equal(await lastSeen(nodeRed, 'problem'), undefined);
  });

  for (const [bridge, receiver] of [
    ['an ESP bridge, in digits', 'hex'],
    ['rtl_433, in JSON', 'rtl-433'],
  ] as const) {
    it(`of a meter that is heard by ${bridge}, become readings, among those of neighbours`, async () => {
      const topic = `air/${receiver}`;
      const home = new InTheAir('pl-gama350-radio', receiver, { seed: 1 });
      const neighbour = new InTheAir('pl-gama350-radio', receiver, { seed: 2, activated: false });
      for (const meter of [neighbour, home, neighbour, home]) {
        await nodeRed.post('/publish', { topic, payload: meter.line() });
      }
      const readings = async () => (await seen(nodeRed, 'heard')).filter((message) => message.topic === topic);
      await eventually(async () => (await readings()).length === 2, 10_000);
      const [{ payload, frame, security }] = (await readings()) as [Seen];
      assert.deepEqual([payload.meter.id, payload.meter.manufacturer], [home.number, 'EGM']);
      assert.deepEqual([frame.link, frame.encrypted, security.authenticated], ['wmbus', false, false]);
      assert.ok(payload.energy.import > 0 && payload.power.import >= 0);
      assert.equal(await lastSeen(nodeRed, 'problem'), undefined);
    });
  }
});

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
