import assert from 'node:assert/strict';
import { eventually } from './eventually';
import { arrived, deploy, receive, statuses, statusText, useNodeRed } from './flow';
import { damaged, pieces, TELEGRAM, telegrams } from './telegrams';

const METER = { id: 'meter', type: 'han-meter', connection: '', country: 'auto', wires: [['readings'], ['others']] };
const SINKS = ['readings', 'others', 'caught', 'completed'].map((id) => ({ id, type: 'sink' }));
const CATCH = { id: 'catch-all', type: 'catch', wires: [['caught']] };
const COMPLETE = { id: 'completes', type: 'complete', scope: ['meter'], wires: [['completed']] };
const FLOW = [METER, ...SINKS, CATCH, COMPLETE];

describe('meter, from messages', () => {
  useNodeRed();

  it('sends the reading from output 1 and the telegram from output 2', async () => {
    await deploy(...FLOW);
    receive('meter', { topic: 'home', payload: TELEGRAM });
    await eventually(() => arrived('readings').length === 1 && arrived('others').length === 1, 2000);
    const [reading] = arrived('readings');
    assert.equal(reading!.topic, 'home');
    assert.equal(reading!.payload.timestamp, '2026-11-20T19:00:00+01:00');
    assert.equal(typeof reading!.payload.power.net, 'number');
    assert.equal(reading!.frame.check, 'ok');
    const [frame] = arrived('others');
    assert.equal(frame!.topic, 'home');
    assert.deepEqual(frame!.payload, TELEGRAM);
    assert.deepEqual(frame!.frame, reading!.frame);
  });

  it('shows the power', async () => {
    await deploy(...FLOW);
    receive('meter', { payload: TELEGRAM });
    await eventually(() => arrived('readings').length === 1, 2000);
    const { net } = arrived('readings')[0]!.payload.power;
    assert.deepEqual(statuses('meter').at(-1), { fill: 'green', shape: 'dot', text: `${net} W` });
  });

  it('reads a stream in pieces', async () => {
    await deploy(...FLOW);
    for (const payload of pieces(Buffer.concat(telegrams(5)), 333)) receive('meter', { payload });
    await eventually(() => arrived('readings').length === 5, 2000);
    assert.deepEqual(
      arrived('readings').map(({ payload }) => payload.timestamp.slice(17, 19)),
      ['00', '01', '02', '03', '04'],
    );
  });

  it('says what is wrong with a telegram, and reads the next', async () => {
    await deploy(...FLOW);
    receive('meter', { topic: 'home', payload: damaged(TELEGRAM) });
    await eventually(() => arrived('others').length === 1 && arrived('caught').length === 1, 2000);
    assert.equal(arrived('others')[0]!.payload.code, 'checksum');
    assert.equal(arrived('others')[0]!.topic, 'home');
    assert.equal(arrived('caught')[0]!.error.code, 'checksum');
    assert.equal(arrived('caught')[0]!.error.source.id, 'meter');
    assert.equal(arrived('caught')[0]!.topic, 'home');
    assert.deepEqual(statuses('meter').at(-1)!.fill, 'red');
    assert.match(statusText('meter')!, /status\.checksum$/);
    receive('meter', { topic: 'home', payload: TELEGRAM });
    await eventually(() => arrived('readings').length === 1, 2000);
    await eventually(() => statuses('meter').at(-1)!.fill === 'green', 3000);
  });

  it('tells Catch nodes once of a thousand damaged telegrams, and sends each from output 2', async () => {
    await deploy(...FLOW);
    for (let i = 0; i < 1000; i++) receive('meter', { payload: damaged(TELEGRAM) });
    await eventually(() => arrived('completed').length === 1000, 8000);
    assert.equal(arrived('caught').length, 1);
    assert.equal(arrived('others').length, 1000);
    assert.ok(statuses('meter').length < 10, `${statuses('meter').length} statuses`);
  });

  it('tells of each kind of problem', async () => {
    await deploy(...FLOW);
    for (const payload of [damaged(TELEGRAM), 42, damaged(TELEGRAM), 43]) receive('meter', { payload });
    await eventually(() => arrived('completed').length === 4, 2000);
    assert.deepEqual(
      arrived('caught').map(({ error }) => error.code),
      ['checksum', 'not-bytes'],
    );
  });

  it('completes each message once', async () => {
    await deploy(...FLOW);
    const payloads = [TELEGRAM, damaged(TELEGRAM), 42, null, Buffer.alloc(0), TELEGRAM.subarray(0, 10), 'noise'];
    for (const [i, payload] of payloads.entries()) receive('meter', { _msgid: `m${i}`, payload });
    receive('meter', { _msgid: 'last', payload: TELEGRAM });
    await eventually(() => arrived('completed').some(({ _msgid }) => _msgid === 'last'), 2000);
    assert.deepEqual(
      arrived('completed')
        .map(({ _msgid }) => _msgid)
        .sort(),
      ['last', ...payloads.map((_, i) => `m${i}`)],
    );
  });

  it('says when a connection that was chosen is not there', async () => {
    await deploy({ ...METER, connection: 'gone' }, ...SINKS, CATCH);
    await eventually(() => /status\.no-connection$/.test(statusText('meter') ?? ''), 2000);
    receive('meter', { payload: TELEGRAM });
    await eventually(() => arrived('caught').length === 1, 2000);
    assert.equal(arrived('caught')[0]!.error.code, 'input-unused');
  });
});
