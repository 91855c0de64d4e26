import assert from 'node:assert/strict';
import { setImmediate as soon } from 'node:timers/promises';
import { SimulatedMeter } from '../../src/simulator/meters';
import { simulatedWire } from '../../src/simulator/wire';

const SERIAL_NUMBER = Buffer.from('803F0235E90D', 'hex');

async function opened(meter: string, echo = false) {
  const chunks: Buffer[] = [];
  const simulated = new SimulatedMeter({ meter, start: Date.now(), echo });
  const wire = await simulatedWire(simulated, 1)(
    { data: (chunk) => chunks.push(chunk), closed: assert.fail },
    new AbortController().signal,
  );
  return { wire, chunks };
}

describe('a wire to a simulated meter', () => {
  it('brings a telegram at once', async () => {
    const { wire, chunks } = await opened('dsmr5');
    await soon();
    assert.equal(chunks.length, 1);
    wire.write(SERIAL_NUMBER);
    await soon();
    assert.equal(chunks.length, 1, 'it does not answer');
    await wire.close();
  });

  it('brings nothing before it is closed again', async () => {
    const { wire, chunks } = await opened('dsmr5');
    await wire.close();
    await soon();
    assert.equal(chunks.length, 0);
  });

  it('takes a question to a meter that waits for one, and brings the answer', async () => {
    const { wire, chunks } = await opened('dk-kmp');
    await soon();
    assert.equal(chunks.length, 0);
    wire.write(SERIAL_NUMBER.subarray(0, 3));
    wire.write(SERIAL_NUMBER.subarray(3));
    assert.equal(chunks.length, 0, 'a line takes time');
    await soon();
    assert.deepEqual(
      chunks.map((chunk) => chunk.toString('hex').slice(0, 6)),
      ['403f02'],
    );
    wire.write(SERIAL_NUMBER);
    await wire.close();
    await soon();
    assert.equal(chunks.length, 1, 'it is closed');
  });

  it('mirrors the question where there is an optical head', async () => {
    const { wire, chunks } = await opened('dk-kmp', true);
    wire.write(SERIAL_NUMBER);
    await soon();
    assert.deepEqual(chunks[0]!.subarray(0, SERIAL_NUMBER.length), SERIAL_NUMBER);
    assert.ok(chunks[0]!.length > SERIAL_NUMBER.length);
    await wire.close();
  });
});
