import assert from 'node:assert/strict';
import { once } from 'node:events';
import { SerialPort } from 'serialport';
import { endOnHangUp } from '../../src/transport/hang-up';
import { SIMULATED } from '../framing/telegrams';
import { needSocat, openPtyPair, type PtyPair, removeEnds, writeTo } from './pty';
import { until } from './until';

describe('a port that is hung up', () => {
  let pair: PtyPair;
  let port: SerialPort;

  beforeEach(async function () {
    needSocat(this);
    pair = await openPtyPair();
    port = new SerialPort({ path: pair.nodeEnd, baudRate: 115200, autoOpen: false });
    await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
    endOnHangUp(port);
  });

  afterEach(async () => {
    await pair?.close();
    if (pair !== undefined) await removeEnds(pair);
  });

  it('ends although nobody was reading then', async () => {
    await pair.close();
    const closed = once(port, 'close');
    port.resume();
    const [error] = await closed;
    assert.ok(error instanceof Error);
    assert.equal(port.isOpen, false);
  });

  it('ends in the midst of a telegram', async () => {
    let length = 0;
    port.on('data', (chunk: Buffer) => {
      length += chunk.length;
    });
    const closed = once(port, 'close');
    await writeTo(pair.meterEnd, SIMULATED.subarray(0, 400));
    await until(() => length === 400, 'a piece has come');
    await pair.close();
    const [error] = await closed;
    assert.ok(error instanceof Error);
  });

  it('is closed without an error where it is closed here', async () => {
    port.resume();
    const closed = once(port, 'close');
    port.close();
    assert.deepEqual(await closed, [null]);
  });
});

describe('a port that has no poller, as on Windows', () => {
  it('reads as it did', () => {
    const read = () => Promise.reject(new Error());
    const port = { isOpen: true, fd: 7, read };
    endOnHangUp({ port } as unknown as SerialPort);
    assert.equal(port.read, read);
  });
});
