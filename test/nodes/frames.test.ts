import assert from 'node:assert/strict';
import { eventually } from './eventually';
import { arrived, deploy, receive, statusText, useNodeRed } from './flow';
import { damaged, pieces, TELEGRAM, telegrams } from './telegrams';

const FRAMES = { id: 'frames', type: 'han-frames', wires: [['out']] };
const OUT = { id: 'out', type: 'sink' };
const CATCH = { id: 'catch', type: 'catch', wires: [['caught']] };
const CAUGHT = { id: 'caught', type: 'sink' };

describe('from MQTT / TCP', () => {
  useNodeRed();

  const forms: readonly [string, unknown][] = [
    ['a Buffer', TELEGRAM],
    ['an array of bytes', [...TELEGRAM]],
    ['hexadecimal digits', TELEGRAM.toString('hex')],
    ['digits as a tool prints them', TELEGRAM.toString('hex').replaceAll(/../g, '$& ').toUpperCase()],
    ['the telegram as text', TELEGRAM.toString('latin1')],
    ['a text whose last line end was trimmed', TELEGRAM.toString('latin1').trimEnd()],
    ['an object', { value: { telegram: TELEGRAM.toString('latin1') } }],
    ['JSON', JSON.stringify({ id: 7, telegram: TELEGRAM.toString('hex') })],
    ['a Buffer that went through JSON', JSON.parse(JSON.stringify(TELEGRAM))],
  ];
  for (const [form, payload] of forms) {
    it(`finds the telegram in ${form}`, async () => {
      await deploy(FRAMES, OUT);
      receive('frames', { topic: 'home', payload });
      const [message] = await eventually(() => arrived().length === 1 && arrived(), 2000);
      assert.deepEqual(message!.payload, TELEGRAM);
      assert.equal(message!.topic, 'home');
      const { receivedAt, ...frame } = message!.frame;
      assert.deepEqual(frame, { link: 'p1', content: 'p1', check: 'ok', encrypted: false });
      assert.ok(Math.abs(Date.parse(String(receivedAt)) - Date.now()) < 60_000);
    });
  }

  it('hands out bytes of its own', async () => {
    await deploy(FRAMES, OUT);
    const chunk = Buffer.from(TELEGRAM);
    receive('frames', { payload: chunk });
    const [message] = await eventually(() => arrived().length === 1 && arrived(), 2000);
    chunk.fill(0);
    assert.deepEqual(message!.payload, TELEGRAM);
  });

  it('keeps two topics apart whose chunks come in turn', async () => {
    await deploy(FRAMES, OUT);
    const [left, right] = [telegrams(3, 1), telegrams(3, 2)].map((all) => pieces(Buffer.concat(all), 100));
    for (let i = 0; i < Math.max(left!.length, right!.length); i++) {
      if (i < left!.length) receive('frames', { topic: 'left', payload: left![i] });
      if (i < right!.length) receive('frames', { topic: 'right', payload: right![i] });
    }
    await eventually(() => arrived().length === 6, 2000);
    for (const [topic, seed] of [['left', 1] as const, ['right', 2] as const]) {
      const payloads = arrived().filter((message) => message.topic === topic);
      assert.deepEqual(
        payloads.map(({ payload }) => payload),
        telegrams(3, seed),
      );
    }
  });

  it('keeps two connections apart that have one topic, and says which frame came from which', async () => {
    await deploy(FRAMES, OUT);
    const [left, right] = [TELEGRAM, telegrams(1, 2)[0]!].map((telegram) => pieces(telegram, 64));
    for (let i = 0; i < Math.max(left!.length, right!.length); i++) {
      if (i < left!.length) receive('frames', { topic: 't', _session: { type: 'tcp', id: 'a' }, payload: left![i] });
      if (i < right!.length) receive('frames', { topic: 't', _session: { type: 'tcp', id: 'b' }, payload: right![i] });
    }
    await eventually(() => arrived().length === 2, 2000);
    const bySession = Object.fromEntries(arrived().map((message) => [message._session.id, message]));
    assert.deepEqual(bySession.a!.payload, TELEGRAM);
    assert.deepEqual(bySession.b!.payload, telegrams(1, 2)[0]);
    assert.equal(bySession.b!.topic, 't');
  });

  it('forgets the source that was quiet longest where there are too many', async () => {
    await deploy(FRAMES, OUT);
    const [start, end] = [TELEGRAM.subarray(0, 500), TELEGRAM.subarray(500)];
    for (let i = 0; i <= 256; i++) receive('frames', { topic: i, payload: start });
    for (let i = 256; i >= 0; i--) receive('frames', { topic: i, payload: end });
    await eventually(() => arrived().some(({ topic }) => topic === 1), 5000);
    assert.deepEqual(
      arrived().map(({ topic }) => topic),
      Array.from({ length: 256 }, (_, i) => 256 - i),
    );
  });

  it('reports a damaged telegram to Catch nodes and goes on with the next', async () => {
    await deploy(FRAMES, OUT, CATCH, CAUGHT);
    receive('frames', { topic: 'home', payload: Buffer.concat([damaged(TELEGRAM), TELEGRAM]) });
    await eventually(() => arrived().length === 1 && arrived('caught').length === 1, 2000);
    assert.equal(arrived('caught')[0]!.error.code, 'checksum');
    assert.equal(arrived('caught')[0]!.topic, 'home');
    assert.deepEqual(arrived()[0]!.payload, TELEGRAM);
  });

  it('drops a telegram that stops halfway', async () => {
    await deploy(FRAMES, OUT, CATCH, CAUGHT);
    receive('frames', { payload: TELEGRAM.subarray(0, 500) });
    await eventually(() => arrived('caught').length === 1, 6000);
    assert.equal(arrived('caught')[0]!.error.code, 'truncated');
    receive('frames', { payload: TELEGRAM });
    await eventually(() => arrived().length === 1, 2000);
  });

  it('says that it receives', async () => {
    await deploy(FRAMES, OUT);
    receive('frames', { payload: TELEGRAM });
    await eventually(() => /status\.receiving$/.test(statusText('frames') ?? ''), 2000);
  });

  it('does not send again what a broker sends again', async () => {
    await deploy(FRAMES, OUT);
    for (const topic of ['home', 'home', 'other']) receive('frames', { topic, payload: TELEGRAM });
    receive('frames', { topic: 'home', payload: telegrams(2)[1] });
    await eventually(() => arrived().length === 3, 2000);
    assert.deepEqual(
      arrived().map(({ topic }) => topic),
      ['home', 'other', 'home'],
    );
  });

  it('says that bytes were made text before they came', async () => {
    await deploy(FRAMES, OUT, CATCH, CAUGHT);
    receive('frames', { payload: Buffer.from(TELEGRAM.map((byte) => byte | 0x80)).toString('utf8') });
    await eventually(() => arrived('caught').length === 1, 2000);
    assert.equal(arrived('caught')[0]!.error.code, 'mangled');
  });

  it('says that a message holds no bytes', async () => {
    await deploy(FRAMES, OUT, CATCH, CAUGHT);
    receive('frames', { payload: 42 });
    await eventually(() => arrived('caught').length === 1, 2000);
    assert.equal(arrived('caught')[0]!.error.code, 'not-bytes');
    assert.match(arrived('caught')[0]!.error.message, /error\.not-bytes$/);
    assert.equal(arrived('caught')[0]!.payload, 42);
    assert.match(statusText('frames')!, /status\.not-bytes$/);
  });
});
