import assert from 'node:assert/strict';
import { MeterPort } from '../../../nodes/base/meter-port';
import type { MeterError } from '../../../src/base/errors';
import { Listener } from '../../../src/session/listen';
import { SimulatedMeter } from '../../../src/simulator/meters';
import { simulatedWire } from '../../../src/simulator/wire';
import { eventually } from '../eventually';

describe('a port with several users', () => {
  it('lives through one that throws, tells it, and serves the others', async () => {
    const meter = new SimulatedMeter({ meter: 'dsmr5', start: Date.now(), seed: 1 });
    const port = new MeterPort(simulatedWire(meter, 1), () => new Listener());
    const failures: MeterError[] = [];
    let frames = 0;
    const endFirst = port.use({
      found: () => {
        throw new TypeError('a bug');
      },
      state: () => {},
      failed: (error) => failures.push(error),
    });
    const endSecond = port.use({
      found: (items) => {
        frames += items.length;
      },
      state: () => {},
      failed: assert.fail,
    });
    await eventually(() => frames > 0 && failures.length > 0, 5_000, 'a telegram came');
    assert.deepEqual([failures[0]!.code, failures[0]!.message], ['failed', 'TypeError: a bug']);
    await endFirst();
    await endSecond();
  });
});
