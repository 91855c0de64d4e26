import assert from 'node:assert/strict';
import { decode } from '../../src/decode';
import type { Reading } from '../../src/profiles/reading';
import { eventually } from './eventually';
import { arrived, deploy, type Received, receive, statusText, useNodeRed } from './flow';

const SIMULATOR = { id: 'sim', type: 'han-simulator', name: 'home', meter: 'dsmr5', speed: '1', wires: [['out']] };
const OUT = { id: 'out', type: 'sink' };
const CATCH = { id: 'catch-all', type: 'catch', wires: [['caught']] };
const CAUGHT = { id: 'caught', type: 'sink' };

function readingIn({ payload }: Received): Reading {
  const [result] = decode(payload as Buffer);
  assert.equal(result?.kind, 'telegram');
  assert.ok(result.reading);
  return result.reading;
}

function importOnL1(message: Received): number {
  return readingIn(message).phases!.L1!.power!.import!;
}

describe('simulated meter', () => {
  useNodeRed();

  it('sends a telegram at once, and then as often as a real one', async () => {
    await deploy(SIMULATOR, OUT);
    await eventually(() => arrived().length === 1, 900);
    await eventually(() => arrived().length === 3, 4000);
    assert.equal(arrived()[0]!.topic, 'home');
    assert.match(statusText('sim')!, /status\.simulating$/);
    const [first, , third] = arrived().map((message) => Date.parse(readingIn(message).timestamp!));
    assert.ok(Math.abs(first! - Date.now()) < 60_000);
    assert.ok(third! - first! >= 1000 && third! - first! <= 4000);
  });

  it('boils water when it is told to', async () => {
    await deploy(SIMULATOR, OUT);
    receive('sim', {
      payload: { car: false, 'heat pump': false, boiler: false, dishwasher: false, television: false },
    });
    const before = await eventually(() => arrived().length > 1 && importOnL1(arrived().at(-1)!), 3000);
    receive('sim', { payload: { kettle: 60 } });
    await eventually(() => importOnL1(arrived().at(-1)!) > before + 1900, 3000);
    receive('sim', { payload: { kettle: false } });
    await eventually(() => importOnL1(arrived().at(-1)!) < before + 100, 3000);
  });

  it('lets time run faster', async () => {
    await deploy({ ...SIMULATOR, speed: '3600' }, OUT);
    await eventually(() => arrived().length === 3, 4000);
    const [first, , third] = arrived().map((message) => Date.parse(readingIn(message).timestamp!));
    assert.ok(third! - first! >= 3600_000, `${third! - first!} ms`);
  });

  for (const payload of [undefined, null, 1, 'kettle', [], {}, { teleporter: true }, { kettle: Number.NaN, x: 1 }]) {
    it(`does not know what to switch at ${JSON.stringify(payload)}`, async () => {
      await deploy(SIMULATOR, OUT, CATCH, CAUGHT);
      receive('sim', { payload });
      await eventually(() => arrived('caught').length === 1, 2000);
      assert.equal(arrived('caught')[0]!.error.code, 'unsupported');
    });
  }
});
