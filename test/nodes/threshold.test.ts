import assert from 'node:assert/strict';
import { setTimeout as passed } from 'node:timers/promises';
import helper from 'node-red-node-test-helper';
import { eventually } from './eventually';
import { arrived, deploy, receive, statuses, statusText, useNodeRed } from './flow';
import { importing, threshold } from './threshold-node';

const OUT = { id: 'out', type: 'sink' };
const CATCH = { id: 'catch-all', type: 'catch', wires: [['caught']] };
const CAUGHT = { id: 'caught', type: 'sink' };
const COMPLETE = { id: 'completes', type: 'complete', scope: ['threshold'], wires: [['completed']] };
const COMPLETED = { id: 'completed', type: 'sink' };

/** What was sent, after all these messages have been worked off. */
async function outputsOf(messages: readonly object[]): Promise<unknown[]> {
  for (const message of messages) receive('threshold', message);
  await eventually(() => arrived('completed').length === messages.length, 2000);
  return arrived().map(({ payload }) => payload);
}

describe('power threshold', () => {
  useNodeRed();

  it('sends its first decision with the message, the reason and the reading', async () => {
    await deploy(threshold(), OUT);
    receive('threshold', { ...importing(4500), other: 1 });
    await eventually(() => arrived().length === 1, 2000);
    const { payload, reason, reading, topic, other } = arrived()[0]!;
    assert.deepEqual([payload, topic, other], [false, 'home', 1]);
    assert.deepEqual(reading, importing(4500).payload);
    assert.match(reason, /reason\.start$/);
  });

  it('says why', async () => {
    await deploy(threshold(), OUT, COMPLETE, COMPLETED);
    await outputsOf([3000, 4500, 4600, 1700].map(importing));
    assert.deepEqual(
      arrived()
        .slice(1)
        .map(({ reason }) => reason),
      ['4500 W > 4000 W', '1700 W < 1800 W'],
    );
  });

  const net = { watch: 'power.net' };
  const goals: readonly [string, Record<string, unknown>, number[], boolean[]][] = [
    ['limit', {}, [3000, 4100, 3000, 1900, 1700], [true, false, true]],
    ['surplus', { goal: 'surplus', ...net }, [0, -2000, -2200, 50, 200], [false, true, false]],
    ['signal', { goal: 'signal' }, [0, 4100, 3900, 3700], [false, true, false]],
    ['custom, on above', { goal: 'custom', onAt: '500', offAt: '100' }, [300, 600, 300, 50], [false, true, false]],
    ['custom, on below', { goal: 'custom', onAt: '100', offAt: '500' }, [300, 50, 300, 600], [false, true, false]],
  ];
  for (const [goal, settings, values, decisions] of goals) {
    it(`decides by its goal: ${goal}`, async () => {
      await deploy(threshold(settings), OUT, COMPLETE, COMPLETED);
      assert.deepEqual(await outputsOf(values.map(importing)), decisions);
    });
  }

  const formats: readonly [Record<string, unknown>, unknown, unknown][] = [
    [{ format: 'boolean' }, true, false],
    [{ format: 'onoff' }, 'on', 'off'],
    [{ format: 'ONOFF' }, 'ON', 'OFF'],
    [
      { format: 'home-assistant', entities: 'switch.boiler, light.hall' },
      { action: 'homeassistant.turn_on', target: { entity_id: ['switch.boiler', 'light.hall'] } },
      { action: 'homeassistant.turn_off', target: { entity_id: ['switch.boiler', 'light.hall'] } },
    ],
    [
      { format: 'custom', onPayload: '{"power":1}', onPayloadType: 'json', offPayload: '0', offPayloadType: 'num' },
      { power: 1 },
      0,
    ],
  ];
  for (const [settings, on, off] of formats) {
    it(`says it as ${JSON.stringify(settings)}`, async () => {
      await deploy(threshold(settings), OUT, COMPLETE, COMPLETED);
      assert.deepEqual(await outputsOf([importing(100), importing(5000)]), [on, off]);
    });
  }

  it('sends an object that belongs to the message alone', async () => {
    const custom = { format: 'custom', onPayload: '{"power":1}', onPayloadType: 'json', offPayloadType: 'str' };
    await deploy(threshold({ ...custom, repeat: '0.05' }), OUT);
    receive('threshold', importing(100));
    const [first] = await eventually(() => arrived().length === 1 && arrived(), 2000);
    first!.payload.power = 'broken';
    await eventually(() => arrived().length > 1, 2000);
    assert.deepEqual(arrived().at(-1)!.payload, { power: 1 });
  });

  it('lets messages without the value pass by, silently', async () => {
    await deploy(threshold(), OUT, COMPLETE, COMPLETED, CATCH, CAUGHT);
    const payloads = [undefined, null, 1, 'x', {}, [], { power: {} }, { power: null }, { power: { import: null } }];
    const values = ['', 'much', true, {}, [1, 2], Number.NaN].map((value) => ({ power: { import: value } }));
    assert.deepEqual(await outputsOf([...payloads, ...values].map((payload) => ({ payload }))), []);
    assert.deepEqual(arrived('caught'), []);
    assert.deepEqual(statuses('threshold'), []);
  });

  it('reads a number that is text', async () => {
    await deploy(threshold({ watch: 'payload', watchType: 'msg' }), OUT, COMPLETE, COMPLETED);
    assert.deepEqual(await outputsOf([{ payload: '4500.5' }]), [false]);
    assert.equal(arrived()[0]!.reading, undefined);
  });

  it('lets a path that is none be known', async () => {
    await deploy(threshold({ watch: 'power..import' }), OUT, CATCH, CAUGHT);
    receive('threshold', importing(4500));
    await eventually(() => arrived('caught').length === 1, 2000);
    assert.equal(arrived('caught')[0]!.error.code, 'bad-setting');
  });

  it('keeps its state where many messages come at once', async () => {
    await deploy(threshold(), OUT, COMPLETE, COMPLETED);
    assert.deepEqual(await outputsOf([4500, 4500, 4500, 100, 100, 4500].map(importing)), [false, true, false]);
  });

  it('takes the limit from the message', async () => {
    await deploy(threshold({ limit: 'limit', limitType: 'msg' }), OUT, COMPLETE, COMPLETED, CATCH, CAUGHT);
    const outputs = await outputsOf([
      { ...importing(3000), limit: 4000 },
      { ...importing(3000), limit: '2500' },
      { ...importing(100), limit: 2500 },
    ]);
    assert.deepEqual(outputs, [true, false, true]);
    assert.equal(arrived()[1]!.reason, '3000 W > 2500 W');
  });

  it('takes the limit from the context of the flow', async () => {
    await deploy(threshold({ limit: 'limit', limitType: 'flow' }), OUT, COMPLETE, COMPLETED);
    helper.getNode('threshold').context().flow.set('limit', 2500);
    assert.deepEqual(await outputsOf([importing(3000)]), [false]);
  });

  it('takes the limit from an expression', async () => {
    await deploy(threshold({ limit: '$number(limit) * 1000', limitType: 'jsonata' }), OUT, COMPLETE, COMPLETED);
    assert.deepEqual(await outputsOf([{ ...importing(3000), limit: '2.5' }]), [false]);
  });

  const incomplete: readonly [Record<string, unknown>, string][] = [
    [{ limit: '' }, 'limit'],
    [{ limit: 'high' }, 'limit'],
    [{ limit: 'limit', limitType: 'msg' }, 'limit'],
    [{ limit: '$nonsense(', limitType: 'jsonata' }, 'limit'],
    [{ load: '' }, 'load'],
    [{ load: '-5' }, 'load'],
    [{ format: 'custom', onPayload: '{', onPayloadType: 'json' }, 'onPayload'],
    [{ goal: 'custom' }, 'onAt'],
    [{ goal: 'custom', onAt: '1', offAt: 'x' }, 'offAt'],
  ];
  for (const [settings, setting] of incomplete) {
    it(`says what is missing: ${JSON.stringify(settings)}`, async () => {
      await deploy(threshold(settings), OUT, CATCH, CAUGHT);
      receive('threshold', importing(5000));
      await eventually(() => arrived('caught').length === 1, 2000);
      const { error, payload } = arrived('caught')[0]!;
      assert.equal(error.code, 'bad-setting');
      assert.equal(error.cause.details.setting, setting);
      assert.deepEqual(payload, importing(5000).payload);
      assert.match(statusText('threshold')!, /status\.bad-setting$/);
      assert.deepEqual(arrived(), []);
    });
  }

  it('waits by itself as long as the sentence says', async () => {
    await deploy(threshold({ actAfter: '0.2' }), OUT, COMPLETE, COMPLETED);
    assert.deepEqual(await outputsOf([3000, 4500].map(importing)), [true]);
    await eventually(() => arrived().length === 2, 2000);
    const { payload, topic, reading, reason } = arrived()[1]!;
    assert.deepEqual([payload, topic, reading], [false, 'lamp', importing(4500).payload]);
    assert.match(reason, /^4500 W > 4000 W$|reason\.held$/);
  });

  it('goes to its safe side in silence', async () => {
    await deploy(threshold({ silence: '0.2' }), OUT, COMPLETE, COMPLETED);
    assert.deepEqual(await outputsOf([importing(4500)]), [false]);
    await eventually(() => arrived().length === 2, 2000);
    assert.equal(arrived()[1]!.payload, true);
    assert.match(arrived()[1]!.reason, /reason\.silent$/);
  });

  it('decides in silence where no value ever came', async () => {
    await deploy(threshold({ goal: 'surplus', silence: '0.1' }), OUT);
    await eventually(() => arrived().length === 1, 2000);
    assert.deepEqual([arrived()[0]!.payload, arrived()[0]!.topic], [false, 'lamp']);
  });

  it('repeats itself where the user wants that', async () => {
    await deploy(threshold({ repeat: '0.05' }), OUT);
    receive('threshold', importing(4500));
    await eventually(() => arrived().length >= 4, 2000);
    assert.deepEqual([...new Set(arrived().map(({ payload }) => payload))], [false]);
    assert.deepEqual(arrived()[3]!.reading, importing(4500).payload);
    assert.notEqual(arrived()[3]!.reading, arrived()[2]!.reading);
  });

  it('does not take a long time between repetitions for a short one', async () => {
    await deploy(threshold({ repeat: '9999999' }), OUT, COMPLETE, COMPLETED);
    await outputsOf([importing(4500), importing(4500)]);
    await passed(50);
    assert.equal(arrived().length, 1);
  });

  it('shows the output and the value', async () => {
    await deploy(threshold(), OUT);
    receive('threshold', importing(4500));
    await eventually(() => /status\.off · 4500 W$/.test(statusText('threshold') ?? ''), 2000);
    assert.deepEqual([statuses('threshold')[0]!.fill, statuses('threshold')[0]!.shape], ['grey', 'dot']);
    receive('threshold', importing(100));
    await eventually(() => /status\.on · 100 W$/.test(statusText('threshold') ?? ''), 2000);
    assert.equal(statuses('threshold').at(-1)!.fill, 'green');
  });
});
