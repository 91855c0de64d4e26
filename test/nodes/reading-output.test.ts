import assert from 'node:assert/strict';
import { decode } from '../../src/decode';
import { eventually } from './eventually';
import { arrived, deploy, receive, statuses, useNodeRed } from './flow';
import { TELEGRAM, telegrams } from './telegrams';

const METER = { id: 'node', type: 'han-meter', connection: '', country: 'auto', wires: [['out'], []] };
const PROFILE = { id: 'node', type: 'han-profile', country: 'NL', wires: [['out']] };
const OUT = { id: 'out', type: 'sink' };

const [decoded] = decode(TELEGRAM, { until: 'objects' });
assert.equal(decoded?.kind, 'telegram');
const { objects, meter } = decoded;
const power = objects.filter(({ obis }) => obis === '1-0:1.7.0');

describe('readings as they go out', () => {
  useNodeRed();

  it('are completed with what the meter sent before', async () => {
    await deploy({ ...PROFILE, content: 'all' }, OUT);
    receive('node', { payload: { meter, objects } });
    receive('node', { payload: { meter, objects: power } });
    await eventually(() => arrived().length === 2, 2000);
    const [whole, completed] = arrived().map(({ payload }) => payload);
    assert.deepEqual(completed.energy, whole.energy);
    assert.deepEqual(completed.fresh, ['power']);
    assert.equal(completed.age.energy, 0);
  });

  it('are left as they came where the user wants that', async () => {
    await deploy({ ...PROFILE, content: 'telegram' }, OUT);
    receive('node', { payload: { meter, objects } });
    receive('node', { payload: { meter, objects: power } });
    await eventually(() => arrived().length === 2, 2000);
    assert.equal(arrived()[1]!.payload.energy, undefined);
    assert.equal(typeof arrived()[1]!.payload.power.import, 'number');
  });

  it('can be changed by whoever gets them, and the next is whole', async () => {
    await deploy({ ...PROFILE, content: 'all' }, OUT);
    receive('node', { payload: { meter, objects } });
    await eventually(() => arrived().length === 1, 2000);
    const { energy } = structuredClone(arrived()[0]!.payload);
    arrived()[0]!.payload.energy.import = 'broken';
    receive('node', { payload: { meter, objects: power } });
    await eventually(() => arrived().length === 2, 2000);
    assert.deepEqual(arrived()[1]!.payload.energy, energy);
  });

  it('come as often as the user wants: the first at once, then the newest', async () => {
    await deploy({ ...METER, every: '0.3' }, OUT);
    for (const payload of telegrams(20)) receive('node', { payload });
    await eventually(() => arrived().length === 2, 2000);
    assert.deepEqual(
      arrived().map(({ payload }) => payload.timestamp.slice(17, 19)),
      ['00', '19'],
    );
    assert.ok(statuses('node').length <= 2);
  });

  for (const node of [METER, PROFILE]) {
    it(`come from each meter as often, out of ${node.type}`, async () => {
      await deploy({ ...node, every: '0.3' }, OUT);
      for (const second of [0, 1]) {
        for (const seed of [1, 2, 3]) {
          const telegram = telegrams(2, seed)[second]!;
          const [result] = decode(telegram, { until: 'objects' });
          receive('node', { topic: seed, payload: node === METER ? telegram : result });
        }
      }
      await eventually(() => arrived().length === 6, 2000);
      assert.deepEqual(
        arrived().map(({ topic }) => topic),
        [1, 2, 3, 1, 2, 3],
      );
    });
  }

  it('do not come all the faster for a very long interval', async () => {
    await deploy({ ...METER, every: '9999999' }, OUT);
    for (const payload of telegrams(3)) receive('node', { payload });
    receive('node', { topic: 'other', payload: telegrams(1, 2)[0] });
    await eventually(() => arrived().some(({ topic }) => topic === 'other'), 2000);
    assert.equal(arrived().length, 2);
  });

  it('take no country for one that the telegram tells', async () => {
    await deploy({ ...METER, country: null }, OUT);
    receive('node', { payload: TELEGRAM });
    await eventually(() => arrived().length === 1, 2000);
    assert.equal(arrived()[0]!.payload.meter.country, 'NL');
  });
});
