import assert from 'node:assert/strict';
import helper from 'node-red-node-test-helper';
import { frameOf } from '../../nodes/base/frame-message';
import { AUTHENTICATION, cipher, ENCRYPTION, NOTIFICATION } from '../security/ciphering';
import { eventually } from './eventually';
import { arrived, type Received, receive, statusText, useNodeRed } from './flow';
import { deploy, redeploy } from './keys-flow';
import { TELEGRAM } from './telegrams';

const KEYS = { id: 'a1a1a1a1a1a1a1a1', type: 'han-keys', name: '', meter: '' };
const OTHERS = { id: 'b2b2b2b2b2b2b2b2', type: 'han-keys', name: '', meter: '' };
const PAIR = { encryption: ENCRYPTION, authentication: AUTHENTICATION };
const DECRYPT = { id: 'decrypt', type: 'han-decrypt', keys: '', replay: 'report', wires: [['out']] };
const OUT = { id: 'out', type: 'sink' };
const CATCH = { id: 'catch', type: 'catch', wires: [['caught']] };
const CAUGHT = { id: 'caught', type: 'sink' };
const ALL = [KEYS, OTHERS, OUT, CATCH, CAUGHT];

const SECURITY = { suite: 0, authenticated: true, systemTitle: '53494D000001E240', invocationCounter: 1 };
const CLEAR = TELEGRAM.subarray(0, TELEGRAM.lastIndexOf('!'));

/** The P1 telegram within general-glo-ciphering, as in Luxembourg. */
function encrypted(counter = 1): Buffer {
  return cipher({ text: TELEGRAM, counter });
}

async function next(count = 1): Promise<Received> {
  return eventually(() => arrived().length === count && arrived()[count - 1], 2000);
}

async function problem(): Promise<Received> {
  return (await eventually(() => arrived('caught').length === 1 && arrived('caught')[0], 2000)).error;
}

describe('decrypt', () => {
  useNodeRed();

  for (const [name, keys] of [
    ['the chosen keys', KEYS.id],
    ['all keys of this Node-RED', ''],
  ] as const) {
    it(`opens a telegram with ${name}`, async () => {
      await deploy([{ ...DECRYPT, keys }, ...ALL], { [KEYS.id]: PAIR, [OTHERS.id]: { encryption: '11'.repeat(16) } });
      const receivedAt = '2026-01-14T12:00:00.000Z';
      receive('decrypt', { topic: 'home', payload: encrypted(), frame: { receivedAt, country: 'LU' }, other: 5 });
      const message = await next();
      assert.deepEqual(message.payload, CLEAR);
      assert.deepEqual(message.security, SECURITY);
      const { link, content, encrypted: still, country } = message.frame;
      assert.deepEqual(
        [link, content, still, country, message.frame.receivedAt],
        ['apdu', 'p1', false, 'LU', receivedAt],
      );
      assert.deepEqual([message.topic, message.other], ['home', 5]);
      assert.match(statusText('decrypt')!, /status\.decrypted$/);
    });
  }

  it('gives what the next node can read', async () => {
    await deploy([DECRYPT, ...ALL], { [KEYS.id]: PAIR });
    for (const [count, text] of [TELEGRAM, NOTIFICATION].entries()) {
      receive('decrypt', { payload: cipher({ text, counter: count }) });
      const { frame, security } = frameOf(await next(count + 1));
      assert.deepEqual([frame.content, frame.encrypted], [count === 0 ? 'p1' : 'apdu', false]);
      assert.deepEqual(frame.message, count === 0 ? CLEAR : NOTIFICATION);
      assert.equal(security?.authenticated, true);
    }
  });

  it('hands out bytes of its own', async () => {
    await deploy([DECRYPT, ...ALL], { [KEYS.id]: PAIR });
    const payload = cipher({ text: NOTIFICATION, control: 0x10 });
    receive('decrypt', { payload });
    const message = await next();
    payload.fill(0);
    assert.deepEqual(message.payload, NOTIFICATION);
  });

  it('lets pass what is clear, as it is', async () => {
    await deploy([DECRYPT, ...ALL]);
    const sent = { _msgid: '1', topic: 'home', payload: Buffer.from(TELEGRAM), frame: { country: 'NL' } };
    receive('decrypt', structuredClone(sent));
    assert.deepEqual({ ...(await next()), payload: TELEGRAM }, sent);
    const decrypted = {
      _msgid: '2',
      payload: Buffer.from(CLEAR),
      frame: { link: 'apdu', content: 'p1' },
      security: SECURITY,
    };
    receive('decrypt', structuredClone(decrypted));
    const { payload, ...rest } = await next(2);
    assert.deepEqual({ ...rest, payload: Buffer.from(payload) }, decrypted);
    assert.match(statusText('decrypt')!, /status\.not-encrypted$/);
  });

  it('says what is odd about the keys', async () => {
    await deploy([DECRYPT, ...ALL], { [KEYS.id]: { encryption: AUTHENTICATION, authentication: ENCRYPTION } });
    receive('decrypt', { payload: encrypted() });
    assert.deepEqual((await next()).security.remarks, ['keys-swapped']);
    assert.match(statusText('decrypt')!, /remark\.keys-swapped$/);
  });

  it('takes the previous pair too', async () => {
    const previous = { previousEncryption: ENCRYPTION, previousAuthentication: AUTHENTICATION };
    await deploy([DECRYPT, ...ALL], { [KEYS.id]: { encryption: '11'.repeat(16), ...previous } });
    receive('decrypt', { payload: encrypted() });
    assert.deepEqual((await next()).security.remarks, ['previous-keys']);
  });

  for (const [name, settings, credentials, code] of [
    ['there are no keys', {}, {}, 'no-key'],
    ['the chosen keys are not there', { keys: 'c3c3c3c3c3c3c3c3' }, { [KEYS.id]: PAIR }, 'no-key'],
    [
      'the chosen keys are others',
      { keys: OTHERS.id },
      { [KEYS.id]: PAIR, [OTHERS.id]: { encryption: '11'.repeat(16) } },
      'wrong-key',
    ],
    ['what stands as a key is none', {}, { [KEYS.id]: { encryption: 'secret' } }, 'bad-key'],
    [
      'nothing proves it',
      { requireAuthentication: true },
      { [KEYS.id]: { encryption: ENCRYPTION } },
      'not-authenticated',
    ],
  ] as const) {
    it(`says that ${name}, and sends nothing`, async () => {
      await deploy([{ ...DECRYPT, ...settings }, ...ALL], credentials as Record<string, Record<string, string>>);
      receive('decrypt', { payload: encrypted() });
      const error = await problem();
      assert.equal(error.code, code);
      assert.match(statusText('decrypt')!, new RegExp(`status\\.${code}$`));
      assert.deepEqual(arrived(), []);
      const shown = JSON.stringify(arrived('caught')).toUpperCase();
      for (const key of [ENCRYPTION, AUTHENTICATION, 'SECRET']) assert.ok(!shown.includes(key));
    });
  }

  it('says what framing finds wrong', async () => {
    await deploy([DECRYPT, ...ALL], { [KEYS.id]: PAIR });
    receive('decrypt', { payload: { no: 'frame' } });
    assert.equal((await problem()).code, 'not-a-frame');
  });

  it('drops a repeat quietly', async () => {
    await deploy([DECRYPT, ...ALL], { [KEYS.id]: PAIR });
    for (const counter of [5, 5, 5, 6]) receive('decrypt', { payload: encrypted(counter) });
    await next(2);
    assert.deepEqual(
      arrived().map(({ security }) => security.invocationCounter),
      [5, 6],
    );
    assert.deepEqual(arrived('caught'), []);
  });

  for (const [replay, outcome] of [
    ['report', [5, 3]],
    ['refuse', [5]],
    ['off', [5, 3, 3]],
  ] as const) {
    it(`treats a counter that falls as the user wants: ${replay}`, async () => {
      await deploy([{ ...DECRYPT, replay }, ...ALL], { [KEYS.id]: PAIR });
      for (const counter of [5, 3, 3]) receive('decrypt', { payload: encrypted(counter) });
      await eventually(
        () => arrived().length + arrived('caught').length >= outcome.length + Number(replay === 'refuse'),
        2000,
      );
      assert.deepEqual(
        arrived().map(({ security }) => security.invocationCounter),
        outcome,
      );
      if (replay === 'refuse') assert.equal((await problem()).code, 'replay');
      if (replay === 'report') assert.deepEqual(arrived()[1]!.security.remarks, ['counter-reset']);
    });
  }

  it('uses keys that are changed while it runs on', async () => {
    const [wrong, nodes] = [{ encryption: '11'.repeat(16) }, [DECRYPT, KEYS, OUT, CATCH, CAUGHT]];
    await deploy(nodes, { [KEYS.id]: wrong });
    const before = helper.getNode('decrypt');
    receive('decrypt', { payload: encrypted(1) });
    assert.equal((await problem()).code, 'wrong-key');
    await redeploy([DECRYPT, { ...KEYS, name: 'new' }, OUT, CATCH, CAUGHT], { [KEYS.id]: PAIR });
    assert.equal(helper.getNode('decrypt'), before);
    receive('decrypt', { payload: encrypted(2) });
    assert.equal((await next()).security.authenticated, true);
  });
});
