import assert from 'node:assert/strict';
import helper from 'node-red-node-test-helper';
import { METERS } from '../../src/simulator/meters';
import { eventually } from './eventually';
import { arrived, deploy, receive, useNodeRed } from './flow';
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
});
