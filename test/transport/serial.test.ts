import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MeterError } from '../../src/base/errors';
import { lineSettings, type SerialSettings, serialWire } from '../../src/transport/serial';
import type { OpenWire } from '../../src/transport/wire';
import { SIMULATED, simulatedTelegrams } from '../framing/telegrams';
import { needSocat, openPtyPair, type PtyPair, removeEnds, writeTo } from './pty';
import { until, untilDoing } from './until';
import { WatchedConnection, WatchedWire } from './watched';

function wireAt(path: string, dataRequest: SerialSettings['dataRequest'] = 'none'): OpenWire {
  return serialWire({ path, ...lineSettings('115200 8N1'), dataRequest });
}

describe('line settings', () => {
  it('are speed, data bits, parity, stop bits', () => {
    assert.deepEqual(lineSettings('115200 8N1'), { baudRate: 115200, dataBits: 8, parity: 'none', stopBits: 1 });
    assert.deepEqual(lineSettings(' 9600 7E1 '), { baudRate: 9600, dataBits: 7, parity: 'even', stopBits: 1 });
    assert.deepEqual(lineSettings('2400 8O2'), { baudRate: 2400, dataBits: 8, parity: 'odd', stopBits: 2 });
    for (const line of ['', '9600', '9600 8X1', '9600 9N1', '9600 8N3', 'x 8N1', '-1 8N1']) {
      assert.throws(
        () => lineSettings(line),
        (error) => error instanceof MeterError && error.code === 'unsupported',
      );
    }
  });
});

describe('serial port', () => {
  let pair: PtyPair;

  beforeEach(async function () {
    needSocat(this);
    pair = await openPtyPair();
  });

  afterEach(async () => {
    await pair?.close();
    if (pair !== undefined) await removeEnds(pair);
  });

  it('gives what the meter sends, and sends what it is given', async () => {
    const [node, meter] = [new WatchedWire(), new WatchedWire()];
    assert.equal(await node.open(wireAt(pair.nodeEnd)), undefined);
    assert.equal(await meter.open(wireAt(pair.meterEnd)), undefined);
    meter.write(SIMULATED);
    await until(() => node.bytes.length === SIMULATED.length, 'the telegram has come');
    assert.deepEqual(node.bytes, SIMULATED);
    node.write(Buffer.from([0x00, 0x0a, 0x0d, 0x11, 0x13, 0xff]));
    await until(() => meter.bytes.length === 6, 'the answer has come');
    assert.deepEqual([...meter.bytes], [0x00, 0x0a, 0x0d, 0x11, 0x13, 0xff]);
    await Promise.all([node.close(), meter.close()]);
    assert.deepEqual([node.closed, meter.closed], [[], []]);
  });

  it('held by another program is busy, and free when that one closes it', async () => {
    const [first, second] = [new WatchedWire(), new WatchedWire()];
    assert.equal(await first.open(wireAt(pair.nodeEnd)), undefined);
    const error = await second.open(wireAt(pair.nodeEnd));
    assert.deepEqual([error?.code, error?.details], ['port-busy', { path: pair.nodeEnd }]);
    await first.close();
    assert.equal(await second.open(wireAt(pair.nodeEnd)), undefined);
    await second.close();
  });

  it('that does not have the lines of the data request is used all the same', async () => {
    for (const line of ['rts', 'dtr', 'both'] as const) {
      const node = new WatchedWire();
      assert.equal(await node.open(wireAt(pair.nodeEnd, line)), undefined);
      await writeTo(pair.meterEnd, SIMULATED);
      await until(() => node.bytes.length === SIMULATED.length, 'the telegram has come');
      await node.close();
      assert.deepEqual(node.closed, []);
    }
  });

  it('that is unplugged says so once', async () => {
    const node = new WatchedWire();
    await node.open(wireAt(pair.nodeEnd));
    await pair.close();
    await until(() => node.closed.length > 0, 'the end was told');
    assert.deepEqual(
      node.closed.map(({ code }) => code),
      ['disconnected'],
    );
    await node.close();
    assert.equal(node.closed.length, 1);
  });

  it('that comes back is used again', async () => {
    const [first, second] = simulatedTelegrams(2) as [Buffer, Buffer];
    const connection = new WatchedConnection(wireAt(pair.nodeEnd));
    await until(() => connection.phase === 'waiting', 'the port is open');
    await writeTo(pair.meterEnd, first);
    await until(() => connection.frames.length === 1, 'a telegram has come');
    await pair.close();
    await until(() => connection.phase === 'lost', 'the end was told');
    assert.deepEqual(connection.states.at(-1), { phase: 'lost', error: connection.errors[0], retryIn: 1000 });
    assert.equal(connection.errors[0]?.code, 'disconnected');
    pair = await openPtyPair(pair);
    await until(() => connection.phase === 'waiting', 'the port is open again');
    await writeTo(pair.meterEnd, second);
    await until(() => connection.frames.length === 2, 'another telegram has come');
    assert.deepEqual(connection.frames[1]?.wire, second);
    assert.deepEqual(connection.phases.slice(0, 4), ['opening', 'waiting', 'receiving', 'lost']);
    await connection.stop();
  });

  it('is free as soon as the connection has stopped', async () => {
    const connection = new WatchedConnection(wireAt(pair.nodeEnd));
    await until(() => connection.phase === 'waiting', 'the port is open');
    await connection.stop();
    const next = new WatchedWire();
    assert.equal(await next.open(wireAt(pair.nodeEnd)), undefined);
    await next.close();
    assert.deepEqual(connection.phases, ['opening', 'waiting'], 'nothing is told after the stop');
  });

  it('is free although the connection was stopped while it opened', async () => {
    const connection = new WatchedConnection(wireAt(pair.nodeEnd));
    await connection.stop();
    const next = new WatchedWire();
    assert.equal(await next.open(wireAt(pair.nodeEnd)), undefined);
    await next.close();
    assert.deepEqual(connection.phases, ['opening']);
  });

  it('that appears later is found', async () => {
    await pair.close();
    const connection = new WatchedConnection(wireAt(pair.nodeEnd));
    await until(() => connection.errors.length > 0, 'the first attempt has failed');
    assert.equal(connection.errors[0]?.code, 'no-port');
    pair = await openPtyPair(pair);
    await untilDoing(
      () => writeTo(pair.meterEnd, SIMULATED),
      () => connection.frames.length > 0,
      'a telegram has come',
    );
    await connection.stop();
  });
});

describe('no serial port', () => {
  it('where there is none', async () => {
    const error = await new WatchedWire().open(wireAt('/dev/han-no-such-port'));
    assert.deepEqual([error?.code, error?.details], ['no-port', { path: '/dev/han-no-such-port' }]);
  });

  it('where the user may not open it', async function () {
    // The superuser may open anything.
    if (process.getuid?.() === 0) return this.skip();
    const folder = await mkdtemp(join(tmpdir(), 'han-port-'));
    const path = join(folder, 'port');
    await writeFile(path, '');
    await chmod(path, 0);
    const error = await new WatchedWire().open(wireAt(path));
    await rm(folder, { recursive: true });
    assert.deepEqual([error?.code, error?.details], ['no-permission', { path }]);
  });

  it('where there is something else', async () => {
    const error = await new WatchedWire().open(wireAt(tmpdir()));
    assert.equal(error?.code, 'failed');
    assert.equal(error?.details?.path, tmpdir());
  });
});
