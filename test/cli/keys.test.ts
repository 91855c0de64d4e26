import assert from 'node:assert/strict';
import { SimulatedMeter } from '../../src/simulator/meters';
import { TEST_KEYS } from '../../src/simulator/test-keys';
import { usePtyPair } from '../transport/pty';
import { until } from '../transport/until';
import { Program, run } from './run';

const START = Date.UTC(2026, 10, 20, 18, 30);

/** What a simulated meter sends once. */
function sent(meter: string): Buffer {
  return new SimulatedMeter({ meter, start: START, seed: 1 }).telegram(START + 10_000);
}

const DANISH = sent('dk-kamstrup');
const KEYS = ['--key', TEST_KEYS.encryption, '--auth-key', TEST_KEYS.authentication];

describe('han-meter with keys', () => {
  afterEach(() => {
    delete process.env.HAN_METER_KEYS;
  });

  it('opens what is encrypted, and says how far it is proven', async () => {
    const { code, results } = await run(['decode', '--country', 'DK', ...KEYS], DANISH);
    assert.equal(code, 0);
    assert.equal(results[0].security.authenticated, true);
    assert.equal(results[0].reading.meter.manufacturer, 'KAM');
  });

  it('takes keys from the environment, as the grid company sent them', async () => {
    process.env.HAN_METER_KEYS = `GPK61: ${TEST_KEYS.authentication}\nGPK60: ${TEST_KEYS.encryption}`;
    const { code, results } = await run(['decode', '--country', 'DK'], DANISH);
    assert.deepEqual([code, results[0].security.authenticated], [0, true]);
  });

  it('says that keys are missing, or do not fit, and never shows one', async () => {
    const missing = await run(['decode'], DANISH);
    assert.deepEqual([missing.code, missing.results[0].error.code], [1, 'no-key']);
    const wrong = await run(['decode', '--key', '11'.repeat(16)], DANISH);
    assert.deepEqual([wrong.code, wrong.results[0].error.code], [1, 'wrong-key']);
    assert.doesNotMatch(wrong.out + wrong.err, /1111/);
  });

  it('refuses what is no key', async () => {
    for (const args of [
      ['--key', '1234'],
      ['--auth-key', TEST_KEYS.authentication],
    ]) {
      const { code, out, err } = await run(['decode', ...args], DANISH);
      assert.deepEqual([code, out], [2, '']);
      assert.doesNotMatch(err, /1234|D0D1|\n\s+at /);
    }
  });

  it('explains the clear message of an encrypted telegram', async () => {
    const { out } = await run(['decode', '--explain', '--country', 'DK', ...KEYS], DANISH);
    assert.match(out, /^0000 {2}0f .*invokeId$/m);
    assert.match(out, /voltageL1$/m);
  });

  it('takes a kind of link, and names those there are', async () => {
    const { code, results } = await run(['decode', '--link', 'hdlc', ...KEYS, '--country', 'DK'], DANISH);
    assert.deepEqual([code, results[0].frame.link], [0, 'hdlc']);
    const wrong = await run(['decode', '--link', 'smoke'], DANISH);
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /known links: p1, hdlc/);
  });
});

describe('han-meter and a meter that must be asked', () => {
  const pair = usePtyPair('one for all');

  it('asks it, and simulates it', async () => {
    const meter = new Program('simulate', '--meter', 'dk-kmp', '--out', pair.meterEnd);
    const reader = new Program('listen', pair.nodeEnd, '--link', 'kmp', '--line', '9600 8N2', '--country', 'DK');
    await until(() => reader.lines.length >= 1, 'it has answered');
    const { results } = await reader.stop();
    await meter.stop();
    assert.equal(results[0].frame.link, 'kmp');
    assert.ok(results[0].reading.energy.import > 0);
  });
});
