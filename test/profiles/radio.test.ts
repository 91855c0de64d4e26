import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type DecodedTelegram, type DecodeOptions, decode } from '../../src/decode';
import { recognise } from '../../src/profiles';
import type { Reading } from '../../src/profiles/reading';
import { keysOf, meterOf, SimulatedMeter } from '../../src/simulator/meters';
import { linkAddress } from '../../src/simulator/radio/address';
import { bare } from '../framing/wmbus-frames';

const ELECTRICITY = 0x02;

interface Sender {
  manufacturer?: string;
  version?: number;
  type?: number;
}

/** What becomes of clear records of a meter, which is one of Stoen's where nothing else is said. */
function telegram(records: string, sender: Sender = {}, options: DecodeOptions = {}): DecodedTelegram {
  const address = linkAddress({ manufacturer: 'EGM', number: '12345678', version: 1, type: ELECTRICITY, ...sender });
  const content = Buffer.from(`7a2a000000${records.replaceAll(' ', '')}`, 'hex');
  const [result, ...others] = decode(bare(content, { address }), { receiver: 'raw', ...options });
  assert.ok(result?.kind === 'telegram' && others.length === 0);
  return result;
}

function reading(records: string, sender?: Sender): Reading {
  const { reading: made } = telegram(records, sender, { country: 'PL' });
  assert.ok(made !== undefined);
  return made;
}

const WATER = 0x07;
const HEAT = 0x04;

describe('readings of radio meters', () => {
  it('of Poland are known by the make alone', () => {
    for (const sender of [
      {},
      { manufacturer: 'APA', version: 2 },
      { manufacturer: 'DEV', version: 2, type: 0x37 },
      { manufacturer: 'KPL', version: 9 },
    ]) {
      const { meter, list, reading: made } = telegram('042B 64000000', sender);
      assert.deepEqual(made?.meter, {
        id: '12345678',
        manufacturer: sender.manufacturer ?? 'EGM',
        country: 'PL',
        medium: 'electricity',
      });
      assert.equal(recognise([], list)?.country, 'PL');
      assert.equal(meter?.id, '12345678');
    }
  });

  it('of other makes are not guessed, whatever they say', () => {
    for (const sender of [{ manufacturer: 'SIM' }, { type: WATER }, { manufacturer: 'APA', version: 9 }]) {
      assert.equal(telegram('042B 64000000', sender).reading, undefined);
    }
    const said = telegram('042B 64000000', { manufacturer: 'SIM' }, { country: 'DK' });
    assert.deepEqual([said.reading?.meter.country, said.reading?.power?.import], ['DK', 100]);
    const objects = [{ obis: '0-0:94.98.31', name: 'x', value: '0' }];
    assert.equal(recognise(objects)?.country, 'PL');
    assert.equal(recognise(objects, 'mbus'), undefined);
  });

  it('a chosen country wins', () => {
    assert.equal(telegram('042B 64000000', {}, { country: 'SE' }).reading?.meter.country, 'SE');
  });

  it('totals that are not sent are the sums of the tariffs', () => {
    assert.deepEqual(reading('841003 E8030000 842003 D0070000 8410833C 05000000').energy, {
      import: 3,
      export: 0.005,
      tariffs: { 1: { import: 1, export: 0.005 }, 2: { import: 2 } },
    });
  });

  it('totals that are sent stay as they are', () => {
    assert.deepEqual(reading('0403 A00F0000 841003 E8030000 842003 D0070000').energy, {
      import: 4,
      tariffs: { 1: { import: 1 }, 2: { import: 2 } },
    });
    assert.deepEqual(reading('0403 A00F0000').energy, { import: 4 });
  });

  it('powers of both ways, and what is left of them', () => {
    assert.deepEqual(reading('042B 64000000 04AB3C FA000000').power, { import: 100, export: 250, net: -150 });
    assert.deepEqual(reading('042B 64000000').power, { import: 100, net: 100 });
  });

  it('voltages in steps of 1 V and of 0.1 V', () => {
    const volts = (records: string) => Object.values(reading(records).phases ?? {}).map(({ voltage }) => voltage);
    assert.deepEqual(volts('0AFDC9FC01 3302 0AFDC9FC02 3102 0AFDC9FC03 2902'), [233, 231, 229]);
    assert.deepEqual(volts('02FDC8FC01 1909 02FDC8FC02 0509 02FDC8FC03 F108'), [232.9, 230.9, 228.9]);
    assert.deepEqual(Object.keys(reading('0AFDC9FC02 3102').phases!), ['L2']);
  });

  it('currents of each phase', () => {
    assert.deepEqual(reading('02FDDAFC01 2A00 02FDDAFC03 1400').phases, {
      L1: { current: 0.42 },
      L3: { current: 0.2 },
    });
  });

  it('the maximum of the month, in kW', () => {
    assert.deepEqual(reading('1B2B 563400').demand, { monthPeak: { value: 3.456 } });
    assert.equal(reading('5B2B 563400').demand, undefined, 'of the month before');
  });

  it('time is the meter’s, else that of arrival', () => {
    const made = reading('046D 3B975E36 042B 64000000');
    assert.deepEqual([made.timestamp, made.clock], ['2026-06-30T23:59:00+02:00', 'meter']);
    const { timestamp, clock } = reading('042B 64000000');
    assert.deepEqual([timestamp, clock], [undefined, 'host']);
  });

  for (const [name, records, type, medium, expected] of [
    ['water', '0413 393A0000', WATER, 'water', { volume: 14.905 }],
    ['cold water', '0413 393A0000', 0x16, 'water', { volume: 14.905 }],
    ['warm water', '0413 393A0000', 0x06, 'hot water', { volume: 14.905 }],
    ['hot water', '0413 393A0000', 0x15, 'hot water', { volume: 14.905 }],
    ['gas', '0413 393A0000', 0x03, 'gas', { volume: 14.905 }],
    ['heat in kWh', '0406 39300000 0414 E8030000', HEAT, 'heat', { energy: { import: 12345 }, volume: 10 }],
    ['heat in GJ', '040F 39300000 0414 E8030000', HEAT, 'heat', { volume: 10, heat: 123.45 }],
    ['heat at the inlet', '040F 39300000', 0x0c, 'heat', { heat: 123.45 }],
    ['electricity', '0406 39300000', ELECTRICITY, 'electricity', { energy: { import: 12345 } }],
  ] as const) {
    it(name, () => {
      const { meter, clock: _, ...said } = reading(records, { manufacturer: 'SIM', type });
      assert.equal(meter.medium, medium);
      assert.deepEqual(said, expected);
    });
  }

  it('what a meter keeps of a month ago is not what it says now', () => {
    assert.deepEqual(reading('0413 01000000 4413 02000000', { type: WATER }).volume, 0.001);
    assert.equal(reading('4413 02000000', { type: WATER }).volume, undefined);
  });
});

/** The paths of what a reading holds, with what stands there. */
function leaves(value: unknown, path = ''): [path: string, leaf: unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, member]) => leaves(member, path === '' ? key : `${path}.${key}`));
}

function simulatedReading(meter: string, at: number, seed: number): Map<string, unknown> {
  const simulated = new SimulatedMeter({ meter, start: at, seed });
  const options = { keys: [keysOf(meterOf(meter))!], receiver: simulated.receiver };
  const [result] = decode(simulated.telegram(at), options);
  assert.ok(result?.kind === 'telegram' && result.reading !== undefined);
  return new Map(leaves(result.reading));
}

describe('the same house by radio and by cable', () => {
  const minute = fc.integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2034, 0, 1) / 60_000 });

  /** Of the maker alone, or with fewer digits. */
  const OWN = /^meter\.|^events\./;

  for (const [radio, cable] of [
    ['pl-gama350-radio', 'pl-gama350'],
    ['pl-gama350-radio', 'pl-ma309m'],
    ['pl-amiplus', 'pl-ma309m'],
  ] as const) {
    it(`${radio} and ${cable} say the same where both say it`, () => {
      fc.assert(
        fc.property(minute, fc.nat(), (at, seed) => {
          const [byRadio, byCable] = [radio, cable].map((meter) => simulatedReading(meter, at * 60_000, seed)) as [
            Map<string, unknown>,
            Map<string, unknown>,
          ];
          assert.equal(String(byCable.get('meter.id')).slice(-8), byRadio.get('meter.id'));
          assert.deepEqual([byRadio.get('meter.country'), byRadio.get('meter.medium')], ['PL', 'electricity']);
          const both = [...byRadio.keys()].filter((path) => byCable.has(path) && !OWN.test(path));
          for (const path of both) {
            const expected = byCable.get(path);
            const rounded = path.endsWith('voltage') ? Math.round(expected as number) : expected;
            assert.deepEqual(byRadio.get(path), rounded, path);
          }
          for (const path of ['timestamp', 'power.net', 'energy.import', 'energy.export', 'energy.tariffs.2.import']) {
            assert.ok(both.includes(path), path);
          }
        }),
        { numRuns: 20 },
      );
    });
  }

  it('in the same shape', () => {
    const at = Date.UTC(2026, 6, 15, 12);
    const cable = simulatedReading('pl-ma309m', at, 9);
    for (const radio of ['pl-gama350-radio', 'pl-amiplus']) {
      const others = [...simulatedReading(radio, at, 9).keys()].filter((path) => !cable.has(path));
      assert.deepEqual(others, []);
    }
    const gama = simulatedReading('pl-gama350-radio', at, 9);
    const missing = [...cable.keys()].filter((path) => !gama.has(path));
    assert.deepEqual(missing, ['meter.model', 'events.message']);
  });
});
