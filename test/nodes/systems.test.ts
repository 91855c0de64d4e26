import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { Household } from '../../src/simulator/household';
import { totalEnergy } from '../../src/simulator/household-state';
import { keysOf, METERS, SimulatedMeter } from '../../src/simulator/meters';
import { type Country, zoneOf } from '../../src/simulator/zones';
import { lineSettings, serialWire } from '../../src/transport/serial';
import type { Wire } from '../../src/transport/wire';
import { needSocat, openPtyPair, type PtyPair, removeEnds } from '../transport/pty';
import { eventually } from './eventually';
import { arrived, deploy, useNodeRed } from './flow';

/*
 * Every meter from its plug to a reading in Node-RED: a pseudo-terminal, opened through serialport at both ends.
 */

/** Full hours, so that the meters of Norway send their longest list. */
const START = Date.UTC(2026, 10, 20, 18);
const SEED = 1;

const SINKS = [
  { id: 'out', type: 'sink' },
  { id: 'caught', type: 'sink' },
];
const CATCH = { id: 'catch', type: 'catch', wires: [['caught']] };

/** A meter at the end of a cable. */
class PluggedIn {
  readonly meter: SimulatedMeter;
  #wire: Wire | undefined;
  #at = START;

  constructor(id: string) {
    this.meter = new SimulatedMeter({ meter: id, start: START, seed: SEED });
  }

  async open(path: string): Promise<void> {
    const settings = { path, ...lineSettings(this.meter.model.line), dataRequest: 'none' } as const;
    this.#wire = await serialWire(settings)({ data: (asked) => this.#answer(asked), closed: () => {} }, NEVER);
  }

  /** Sends what is due in the next five minutes. */
  async send(): Promise<void> {
    this.#at += 300_000;
    this.#wire!.write(this.meter.telegram(this.#at));
    await wait(20);
  }

  close(): Promise<void> | undefined {
    return this.#wire?.close();
  }

  #answer(asked: Uint8Array): void {
    this.#wire!.write(this.meter.answer(asked, this.#at));
  }
}

const NEVER = new AbortController().signal;

describe('from the plug of each meter to a reading', () => {
  useNodeRed();
  let pair: PtyPair;
  let plugged: PluggedIn | undefined;

  before(async function () {
    needSocat(this);
    pair = await openPtyPair();
  });
  afterEach(() => plugged?.close());
  after(async () => {
    await pair?.close();
    if (pair !== undefined) await removeEnds(pair);
  });

  for (const model of METERS) {
    const { id, country, line, keys, responder } = model;
    it(`${id}, ${line}`, async () => {
      plugged = new PluggedIn(id);
      await plugged.open(pair.meterEnd);
      const talk = responder === undefined ? 'listen' : 'kmp';
      const port = {
        id: 'port',
        type: 'han-port',
        kind: 'serial',
        path: pair.nodeEnd,
        line,
        dataRequest: 'none',
        talk,
      };
      const secret = { id: 'keys', type: 'han-keys', name: '', meter: '', credentials: { ...keysOf(model) } };
      const meter = { id: 'meter', type: 'han-meter', name: id, connection: 'port', country, keys: '' };
      await deploy(port, secret, { ...meter, wires: [['out'], []] }, ...SINKS, CATCH);
      await eventually(async () => {
        await plugged!.send();
        return arrived().some(({ payload }) => payload.energy?.import > 0 && payload.power?.import >= 0);
      }, 8_000);
      assert.deepEqual(arrived('caught'), []);
      const { payload, security } = arrived().findLast(({ payload: { energy } }) => energy?.import > 0)!;
      assert.equal(payload.meter.country, country);
      assert.ok(Math.abs(payload.energy.import - energyOfHouse(country)) < 50, `${payload.energy.import} kWh`);
      assert.equal(security?.authenticated, keys === undefined ? undefined : id !== 'at-kaifa');
    }).timeout(20_000);
  }
});

/** kWh on the register of the same house at the start; in the hours of a test it takes a few more. */
function energyOfHouse(country: Country): number {
  const house = new Household({ start: START, seed: SEED, zone: zoneOf(country) });
  return totalEnergy(house.read().energy).import / 1000;
}
