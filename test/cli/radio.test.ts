import assert from 'node:assert/strict';
import { DIALECTS } from '../../src/base/receivers';
import { TEST_KEYS } from '../../src/simulator/test-keys';
import { Stick } from '../e2e/stick';
import { needSocat, openPtyPair, type PtyPair, removeEnds } from '../transport/pty';
import { until } from '../transport/until';
import { Program, run } from './run';

const KEY = ['--key', TEST_KEYS.encryption];

/** What a receiver hands on of one telegram of a simulated meter. */
async function heardBy(receiver: string): Promise<Buffer> {
  const args = ['--meter', 'pl-amiplus', '--receiver', receiver, '--count', '1', '--out', '-'];
  const simulating = new Program('simulate', ...args);
  simulating.child.stdout!.setEncoding('latin1');
  const { code, out, err } = await simulating.finished();
  assert.deepEqual([code, err], [0, '']);
  return Buffer.from(out, 'latin1');
}

describe('han-meter and radio meters', () => {
  for (const receiver of DIALECTS) {
    it(`decode reads what simulate sends as ${receiver}`, async () => {
      const { code, results } = await run(['decode', '--receiver', 'auto', ...KEY], await heardBy(receiver));
      assert.equal(code, 0);
      const [{ frame, reading }] = results.filter(({ kind }) => kind === 'telegram');
      assert.deepEqual([frame.link, reading.meter.manufacturer, reading.meter.country], ['wmbus', 'APA', 'PL']);
      assert.ok(reading.energy.import > 0);
    });
  }

  it('decode takes what a receiver prints by its name, or by the link', async () => {
    const heard = await heardBy('cul');
    for (const way of [
      ['--receiver', 'cul'],
      ['--link', 'wmbus'],
    ]) {
      const { code, results } = await run(['decode', ...way, ...KEY], heard);
      assert.deepEqual([code, results.length, results[0].frame.rssi], [0, 1, -67]);
    }
    const { code, err } = await run(['decode', '--receiver', 'hex', ...KEY], heard);
    assert.deepEqual([code, err], [1, 'no telegram found\n']);
  });

  it('decode takes the text of a QR code from the environment', async () => {
    const heard = await heardBy('hex');
    const number = Buffer.from(heard.toString('latin1').slice(8, 16), 'hex').reverse().toString('hex');
    try {
      process.env.HAN_METER_KEYS = `1APA0012345678;${TEST_KEYS.encryption};${number}`;
      assert.equal((await run(['decode', '--receiver', 'hex'], heard)).code, 0);
      process.env.HAN_METER_KEYS = `1APA0012345678;${TEST_KEYS.encryption};11223344`;
      const { code, results } = await run(['decode', '--receiver', 'hex'], heard);
      assert.deepEqual(
        [code, results[0].error.code, results[0].error.details.reason],
        [1, 'no-key', 'other-radio-meter'],
      );
    } finally {
      delete process.env.HAN_METER_KEYS;
    }
  });

  it('explains which bytes of a radio telegram became what', async () => {
    const { code, out } = await run(['decode', '--receiver', 'cul', '--explain', ...KEY], await heardBy('cul'));
    assert.equal(code, 0);
    assert.match(out, /^0000 {2}7a /m);
    assert.match(out, /energyImport/);
  });

  describe('with a stick on a serial port', () => {
    let pair: PtyPair;
    let stick: Stick | undefined;

    beforeEach(async function () {
      needSocat(this);
      pair = await openPtyPair();
    });
    afterEach(async () => {
      await stick?.close();
      stick = undefined;
      await pair?.close();
      if (pair !== undefined) await removeEnds(pair);
    });

    async function firstReading(...args: string[]) {
      const program = new Program('listen', pair.nodeEnd, ...args, ...KEY);
      await until(() => program.lines.length > 0 && program.err.includes('receiving'), 'a telegram has come');
      const { code, results, err } = await program.stop();
      assert.equal(code, 0);
      const { frame, reading } = results.find(({ kind }) => kind === 'telegram');
      assert.deepEqual([frame.rssi, reading.meter.manufacturer], [-67, 'APA']);
      return err;
    }

    it('listen sets it up, at the line setting that it has', async () => {
      stick = await Stick.open(pair.meterEnd, 'im871a', ['pl-amiplus']);
      assert.match(await firstReading('--receiver', 'im871a'), /^opening\nsetting-up\n(waiting\n)?receiving\n$/);
    });

    it('listen finds it first where it is asked to', async () => {
      stick = await Stick.open(pair.meterEnd, 'im871a', ['pl-amiplus']);
      const err = await firstReading('--probe', '--receiver', 'auto');
      assert.match(err, /^listening with 57600 8N1\nfound im871a with 57600 8N1\nopening\nsetting-up\n/);
    });

    it('simulate is one, to be set up as any other', async () => {
      const listening = new Program('listen', pair.nodeEnd, '--receiver', 'iu891a', '--mode', 'T1', ...KEY);
      await until(() => listening.err.includes('setting-up'), 'it is being set up');
      const args = ['--meter', 'pl-amiplus', '--receiver', 'iu891a', '--out', pair.meterEnd];
      const simulating = new Program('simulate', ...args);
      await until(() => listening.lines.length > 0 && listening.err.endsWith('receiving\n'), 'a telegram has come');
      const { results } = await listening.stop();
      assert.equal(results[0].reading.meter.country, 'PL');
      assert.equal((await simulating.stop()).code, 0);
    });
  });
});
