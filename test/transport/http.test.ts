import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpWire } from '../../src/transport/http';
import { SIMULATED } from '../framing/telegrams';
import { until } from './until';
import { WatchedWire } from './watched';

/** A bridge that answers with what it holds. */
class Bridge {
  telegram: string | Buffer = SIMULATED.toString('latin1');
  status = 200;
  asked = 0;
  readonly #server: Server = createServer((_request, response) => {
    this.asked++;
    response.writeHead(this.status).end(this.telegram);
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api/v1/telegram`;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

describe('HTTP', () => {
  let bridge: Bridge;
  let wire: WatchedWire;
  let url: string;
  beforeEach(async () => {
    bridge = new Bridge();
    wire = new WatchedWire();
    url = await bridge.start();
  });
  afterEach(async () => {
    await wire.close();
    await bridge.stop();
  });

  it('hands each telegram on once, however often it is asked for', async () => {
    assert.equal(await wire.open(httpWire({ url, interval: 0.01 })), undefined);
    await until(() => bridge.asked > 3, 'the bridge was asked again');
    assert.deepEqual(wire.bytes, SIMULATED);
    bridge.telegram = SIMULATED.toString('latin1').replace('!', '\n!');
    await until(() => wire.bytes.length > SIMULATED.length, 'the next telegram came');
  });

  it('gives back the line end that the bridge trimmed', async () => {
    bridge.telegram = SIMULATED.toString('latin1').trimEnd();
    await wire.open(httpWire({ url, interval: 1 }));
    await until(() => wire.bytes.length > 0, 'the telegram came');
    assert.deepEqual(wire.bytes, SIMULATED);
  });

  it('loses no byte of a frame that is no text', async () => {
    const frame = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    bridge.telegram = frame;
    await wire.open(httpWire({ url, interval: 1 }));
    await until(() => wire.bytes.length > 0, 'the frame came');
    assert.deepEqual(wire.bytes, frame);
  });

  it('reads no more than a telegram can have', async () => {
    bridge.telegram = 'x'.repeat(100_000);
    const error = await wire.open(httpWire({ url, interval: 1 }));
    assert.equal(error?.code, 'too-long');
  });

  it('says what the bridge answers instead of a telegram', async () => {
    bridge.status = 403;
    const error = await wire.open(httpWire({ url, interval: 1 }));
    assert.deepEqual([error?.code, error?.details?.status], ['http-status', 403]);
  });

  it('says when the bridge no longer answers', async () => {
    await wire.open(httpWire({ url, interval: 0.01 }));
    await bridge.stop();
    await until(() => wire.closed.length > 0, 'the end was told');
    assert.deepEqual(
      wire.closed.map(({ code }) => code),
      ['unreachable'],
    );
    await bridge.start();
  });

  it('that nobody answers at all is unreachable', async () => {
    const error = await wire.open(httpWire({ url: 'http://127.0.0.1:1/', interval: 1 }));
    assert.equal(error?.code, 'unreachable');
  });
});
