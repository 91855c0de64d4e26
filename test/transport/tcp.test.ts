import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { tcpWire } from '../../src/transport/tcp';
import { SIMULATED, simulatedTelegrams } from '../framing/telegrams';
import { until } from './until';
import { WatchedConnection, WatchedWire } from './watched';

const HOST = '127.0.0.1';

/** A bridge that sends what the meter sends, as far as a connection can tell. */
class Bridge {
  readonly sockets: Socket[] = [];
  readonly received: Buffer[] = [];
  #server: Server | undefined;
  port = 0;

  async open(): Promise<void> {
    const server = createServer((socket) => {
      this.sockets.push(socket);
      socket.on('data', (chunk) => this.received.push(chunk));
      socket.on('error', () => {});
    });
    server.listen(this.port, HOST);
    await once(server, 'listening');
    this.#server = server;
    this.port = (server.address() as { port: number }).port;
  }

  async close(): Promise<void> {
    if (this.#server === undefined) return;
    this.#server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(this.#server, 'close');
    this.#server = undefined;
  }

  get socket(): Socket {
    return this.sockets.at(-1)!;
  }

  get wire() {
    return tcpWire({ host: HOST, port: this.port });
  }
}

describe('TCP', () => {
  let bridge: Bridge;

  beforeEach(async () => {
    bridge = new Bridge();
    await bridge.open();
  });

  afterEach(() => bridge.close());

  it('gives what the bridge sends, and sends what it is given', async () => {
    const wire = new WatchedWire();
    assert.equal(await wire.open(bridge.wire), undefined);
    await until(() => bridge.sockets.length === 1, 'the bridge has taken the connection');
    bridge.socket.write(SIMULATED);
    await until(() => wire.bytes.length === SIMULATED.length, 'the telegram has come');
    assert.deepEqual(wire.bytes, SIMULATED);
    wire.write(Buffer.from('hello'));
    await until(() => Buffer.concat(bridge.received).toString() === 'hello', 'the bridge has heard it');
    await wire.close();
    await until(() => bridge.socket.closed, 'the bridge has seen the end');
    assert.deepEqual(wire.closed, []);
  });

  it('a connection that the bridge ends or breaks is told once', async () => {
    for (const end of ['end', 'destroy', 'resetAndDestroy'] as const) {
      const wire = new WatchedWire();
      await wire.open(bridge.wire);
      await until(() => bridge.sockets.length > 0 && !bridge.socket.destroyed, 'the bridge has taken the connection');
      bridge.socket[end]();
      await until(() => wire.closed.length > 0, 'the end was told');
      await wire.close();
      assert.deepEqual(
        wire.closed.map(({ code, details }) => [code, details]),
        [['disconnected', { host: HOST, port: bridge.port }]],
        end,
      );
    }
  });

  it('a lost connection is made again', async () => {
    const [first, second, third] = simulatedTelegrams(3) as [Buffer, Buffer, Buffer];
    const connection = new WatchedConnection(bridge.wire);
    await until(() => bridge.sockets.length === 1, 'the bridge has taken the connection');
    bridge.socket.write(first);
    bridge.socket.write(second.subarray(0, 300));
    await until(() => connection.frames.length === 1, 'a telegram has come');
    bridge.socket.destroy();
    await until(() => bridge.sockets.length === 2, 'the bridge has taken another connection');
    bridge.socket.write(third);
    await until(() => connection.frames.length === 2, 'another telegram has come');
    assert.deepEqual(
      connection.frames.map(({ wire }) => wire),
      [first, third],
    );
    assert.deepEqual(connection.found.length, 2, 'half a telegram of the old connection is no part of the new one');
    assert.deepEqual(
      connection.errors.map(({ code }) => code),
      ['disconnected'],
    );
    await connection.stop();
    assert.equal(connection.phase, 'receiving', 'nothing is told after the stop');
  });

  it('a bridge that is not there is asked again, later each time', async () => {
    await bridge.close();
    const connection = new WatchedConnection(bridge.wire);
    await until(() => connection.errors.length === 2, 'two attempts have failed');
    const lost = connection.states.flatMap((state) => (state.phase === 'lost' ? [state] : []));
    assert.deepEqual(
      lost.map(({ error, retryIn }) => [error.code, error.details, retryIn]),
      [1000, 2000].map((retryIn) => ['refused', { host: HOST, port: bridge.port }, retryIn]),
    );
    await connection.stop();
  });

  it('a bridge that comes is found', async () => {
    await bridge.close();
    const connection = new WatchedConnection(bridge.wire);
    await until(() => connection.errors.length === 1, 'the first attempt has failed');
    await bridge.open();
    await until(() => bridge.sockets.length === 1, 'the bridge has taken the connection');
    bridge.socket.write(SIMULATED);
    await until(() => connection.frames.length === 1, 'a telegram has come');
    await connection.stop();
  });

  it('a name that nobody knows is unreachable', async () => {
    const error = await new WatchedWire().open(tcpWire({ host: 'meter.invalid', port: 1 }));
    assert.deepEqual([error?.code, error?.details], ['unreachable', { host: 'meter.invalid', port: 1 }]);
  });

  it('stops while it connects', async () => {
    // TEST-NET-1 (RFC 5737): nobody answers there, or the network says at once that there is no way.
    const connection = new WatchedConnection(tcpWire({ host: '192.0.2.1', port: 9 }));
    await connection.stop();
    assert.deepEqual(connection.phases, ['opening']);
  });

  it('stops while it waits for the next attempt', async () => {
    await bridge.close();
    const connection = new WatchedConnection(bridge.wire);
    await until(() => connection.phase === 'lost', 'the first attempt has failed');
    await connection.stop();
    assert.deepEqual(connection.phases, ['opening', 'lost']);
  });

  it('forgets a connection that has ended, however often', async () => {
    const signal = new AbortController().signal;
    let listeners = 0;
    for (const method of ['addEventListener', 'removeEventListener'] as const) {
      const original = signal[method].bind(signal) as (...args: unknown[]) => void;
      signal[method] = ((...args: unknown[]) => {
        listeners += method === 'addEventListener' ? 1 : -1;
        original(...args);
      }) as typeof signal.addEventListener;
    }
    for (let i = 0; i < 5; i++) {
      const wire = await bridge.wire({ data: () => {}, closed: () => {} }, signal);
      await wire.close();
    }
    assert.ok(listeners <= 1, `${listeners} listeners wait for the end`);
  });
});
