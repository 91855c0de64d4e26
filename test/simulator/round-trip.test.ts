import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode } from '../../src/decode';
import { recognise } from '../../src/profiles';
import type { Reading } from '../../src/profiles/reading';
import { Household, type HouseholdRecord } from '../../src/simulator/household';
import { LocalClock } from '../../src/simulator/local-clock';
import { keysOf, meterOf } from '../../src/simulator/meters';
import { P1_METERS } from '../../src/simulator/p1-meters';
import { highest, type Peak } from '../../src/simulator/quarter-hours';

const IDS = { id: 'E0099123456789026', gasId: 'G0099123456789026' };
const DAY = 24 * 3600_000;

/** What a meter tells, beside power and energy, and how finely. */
interface Tells {
  /** No country where the list does not tell it. */
  readonly country?: string;
  readonly checked?: false;
  /** Its number where that is not the id of {@link IDS}; none. */
  readonly id?: string | false;
  /** W */
  readonly power?: number;
  /** `registers`: which of them counts is not told. */
  readonly tariffs?: 'same' | 'swapped' | 'registers' | 'none';
  readonly voltage?: false | 'L1';
  /** A; absent where it tells none. */
  readonly current?: number;
  readonly gas?: 'gas' | 'hourlyGas';
  /** The example of DSMR 3.0 prints the gas meter's id before its type, and our reading does not take it from there. */
  readonly demand?: true;
}

const TELLS: Readonly<Record<string, Tells>> = {
  dsmr5: { country: 'NL', current: 1, gas: 'gas' },
  dsmr22: { country: 'NL', checked: false, power: 10, voltage: false, gas: 'hourlyGas' },
  dsmr3: { country: 'NL', checked: false, power: 10, voltage: false, gas: 'hourlyGas' },
  dsmr42: { country: 'NL', voltage: false, current: 1, gas: 'hourlyGas' },
  be: { country: 'BE', tariffs: 'swapped', current: 0.01, gas: 'gas', demand: true },
  'se-ell5': { id: false, tariffs: 'none', current: 0.1 },
  'se-adn9': { id: false, tariffs: 'none', current: 0.1 },
  hu: { country: 'HU', current: 1 },
  lu: { country: 'LU', id: 'SIM9123456789026', tariffs: 'none', current: 1, gas: 'gas' },
  'pl-gama150': { country: 'PL', id: '1234567890', tariffs: 'registers', voltage: false },
  'pl-gama350': { country: 'PL', id: '1234567890', tariffs: 'registers', voltage: false },
  'pl-ma110m': { country: 'PL', id: '1234567890', tariffs: 'registers', voltage: 'L1' },
  'pl-ma309m': { country: 'PL', id: '1234567890', tariffs: 'registers' },
};

/** Stoen's limits, which nobody has described. */
const UNNAMED = /^0-0:94\.98\.3[123]$/;

const start = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) });

function house(at: number, seed: number, lived: number): HouseholdRecord {
  const household = new Household({ start: at, seed });
  household.advance(at + lived);
  return household.read();
}

/** To a multiple of `step`, as a meter prints it. */
function rounded(value: number, step: number): number {
  const parts = Math.round(1 / step);
  return step >= 1 ? Math.round(value / step) * step : Math.round(value * parts) / parts;
}

const clock = new LocalClock('Europe/Amsterdam');

/** Without a letter the second pass of the doubled hour reads like the first. */
function sameLocalTime(iso: string | undefined, time: number): void {
  const read = Date.parse(iso!);
  const local = (at: number) => clock.local(at - (at % 1000));
  assert.equal(local(read), local(time), `${iso} is not ${new Date(time).toISOString()}`);
}

function isPeak(read: { value: number; timestamp?: string } | undefined, { watts, at }: Peak): void {
  assert.equal(read!.value, watts / 1000);
  assert.equal(Date.parse(read!.timestamp!), at - (at % 1000));
}

function energyIs(reading: Reading, state: HouseholdRecord, { tariffs = 'same' }: Tells): void {
  for (const way of ['import', 'export'] as const) {
    const { 1: low, 2: normal } = state.energy[way];
    assert.equal(reading.energy![way], (low + normal) / 1000);
    if (tariffs === 'none') continue;
    const expected = tariffs === 'swapped' ? [normal, low] : [low, normal];
    const read = [1, 2].map((tariff) => reading.energy!.tariffs![tariff]![way]);
    assert.deepEqual(
      read,
      expected.map((energy) => energy / 1000),
    );
  }
  const expected = { same: state.tariff, swapped: 3 - state.tariff, registers: undefined, none: undefined }[tariffs];
  assert.equal(reading.tariff, expected);
}

function phasesAre({ phases }: Reading, state: HouseholdRecord, { voltage, current, power = 1 }: Tells): void {
  state.phases.forEach((expected, i) => {
    const read = phases?.[`L${i + 1}` as 'L1' | 'L2' | 'L3'];
    const told = voltage === undefined || (voltage === 'L1' && i === 0);
    assert.equal(read?.voltage, told ? expected.voltage : undefined);
    assert.equal(read?.current, current === undefined ? undefined : rounded(expected.current, current));
    if (power === 1 && read?.power !== undefined) {
      assert.deepEqual(read.power, { import: expected.import, export: expected.export });
    }
  });
}

function gasIs({ subMeters }: Reading, state: HouseholdRecord, { gas, checked }: Tells): void {
  assert.equal(subMeters?.length, gas === undefined ? undefined : 1);
  if (gas === undefined) return;
  const [{ type, id, value, unit, timestamp }] = subMeters as [NonNullable<Reading['subMeters']>[number]];
  assert.deepEqual([type, value, unit], ['gas', state[gas].volume / 1000, 'm³']);
  assert.equal(id, IDS.gasId);
  sameLocalTime(timestamp, state[gas].readAt);
  if (checked !== false) assert.equal(Date.parse(timestamp!), state[gas].readAt);
}

describe('each simulated meter that sends P1', () => {
  it('is in the table of this test', () => {
    assert.deepEqual(Object.keys(TELLS).sort(), P1_METERS.map(({ id }) => id).sort());
  });

  for (const [id, tells] of Object.entries(TELLS)) {
    const model = meterOf(id);
    const keys = keysOf(model);

    it(`${id} is read as the house is`, () => {
      fc.assert(
        fc.property(start, fc.nat(), fc.integer({ min: 0, max: DAY / 2 }), (at, seed, lived) => {
          const state = house(at, seed, lived);
          const options = { country: model.country, ...(keys && { keys: [keys], requireAuthentication: true }) };
          const results = decode(model.lists[0]!.encode(state, IDS, 0), options);
          assert.equal(results.length, 1);
          const [result] = results;
          assert.ok(result?.kind === 'telegram');
          assert.equal(result.frame.check, tells.checked === false ? 'absent' : 'ok');
          assert.equal(recognise(result.objects)?.country, tells.country);
          const unknown = result.objects.flatMap(({ name, obis }) => (name === 'unknown' ? obis : []));
          assert.deepEqual(
            unknown.filter((obis) => !UNNAMED.test(obis!)),
            [],
          );
          const reading = result.reading!;
          assert.equal(reading.meter.id, tells.id === false ? undefined : (tells.id ?? IDS.id));
          assert.equal(reading.clock, tells.checked === false ? 'host' : 'meter');
          if (tells.checked !== false) assert.equal(Date.parse(reading.timestamp!), state.time - (state.time % 1000));
          const { import: taken, export: given } = reading.power!;
          assert.deepEqual(
            [taken, given],
            [state.import, state.export].map((watts) => rounded(watts, tells.power ?? 1)),
          );
          energyIs(reading, state, tells);
          phasesAre(reading, state, tells);
          gasIs(reading, state, tells);
          assert.equal(reading.demand === undefined, tells.demand === undefined);
        }),
        { numRuns: 60 },
      );
    });
  }

  it('be tells the running quarter-hour, the peak of the month and those of 13 months', () => {
    fc.assert(
      fc.property(start, fc.nat(), fc.integer({ min: 0, max: 40 * DAY }), (at, seed, lived) => {
        const state = house(at, seed, lived);
        const [result] = decode(meterOf('be').lists[0]!.encode(state, IDS, 0));
        assert.ok(result?.kind === 'telegram');
        const { current, monthPeak, history } = result.reading!.demand!;
        assert.equal(current, state.quarterHour.import / 1000);
        isPeak(monthPeak, highest(state.peaks.import));
        assert.equal(history!.length, 13);
        state.months.forEach(({ peaks }, i) => {
          isPeak(history![i], highest(peaks.import));
        });
        assert.equal(result.reading!.tariffName, state.tariff === 1 ? 'night' : 'day');
      }),
      { numRuns: 20 },
    );
  });

  it('hu tells power factors, the frequency and the month before', () => {
    const state = house(Date.UTC(2026, 0, 31, 22), 1, 2 * 3600_000);
    const [result] = decode(meterOf('hu').lists[0]!.encode(state, IDS, 0));
    assert.ok(result?.kind === 'telegram');
    const { powerFactor, frequency, phases } = result.reading!;
    assert.ok(frequency! >= 49.95 && frequency! <= 50.05);
    for (const factor of [powerFactor, ...Object.values(phases!).map((phase) => phase.powerFactor)]) {
      assert.ok(factor! >= 0 && factor! <= 1);
    }
    const billing = result.objects.find(({ obis }) => obis === '0-0:98.1.0')!.value as string[];
    assert.deepEqual([billing[0], billing.length], ['260201000000W', 20]);
    const { 1: low, 2: normal } = state.monthStart.import;
    assert.ok(low < state.energy.import[1]);
    assert.equal(Number.parseFloat(billing[1]!), (low + normal) / 1000);
    assert.equal(Number.parseFloat(billing[14]!), highest(state.months[12]!.peaks.import).watts / 1000);
  });

  it('se-* tell reactive power of phases that add up to its total', () => {
    fc.assert(
      fc.property(start, fc.nat(), fc.constantFrom('se-ell5', 'se-adn9'), (at, seed, id) => {
        const [result] = decode(meterOf(id).lists[0]!.encode(house(at, seed, 0), IDS, 0), { country: 'SE' });
        assert.ok(result?.kind === 'telegram');
        const { reactivePower, reactiveEnergy, phases } = result.reading!;
        const net = (flow: { import?: number; export?: number } | undefined) => flow!.import! - flow!.export!;
        assert.equal(
          net(reactivePower),
          Object.values(phases!).reduce((sum, phase) => sum + net(phase.reactivePower), 0),
        );
        assert.ok(reactiveEnergy!.import! > 0 && reactiveEnergy!.export! > 0);
      }),
    );
  });
});
