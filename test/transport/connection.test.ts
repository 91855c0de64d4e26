import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { MeterError } from '../../src/base/errors';
import type { OpenWire, WireEvents } from '../../src/transport/wire';
import { SIMULATED } from '../framing/telegrams';
import { WatchedConnection } from './watched';

const SECOND = 1000;

/** A wire of which a test decides whether it opens, and what it tells. */
class FakeWire {
  opened = 0;
  closed = 0;
  events: WireEvents | undefined;
  #answer: (error?: MeterError) => void = () => {};

  readonly open: OpenWire = (events) => {
    this.opened++;
    this.events = events;
    return new Promise((resolve, reject) => {
      const wire = {
        write: () => {},
        close: async () => {
          this.closed++;
        },
      };
      this.#answer = (error) => (error === undefined ? resolve(wire) : reject(error));
    });
  };

  async succeed(): Promise<void> {
    this.#answer();
    await settled();
  }

  async fail(error: MeterError): Promise<void> {
    this.#answer(error);
    await settled();
  }
}

/** Lets all that waits for no time happen. */
async function settled(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

/** Lets time pass. */
async function pass(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= SECOND) {
    mock.timers.tick(Math.min(left, SECOND));
    await settled();
  }
}

describe('a connection over time', () => {
  let wire: FakeWire;
  let connection: WatchedConnection;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    wire = new FakeWire();
    connection = new WatchedConnection(wire.open);
  });

  afterEach(() => mock.timers.reset());

  function waits(): number[] {
    return connection.states.flatMap((state) => (state.phase === 'lost' ? [state.retryIn / SECOND] : []));
  }

  it('waits longer from failure to failure, up to a quarter of a minute', async () => {
    for (let attempt = 0; attempt < 7; attempt++) {
      await wire.fail(new MeterError('refused', 'not now'));
      await pass(15 * SECOND);
    }
    assert.deepEqual(waits(), [1, 2, 5, 10, 15, 15, 15]);
    assert.equal(wire.opened, 8);
  });

  it('opens again after the wait, not before', async () => {
    await wire.fail(new MeterError('no-port', 'gone'));
    await pass(999);
    assert.equal(wire.opened, 1);
    await pass(1);
    assert.equal(wire.opened, 2);
  });

  it('waits a second again after bytes have come, but not after a mere opening', async () => {
    for (const bytes of [undefined, undefined, Buffer.from('x')]) {
      await wire.succeed();
      if (bytes !== undefined) wire.events!.data(bytes);
      wire.events!.closed(new MeterError('disconnected', 'gone'));
      await pass(5 * SECOND);
    }
    assert.deepEqual(waits(), [1, 2, 1]);
  });

  it('opens a line anew that has been silent for a minute', async () => {
    await wire.succeed();
    await pass(15 * SECOND);
    assert.deepEqual(connection.phases, ['opening', 'waiting', 'silent']);
    await pass(59 * SECOND);
    assert.equal(wire.closed, 0);
    await pass(SECOND);
    assert.deepEqual([wire.closed, wire.opened], [1, 2]);
    await wire.succeed();
    wire.events!.data(SIMULATED);
    assert.deepEqual(connection.phases.slice(3), ['opening', 'waiting', 'receiving']);
  });

  it('leaves a line alone that speaks again', async () => {
    await wire.succeed();
    await pass(30 * SECOND);
    wire.events!.data(SIMULATED);
    assert.equal(connection.phase, 'receiving');
    await pass(59 * SECOND);
    assert.deepEqual([wire.closed, wire.opened], [0, 1]);
  });

  it('a telegram that was cut is reported though nothing follows', async () => {
    await wire.succeed();
    wire.events!.data(SIMULATED.subarray(0, 300));
    await pass(3 * SECOND);
    const [item] = connection.found;
    assert.ok(item?.kind === 'error' && item.error.code === 'truncated');
  });

  it('closes a wire that opens after the stop', async () => {
    const stopped = connection.stop();
    await wire.succeed();
    await stopped;
    assert.equal(wire.closed, 1);
    assert.deepEqual(connection.phases, ['opening']);
  });

  it('does nothing more after the stop', async () => {
    await wire.succeed();
    await connection.stop();
    const before = [...connection.states];
    wire.events!.data(SIMULATED);
    wire.events!.closed(new MeterError('disconnected', 'gone'));
    await pass(120 * SECOND);
    assert.deepEqual([connection.states, connection.found, wire.opened, wire.closed], [before, [], 1, 1]);
  });

  it('takes an error that is none of ours for a failure', async () => {
    await wire.fail(new TypeError('what?') as unknown as MeterError);
    assert.deepEqual(
      connection.errors.map(({ code, message }) => [code, message]),
      [['failed', 'TypeError: what?']],
    );
  });
});
