import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MeterObject } from '../../src/base/telegram';
import { readRadioTelegram } from '../../src/framing/wmbus-telegram';
import { codedRecords } from '../../src/lists/records';
import { parseRecords } from '../../src/parse/records';
import { expandCompact, formatOfRecords } from '../../src/parse/records/compact';
import { type OmsMessage, openOms } from '../../src/security/oms';
import { frequencyAt } from '../../src/simulator/grid';
import { Household, type HouseholdRecord } from '../../src/simulator/household';
import { totalEnergy } from '../../src/simulator/household-state';
import { keysOf, meterOf, SimulatedMeter } from '../../src/simulator/meters';
import { withFormatA, withFormatB } from '../../src/simulator/radio/format';
import { RADIO_METERS } from '../../src/simulator/radio-meters';
import { totalReactivePower } from '../../src/simulator/reactive';
import { wallClock } from './dlms-truth';

const IDS = { id: 'E0099123456789026', gasId: 'G0099123456789026' };
const NUMBER = '34567890';
const HOUR = 3600_000;

type Said = Readonly<Record<string, number | string>>;

function energies(way: 'import' | 'export', { energy }: HouseholdRecord, tariffs: readonly number[]): Said {
  const of = (tariff: number) =>
    tariff === 0 ? totalEnergy(energy)[way] : tariff < 3 ? energy[way][tariff as 1 | 2] : 0;
  return Object.fromEntries(tariffs.map((tariff) => [`1-0:${way === 'import' ? 1 : 2}.8.${tariff} Wh`, of(tariff)]));
}

function powers(state: HouseholdRecord): Said {
  return { '1-0:1.7.0 W': state.import, '1-0:2.7.0 W': state.export };
}

function reactive(state: HouseholdRecord): Said {
  const { import: taken, export: given } = totalReactivePower(state);
  return { '1-0:3.7.0 kvar': taken / 1000, '1-0:4.7.0 kvar': given / 1000 };
}

function perPhase(
  { phases }: HouseholdRecord,
  c: number,
  unit: string,
  of: (phase: (typeof phases)[0]) => number,
): Said {
  return Object.fromEntries(phases.map((phase, i) => [`1-0:${c + 20 * i}.7.0 ${unit}`, of(phase)]));
}

const wholeVolts = ({ voltage }: { voltage: number }) => Math.round(voltage);

/** What each says of the house, beside its clock, by code and unit. */
const SAYS: Readonly<Record<string, (state: HouseholdRecord) => Said>> = {
  'pl-gama350-radio': (state) => ({
    '0-0:96.1.0': NUMBER,
    ...energies('import', state, [0, 1, 2, 3, 4]),
    ...energies('export', state, [0, 1, 2, 3, 4]),
    ...powers(state),
    ...reactive(state),
    ...perPhase(state, 32, 'V', wholeVolts),
    '0-0:17.0.0 W': 70_000,
  }),
  'pl-amiplus': (state) => ({
    '0-0:96.1.0': NUMBER,
    ...perPhase(state, 32, 'V', wholeVolts),
    ...energies('export', state, [3, 2, 1]),
    '0-0:17.0.0 W': 0,
    ...energies('import', state, [1, 2, 3]),
    ...powers(state),
  }),
  'pl-multical21': ({ water }) => ({
    '8-0:1.0.0 m³': water.volume / 1000,
    'volume of 1 m³': water.monthStart / 1000,
    'flowTemperature of 1 °C': water.temperature,
    'externalTemperature of 1 °C': water.room,
  }),
  'pl-oms-mode7': (state) => ({
    '0-0:96.1.0': '1SIM1234567890',
    ...energies('import', state, [0, 1, 2]),
    ...energies('export', state, [0]),
    ...powers(state),
    ...reactive(state),
    ...perPhase(state, 32, 'V', ({ voltage }) => voltage),
    ...perPhase(state, 31, 'A', ({ current }) => current),
    '1-0:14.7.0 Hz': frequencyAt(state.time) / 100,
  }),
};

/** The name of what has no code, with its storage number; its unit where it has one. */
function keyOf({ obis, name, unit, record }: MeterObject): string {
  return `${obis ?? `${name} of ${record!.storage}`}${unit === undefined ? '' : ` ${unit}`}`;
}

function said(objects: readonly MeterObject[]): Said {
  const values = objects.filter(({ obis, name }) => obis !== '0-0:1.0.0' && name !== 'manufacturerSpecific');
  return Object.fromEntries(values.map((object) => [keyOf(object), object.value as number | string]));
}

function opened(id: string, telegram: Buffer): OmsMessage {
  const message = openOms(readRadioTelegram(telegram), { keys: [keysOf(meterOf(id))!] })!;
  assert.deepEqual(message.security.remarks, []);
  return message;
}

/** Its objects with their codes, and its clock. */
function read({ data, meter }: Pick<OmsMessage, 'data' | 'meter'>) {
  return codedRecords(parseRecords(data, true).objects, meter.type);
}

const start = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) });

describe('each simulated meter that sends by radio', () => {
  it('is in the table of this test', () => {
    assert.deepEqual(Object.keys(SAYS).sort(), RADIO_METERS.map(({ id }) => id).sort());
  });

  for (const [id, says] of Object.entries(SAYS)) {
    const model = meterOf(id);

    it(`${id} is read as the house is`, () => {
      fc.assert(
        fc.property(start, fc.nat(), fc.nat(3 * HOUR), fc.nat(0xffffffff), (at, seed, lived, counter) => {
          const house = new Household({ start: at, seed, zone: 'Europe/Warsaw' });
          house.advance(at + lived);
          const state = house.read();
          const message = opened(id, model.lists[0]!.encode(state, IDS, counter));
          assert.deepEqual([message.meter.id, message.accessNumber], [NUMBER, counter & 0xff]);
          const isOms = id === 'pl-oms-mode7';
          assert.deepEqual(
            [message.security.authenticated, message.security.counter],
            [isOms, isOms ? counter : undefined],
          );
          const { objects, time } = read(message);
          assert.deepEqual(said(objects), says(state));
          if (id === 'pl-multical21') return;
          const [year, month, day, hour, minute, second] = wallClock(state.time, 'Europe/Warsaw').map((part) =>
            String(part).padStart(2, '0'),
          );
          const local = `${year}-${month}-${day}T${hour}:${minute}:${isOms ? '00' : second}`;
          const offset = (Date.parse(`${local}Z`) - state.time) / HOUR;
          assert.deepEqual(time, { local, dst: offset > 1.5 });
        }),
        { numRuns: 60 },
      );
    });

    it(`${id} is read in both formats of its CRCs`, () => {
      const house = new Household({ start: Date.UTC(2026, 6, 1), zone: 'Europe/Warsaw' });
      const telegram = model.lists[0]!.encode(house.read(), IDS, 5);
      const bare = readRadioTelegram(telegram);
      for (const [format, framed] of [
        ['A', withFormatA(telegram)],
        ['B', withFormatB(telegram)],
      ] as const) {
        assert.deepEqual(readRadioTelegram(framed), { ...bare, format, check: 'ok' });
      }
    });
  }

  it('pl-multical21 says in a compact frame what it says in a full one', () => {
    fc.assert(
      fc.property(start, fc.nat(), fc.integer({ min: 1, max: 7 }), (at, seed, sent) => {
        const { encode } = meterOf('pl-multical21').lists[0]!;
        const house = new Household({ start: at, seed, zone: 'Europe/Warsaw' });
        const full = opened('pl-multical21', encode(house.read(), IDS, 0, 0));
        house.advance(at + HOUR);
        const state = house.read();
        const compact = opened('pl-multical21', encode(state, IDS, 1, sent));
        assert.deepEqual([full.application, compact.application], ['records', 'compact']);
        const expansion = expandCompact(compact.data, (signature) => {
          const format = formatOfRecords(full.data);
          return format.signature === signature ? format : undefined;
        });
        assert.ok(expansion.kind === 'records');
        const { objects } = read({ data: expansion.apl, meter: compact.meter });
        assert.deepEqual(said(objects), SAYS['pl-multical21']!(state));
      }),
      { numRuns: 40 },
    );
  });

  it('knows the hour that a night in October has twice', () => {
    const times = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map(Date.parse);
    for (const id of ['pl-gama350-radio', 'pl-amiplus', 'pl-oms-mode7']) {
      const meter = new SimulatedMeter({ meter: id, start: times[0]!, receiver: 'raw' });
      const clocks = times.map((at) => read(opened(id, meter.telegram(at))).time);
      const local = '2026-10-25T02:30:00';
      assert.deepEqual(clocks, [
        { local, dst: true },
        { local, dst: false },
      ]);
    }
  });
});
