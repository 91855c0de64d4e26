import assert from 'node:assert/strict';
import fc from 'fast-check';
import { eventually } from './eventually';
import { arrived, deploy, receive, statusText, useNodeRed } from './flow';
import { damaged, TELEGRAM, telegrams } from './telegrams';

const OUT = { id: 'out', type: 'sink' };
const CATCH = { id: 'catch', type: 'catch', wires: [['caught']] };
const CAUGHT = { id: 'caught', type: 'sink' };
const COMPLETE = { id: 'completes', type: 'complete', scope: ['profile'], wires: [['completed']] };
const COMPLETED = { id: 'completed', type: 'sink' };
const FRAMES = { id: 'frames', type: 'han-frames', wires: [['decode']] };
const DECODE = { id: 'decode', type: 'han-decode', wires: [['objects', 'profile']] };
const OBJECTS = { id: 'objects', type: 'sink' };
const PROFILE = { id: 'profile', type: 'han-profile', country: 'auto', wires: [['out']] };

/** Objects that look like some, and have anything in them. */
const SOMETHING = fc.oneof(
  fc.anything(),
  fc.record(
    {
      obis: fc.oneof(
        fc.anything(),
        fc.constantFrom('0-0:1.0.0', '1-0:1.7.0', '0-1:24.2.1', '1-0:99.97.0', '0-0:96.13.0'),
      ),
      name: fc.oneof(fc.anything(), fc.constantFrom('subMeterType', 'subMeterReading')),
      value: fc.oneof(fc.anything(), fc.double(), fc.constant(3)),
      unit: fc.oneof(fc.anything(), fc.constantFrom('kW', 'm3')),
      timestamp: fc.anything(),
      entries: fc.oneof(fc.anything(), fc.array(fc.record({ timestamp: fc.string(), value: fc.integer() }))),
    },
    { requiredKeys: [] },
  ),
);

describe('decode', () => {
  useNodeRed();

  it('turns a frame into objects and leaves topic and frame on the message', async () => {
    await deploy(FRAMES, { ...DECODE, wires: [['objects']] }, OBJECTS);
    receive('frames', { topic: 'home', payload: TELEGRAM });
    const [message] = await eventually(() => arrived('objects').length === 1 && arrived('objects'), 2000);
    const { meter, time, objects } = message!.payload;
    assert.equal(message!.topic, 'home');
    assert.equal(message!.frame.check, 'ok');
    assert.ok(message!.frame.receivedAt);
    assert.match(meter.id, /^E0099\d{12}$/);
    assert.equal(time.local, '2026-11-20T19:00:00');
    const power = objects.find(({ obis }: { obis: string }) => obis === '1-0:1.7.0');
    assert.deepEqual([typeof power.value, power.unit], ['number', 'kW']);
    assert.match(statusText('decode')!, /status\.objects$/);
  });

  it('holds plain data, so that the message can go anywhere', async () => {
    await deploy({ ...DECODE, wires: [['objects']] }, OBJECTS);
    receive('decode', { payload: TELEGRAM });
    const [message] = await eventually(() => arrived('objects').length === 1 && arrived('objects'), 2000);
    assert.deepEqual(JSON.parse(JSON.stringify(message!.payload)), message!.payload);
  });

  it('checks the bytes anew', async () => {
    await deploy({ ...DECODE, wires: [['objects']] }, OBJECTS, CATCH, CAUGHT);
    receive('decode', { payload: damaged(TELEGRAM), frame: { check: 'ok' } });
    await eventually(() => arrived('caught').length === 1, 2000);
    assert.equal(arrived('caught')[0]!.error.code, 'checksum');
    assert.equal(arrived('objects').length, 0);
  });

  for (const payload of [undefined, null, 42, true, '', 'hello', Buffer.alloc(0), {}, { power: { net: 1 } }]) {
    it(`says that ${JSON.stringify(payload)} is no frame`, async () => {
      await deploy(DECODE, CATCH, CAUGHT);
      receive('decode', { payload });
      await eventually(() => arrived('caught').length === 1, 2000);
      assert.equal(arrived('caught')[0]!.error.code, 'not-a-frame');
      assert.match(statusText('decode')!, /status\.not-a-frame$/);
    });
  }
});

describe('country profile', () => {
  useNodeRed();

  it('makes the same reading in five nodes as meter does in one', async () => {
    await deploy(
      FRAMES,
      DECODE,
      OBJECTS,
      PROFILE,
      OUT,
      {
        ...{ id: 'meter', type: 'han-meter', country: 'auto' },
        wires: [['reading'], []],
      },
      { id: 'reading', type: 'sink' },
    );
    for (const payload of telegrams(3)) {
      receive('frames', { payload });
      receive('meter', { payload });
    }
    await eventually(() => arrived().length === 3 && arrived('reading').length === 3, 2000);
    assert.deepEqual(
      arrived().map(({ payload }) => payload),
      arrived('reading').map(({ payload }) => payload),
    );
    const { payload } = arrived()[0]!;
    assert.equal(payload.timestamp, '2026-11-20T19:00:00+01:00');
    assert.equal(payload.meter.country, 'NL');
    assert.equal(statusText('profile'), `${payload.power.net} W`);
  });

  it('takes the country that the user chose', async () => {
    await deploy(DECODE, OBJECTS, { ...PROFILE, country: 'NL' }, OUT);
    receive('decode', { payload: TELEGRAM });
    await eventually(() => arrived().length === 1, 2000);
    assert.equal(arrived()[0]!.payload.meter.country, 'NL');
  });

  const undecoded: readonly [string, unknown][] = [
    ['a telegram', TELEGRAM],
    ['a number', 1],
    ['nothing', undefined],
    ['objects that are no list', { objects: 'many' }],
  ];
  for (const [what, payload] of undecoded) {
    it(`says that ${what} is not decoded`, async () => {
      await deploy(PROFILE, OUT, CATCH, CAUGHT);
      receive('profile', { payload });
      await eventually(() => arrived('caught').length === 1, 2000);
      assert.equal(arrived('caught')[0]!.error.code, 'not-objects');
      assert.match(arrived('caught')[0]!.error.message, /error\.not-objects$/);
      assert.match(statusText('profile')!, /status\.not-objects$/);
    });
  }

  it('takes a list that anyone made, or says what is wrong with it', async () => {
    await deploy(PROFILE, OUT, CATCH, CAUGHT, COMPLETE, COMPLETED);
    const lists = fc.sample(fc.array(SOMETHING, { maxLength: 4 }), { numRuns: 500, seed: 1 });
    for (const objects of lists) {
      receive('profile', { payload: { meter: objects[0], time: { local: objects[1] }, objects }, frame: objects[2] });
    }
    await eventually(() => arrived('completed').length === lists.length, 5000);
    const codes = new Set(arrived('caught').map(({ error }) => error.code));
    assert.deepEqual([...codes].sort(), ['no-country', 'not-objects']);
    assert.equal(arrived('caught').length, 2);
  });

  it('asks for the country where the telegram does not tell it', async () => {
    await deploy(PROFILE, OUT, CATCH, CAUGHT);
    receive('profile', { payload: { objects: [] } });
    await eventually(() => arrived('caught').length === 1, 2000);
    assert.equal(arrived('caught')[0]!.error.code, 'no-country');
    assert.match(statusText('profile')!, /status\.no-country$/);
  });
});
