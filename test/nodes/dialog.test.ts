import assert from 'node:assert/strict';
import helper from 'node-red-node-test-helper';
import { DIALECTS } from '../../src/base/receivers';
import { METERS } from '../../src/simulator/meters';
import { TEST_KEYS } from '../../src/simulator/test-keys';
import { Bridge } from '../e2e/bridge';
import { eventually } from './eventually';
import { arrived, deploy, receive, useNodeRed } from './flow';
import { InTheAir } from './radio-telegrams';
import { TELEGRAM } from './telegrams';
import { threshold } from './threshold-node';

describe('what the dialog of power threshold asks', () => {
  useNodeRed();

  const METER = { id: 'meter', type: 'han-meter', connection: '', country: 'auto', wires: [['out'], []] };
  const OUT = { id: 'out', type: 'sink' };

  async function values(nodes: string): Promise<{ path: string; value: number; unit: string }[]> {
    return (await helper.request().get('/smart-meter/values').query({ nodes }).expect(200)).body;
  }

  async function rule(settings: Record<string, unknown>): Promise<Record<string, unknown>> {
    const { wires: _wires, id: _id, type: _type, ...stored } = threshold(settings);
    return (await helper.request().get('/smart-meter/rule').query(stored).expect(200)).body;
  }

  it('is which numbers the nodes before it sent last', async () => {
    await deploy(METER, OUT);
    assert.deepEqual(await values('meter'), []);
    receive('meter', { payload: TELEGRAM });
    await eventually(() => arrived().length === 1, 2000);
    const { power, subMeters } = arrived()[0]!.payload;
    const all = await values('other,meter');
    const at = (path: string) => all.find((value) => value.path === path);
    assert.deepEqual(at('power.import'), { path: 'power.import', value: power.import, unit: 'W' });
    assert.deepEqual(at('power.net'), { path: 'power.net', value: power.net, unit: 'W' });
    assert.equal(at('phases.L1.voltage')!.unit, 'V');
    assert.equal(at('subMeters[0].value')!.value, subMeters[0].value);
    assert.equal(at('timestamp'), undefined);
    assert.deepEqual(await values(''), []);
    assert.deepEqual(await values('other'), []);
  });

  it('forgets a node that is gone', async () => {
    await deploy(METER, OUT);
    receive('meter', { payload: TELEGRAM });
    await eventually(() => arrived().length === 1, 2000);
    await helper.clearFlows();
    assert.deepEqual(await values('meter'), []);
  });

  it('is what the sentence comes to', async () => {
    await deploy(threshold(), OUT);
    const { rule: limit, unit } = (await rule({})) as { rule: Record<string, unknown>; unit: string };
    assert.deepEqual([limit.actAt, limit.goBackAt, limit.silence, limit.failSafe, unit], [4000, 1800, 0, 'on', 'W']);
    const { rule: surplus } = (await rule({ goal: 'surplus' })) as { rule: Record<string, unknown> };
    assert.deepEqual([surplus.actAt, surplus.goBackAt], [-2100, 100]);
    assert.equal((await rule({ load: '4000' })).warning, 'load-exceeds-limit');
    assert.equal((await rule({ load: '' })).missing, 'load');
    assert.equal((await rule({ goal: 'custom' })).missing, 'onAt');
    assert.equal((await rule({ watch: 'payload', watchType: 'msg' })).unit, '');
  });

  it('is nothing where it makes no sense', async () => {
    await deploy(threshold(), OUT);
    for (const goal of ['', 'toString', '__proto__', 'other']) assert.equal((await rule({ goal })).rule, undefined);
    await helper.request().get('/smart-meter/rule?goal=limit&goal=signal&limit[x]=1&load[]=2').expect(200);
    await helper.request().get('/smart-meter/rule').expect(200);
    await helper.request().get('/smart-meter/values?nodes[]=1&nodes[]=2').expect(200);
  });
});

describe('what the dialogs of connections and simulated meters ask', () => {
  useNodeRed();

  it('is which meters there are, and which of them need keys', async () => {
    await deploy();
    const { body } = await helper.request().get('/smart-meter/meters').expect(200);
    assert.deepEqual(
      body.map(({ id, encrypted }: { id: string; encrypted: boolean }) => [id, encrypted]),
      METERS.map(({ id, keys }) => [id, keys !== undefined]),
    );
  });

  it('is which receivers there are, with the line setting of those that have one', async () => {
    await deploy();
    const { body } = await helper.request().get('/smart-meter/receivers').expect(200);
    assert.deepEqual(
      body.map(({ dialect }: { dialect: string }) => dialect),
      DIALECTS,
    );
    const lines = new Map(body.map(({ dialect, line }: Record<string, string>) => [dialect, line]));
    assert.deepEqual(
      ['im871a', 'cul', 'hex'].map((dialect) => lines.get(dialect)),
      ['57600 8N1', '38400 8N1', undefined],
    );
  });
});

describe('what dialogs ask of a radio receiver', () => {
  useNodeRed();

  async function heard(body: object): Promise<{ meters: Record<string, unknown>[]; error?: { code: string } }> {
    return (await helper.request().post('/smart-meter/heard').send(body).expect(200)).body;
  }

  it('is which meters it hears, before it is deployed, and which of them are the user’s', async () => {
    const bridge = await Bridge.open();
    try {
      await deploy();
      const connection = { kind: 'tcp', host: ' 127.0.0.1', port: String(bridge.port), talk: 'radio', receiver: 'cul' };
      const mine = new InTheAir('pl-amiplus');
      const keys = [{ encryption: TEST_KEYS.encryption, meter: mine.number }];
      const [meter] = await eventually(async () => {
        bridge.write(mine.next());
        const { meters } = await heard({ connection, keys });
        return meters.length > 0 && meters;
      }, 8000);
      assert.deepEqual([meter!.id, meter!.manufacturer, meter!.yours], [mine.number, 'APA', true]);
      const place = { kind: 'tcp', host: '127.0.0.1', port: String(bridge.port) };
      await helper.request().delete('/smart-meter/heard').query(place).expect(200);
      await eventually(() => bridge.clients === 0, 4000);
    } finally {
      await bridge.close();
    }
  });

  it('is which are the user’s by the keys that are deployed', async () => {
    const bridge = await Bridge.open();
    try {
      const credentials = { encryption: TEST_KEYS.encryption };
      await deploy({ id: 'keys', type: 'han-keys', name: '', meter: '', credentials });
      const connection = { kind: 'tcp', host: '127.0.0.1', port: String(bridge.port), receiver: 'auto' };
      const mine = new InTheAir('pl-amiplus');
      await eventually(async () => {
        bridge.write(mine.next());
        return (await heard({ connection })).meters[0]?.yours === true;
      }, 8000);
      await helper.request().delete('/smart-meter/heard').query(connection).expect(200);
      await eventually(() => bridge.clients === 0, 4000);
    } finally {
      await bridge.close();
    }
  });

  it('is nothing where it makes no sense', async () => {
    await deploy();
    for (const body of [{}, { connection: null }, { connection: 5 }, { connection: [] }, { keys: [null, 5, {}] }]) {
      assert.deepEqual((await heard(body)).meters, []);
    }
    const nowhere = { kind: 'serial', path: '/dev/does-not-exist', line: { of: 'poetry' }, receiver: '__proto__' };
    const keys = [null, 5, 'x', { encryption: 7 }, { encryption: 'x', meter: {} }];
    const error = await eventually(async () => (await heard({ connection: nowhere, keys })).error, 4000);
    assert.equal(error.code, 'unsupported');
    await helper.request().post('/smart-meter/heard').expect(200);
    await helper.request().delete('/smart-meter/heard?path[]=1&kind[x]=2').expect(200);
    await helper.request().delete('/smart-meter/heard').query({ path: nowhere.path }).expect(200);
    await helper.request().delete('/smart-meter/heard').expect(200);
  });
});
