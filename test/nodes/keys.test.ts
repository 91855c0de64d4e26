import assert from 'node:assert/strict';
import helper from 'node-red-node-test-helper';
import { LUXEMBOURG_TEST_KEYS, TEST_KEYS } from '../../src/simulator/test-keys';
import { AUTHENTICATION, ENCRYPTION } from '../security/ciphering';
import { useNodeRed } from './flow';
import { deploy, keysOf } from './keys-flow';

const ONE = { id: 'a1a1a1a1a1a1a1a1', type: 'han-keys', name: '', meter: '12345678' };
const OTHER = { id: 'b2b2b2b2b2b2b2b2', type: 'han-keys', name: '', meter: '' };
const PAIR = { encryption: ENCRYPTION, authentication: AUTHENTICATION };
const OLD = { previousEncryption: '11'.repeat(16), previousAuthentication: '22'.repeat(16) };

describe('the keys node', () => {
  useNodeRed();

  it('gives the present pair, then the previous one', async () => {
    await deploy([ONE], { [ONE.id]: { ...PAIR, ...OLD } });
    assert.deepEqual(keysOf(ONE.id), [
      { meter: '12345678', ...PAIR },
      { meter: '12345678', previous: true, encryption: '11'.repeat(16), authentication: '22'.repeat(16) },
    ]);
  });

  it('gives what there is', async () => {
    await deploy([ONE, OTHER], { [OTHER.id]: { encryption: ENCRYPTION, previousAuthentication: '' } });
    assert.deepEqual(keysOf(ONE.id), []);
    assert.deepEqual(keysOf(OTHER.id), [{ encryption: ENCRYPTION }]);
  });

  it('shares its keys with nodes that choose none', async () => {
    await deploy([ONE, OTHER], { [ONE.id]: PAIR, [OTHER.id]: { encryption: '33'.repeat(16) } });
    const all = [{ meter: '12345678', ...PAIR }, { encryption: '33'.repeat(16) }];
    for (const choice of [undefined, '', 'all']) assert.deepEqual(keysOf(choice), all);
    assert.deepEqual(keysOf('c3c3c3c3c3c3c3c3'), []);
    assert.equal(keysOf('all')[0], keysOf(ONE.id)[0], 'the same object, so that it is made ready once');
  });

  it('takes its keys away when it goes', async () => {
    await deploy([ONE, OTHER], { [ONE.id]: PAIR, [OTHER.id]: PAIR });
    assert.equal(keysOf().length, 2);
    await helper.clearFlows();
    assert.deepEqual(keysOf(), []);
  });

  it('has the published keys of the simulated meters where they are asked for', async () => {
    await deploy([{ ...OTHER, simulated: true }]);
    assert.deepEqual(keysOf(), [TEST_KEYS, LUXEMBOURG_TEST_KEYS]);
  });

  it('lets Node-RED fill in environment variables', async () => {
    process.env.HAN_TEST_KEY = ENCRYPTION;
    try {
      await deploy([OTHER], { [OTHER.id]: { encryption: `$\{HAN_TEST_KEY}`, authentication: `$\{HAN_NO_KEY}` } });
      assert.deepEqual(keysOf(), [{ encryption: ENCRYPTION, authentication: `$\{HAN_NO_KEY}` }]);
    } finally {
      delete process.env.HAN_TEST_KEY;
    }
  });
});

describe('the dialog of keys', () => {
  useNodeRed();

  async function check(body: object): Promise<Record<string, unknown>> {
    return (await helper.request().post('/smart-meter/keys/check').send(body).expect(200)).body;
  }

  it('learns which keys are in what was pasted', async () => {
    await deploy([]);
    assert.deepEqual(await check({ text: `GPK61 ${AUTHENTICATION}\nGPK60 ${ENCRYPTION}` }), PAIR);
    assert.deepEqual(await check({ text: ENCRYPTION }), { encryption: ENCRYPTION });
  });

  it('learns what is wrong with it, without what it was', async () => {
    await deploy([]);
    const { error } = (await check({ text: ENCRYPTION.slice(1) })) as { error: Record<string, unknown> };
    assert.deepEqual([error.code, error.details], ['bad-key', { reason: 'length', count: 31 }]);
    assert.ok(!JSON.stringify(error).includes(ENCRYPTION.slice(2, 8)));
    for (const body of [{}, { text: null }, { text: 5 }, { text: ['x'] }]) {
      assert.equal(((await check(body)).error as { code: string }).code, 'bad-key');
    }
    await helper.request().post('/smart-meter/keys/check').expect(200);
  });

  it('takes environment variables as they are', async () => {
    await deploy([]);
    const [one, other] = [`$\{METER_KEY}`, `$\{METER_AUTH_KEY}`];
    assert.deepEqual(await check({ text: ` ${one}\n` }), { encryption: one });
    assert.deepEqual(await check({ text: `${one}\n${other}` }), { encryption: one, authentication: other });
  });
});
