import assert from 'node:assert/strict';
import type { Reading } from '../../src/profiles/reading';
import { Household } from '../../src/simulator/household';
import { totalEnergy } from '../../src/simulator/household-state';
import { keysOf, METERS, type MeterModel } from '../../src/simulator/meters';
import { type Country, zoneOf } from '../../src/simulator/zones';
import { usePtyPair } from '../transport/pty';
import { eventually } from './eventually';
import { arrived, deploy, useNodeRed } from './flow';
import { PluggedIn } from './plugged-in';

/*
 * Every meter from its plug, or from the receiver that hears it, to a reading in Node-RED: a pseudo-terminal, opened through
 * serialport at both ends.
 */

/** Full hours, so that the meters of Norway send their longest list. */
const START = Date.UTC(2026, 10, 20, 18);
const SEED = 1;

const SINKS = [
  { id: 'out', type: 'sink' },
  { id: 'caught', type: 'sink' },
];
const CATCH = { id: 'catch', type: 'catch', wires: [['caught']] };

describe('from the plug of each meter to a reading', () => {
  useNodeRed();
  const pair = usePtyPair('one for all');
  let plugged: PluggedIn | undefined;

  afterEach(() => plugged?.close());

  for (const model of METERS) {
    const { id, country, line } = model;
    it(`${id}, ${line}`, async () => {
      plugged = new PluggedIn({ meter: id, start: START, seed: SEED });
      await plugged.open(pair.meterEnd);
      const { receiver } = plugged.meter;
      const serial = { kind: 'serial', path: pair.nodeEnd, line, dataRequest: 'none' };
      const port = { id: 'port', type: 'han-port', ...serial, talk: talkOf(model), receiver, mode: model.radio };
      const secret = { id: 'keys', type: 'han-keys', name: '', meter: '', credentials: { ...keysOf(model) } };
      const meter = { id: 'meter', type: 'han-meter', name: id, connection: 'port', country, keys: '' };
      await deploy(port, secret, { ...meter, wires: [['out'], []] }, ...SINKS, CATCH);
      const { payload, security } = await eventually(async () => {
        await plugged!.send();
        return arrived().find((message) => isWhole(message.payload));
      }, 8_000);
      assert.deepEqual(arrived('caught'), []);
      assert.equal(payload.meter.country, country);
      const { energy, volume } = payload;
      if (volume === undefined)
        assert.ok(Math.abs(energy.import - energyOfHouse(country)) < 50, `${energy.import} kWh`);
      else assert.ok(Math.abs(volume - volumeOfHouse(country)) < 1, `${volume} m³`);
      assert.equal(security?.authenticated, isProven(model));
    }).timeout(20_000);
  }
});

function talkOf({ radio, responder }: MeterModel): string {
  if (radio !== undefined) return 'radio';
  return responder === undefined ? 'listen' : 'kmp';
}

/** Everything that the lists of a meter tell has come. */
function isWhole({ energy, power, volume }: Partial<Reading>): boolean {
  return volume !== undefined || ((energy?.import ?? 0) > 0 && power?.import !== undefined);
}

/** Sent without a tag; mode 5 and the extended link layer of radio have none. */
const UNPROVEN: ReadonlySet<string> = new Set(['at-kaifa', 'pl-gama350-radio', 'pl-amiplus', 'pl-multical21']);

function isProven({ id, keys }: MeterModel): boolean | undefined {
  return keys === undefined ? undefined : !UNPROVEN.has(id);
}

/** kWh on the register of the same house at the start; in the hours of a test it takes a few more. */
function energyOfHouse(country: Country): number {
  const house = new Household({ start: START, seed: SEED, zone: zoneOf(country) });
  return totalEnergy(house.read().energy).import / 1000;
}

/** m³ */
function volumeOfHouse(country: Country): number {
  const house = new Household({ start: START, seed: SEED, zone: zoneOf(country) });
  return house.read().water.volume / 1000;
}
