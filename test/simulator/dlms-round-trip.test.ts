import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type DecodedTelegram, decode, MeterStream } from '../../src/decode';
import type { Reading } from '../../src/profiles/reading';
import { DLMS_METERS } from '../../src/simulator/dlms-meters';
import { Household, type HouseholdRecord } from '../../src/simulator/household';
import { type Registers, totalEnergy } from '../../src/simulator/household-state';
import { keysOf, METERS, meterOf, SimulatedMeter } from '../../src/simulator/meters';
import { clockOf } from '../../src/simulator/zones';

const IDS = { id: 'E0099123456789026', gasId: 'G0099123456789026' };
const COUNTER = 0x0cabcdef;
const HOUR = 3600_000;

/** What a list tells, and how finely. */
interface Tells {
  readonly id?: string;
  readonly model?: string;
  readonly power: 'import' | 'both';
  /** V and A; absent where it tells none. */
  readonly voltage?: number;
  readonly current?: number;
  /** L2 has no current: there is no neutral. */
  readonly withoutNeutral?: true;
  readonly phasePower?: true;
  /** Which registers, and their step in Wh. */
  readonly energy?: readonly ['now' | 'hour', number];
  readonly clock?: 'now' | 'hour';
}

const NUMBER = '0099123456789026';
const AIDON: Tells = { id: NUMBER, model: '6534', power: 'both', voltage: 0.1, current: 0.1 };
const AIDON_IT: Tells = { ...AIDON, model: '6525', withoutNeutral: true };
const KAIFA: Tells = { id: NUMBER, model: 'MA304H4', power: 'both', voltage: 0.1, current: 0.001, clock: 'now' };
const KAMSTRUP: Tells = { id: NUMBER, power: 'both', voltage: 1, current: 0.01, clock: 'now' };
const [KAMSTRUP_NO, KAMSTRUP_SE] = ['6841121BN243101040', '6841131BN245101092'].map((model) => ({
  ...KAMSTRUP,
  model,
}));
const PUSH_1: Tells = { ...KAMSTRUP, id: '1234567890', phasePower: true, energy: ['now', 1] };

const TELLS: Readonly<Record<string, readonly Tells[]>> = {
  'no-aidon': [{ power: 'import' }, AIDON, { ...AIDON, energy: ['hour', 10], clock: 'hour' }],
  'no-aidon-it': [{ power: 'import' }, AIDON_IT, { ...AIDON_IT, energy: ['hour', 10], clock: 'hour' }],
  'no-kaifa': [{ power: 'import', clock: 'now' }, KAIFA, { ...KAIFA, energy: ['hour', 1] }],
  'no-kamstrup': [KAMSTRUP_NO!, { ...KAMSTRUP_NO!, energy: ['hour', 10] }],
  'se-kamstrup': [KAMSTRUP_SE!, { ...KAMSTRUP_SE!, energy: ['hour', 1] }],
  'se-aidon-efs': [{ power: 'both', voltage: 0.1, current: 0.1, phasePower: true, energy: ['now', 1], clock: 'now' }],
  'se-kaifa': [{ ...KAIFA, energy: ['now', 1] }],
  'dk-kamstrup': [PUSH_1],
  'dk-kamstrup-plain': [PUSH_1],
  'at-kaifa': [{ id: '1KFM1234567890', power: 'both', voltage: 0.1, current: 0.01, energy: ['now', 1], clock: 'now' }],
  'ch-e450': [{ id: '1234567890', power: 'both', voltage: 1, current: 0.01, energy: ['now', 1], clock: 'now' }],
};

function near(read: number | undefined, expected: number, step: number | undefined, what: string): void {
  if (step === undefined) assert.equal(read, undefined, what);
  else assert.ok(Math.abs(read! - expected) <= step / 2 + 1e-9, `${what}: ${read}, not ${expected}`);
}

function isRead(reading: Reading, state: HouseholdRecord, tells: Tells, country: string): void {
  assert.deepEqual([reading.meter.id, reading.meter.model, reading.meter.country], [tells.id, tells.model, country]);
  assert.deepEqual(
    [reading.power?.import, reading.power?.export],
    [state.import, tells.power === 'both' ? state.export : undefined],
  );
  state.phases.forEach((expected, i) => {
    const read = reading.phases?.[`L${i + 1}` as 'L1' | 'L2' | 'L3'];
    const noCurrent = tells.withoutNeutral === true && i === 1;
    near(read?.voltage, expected.voltage, tells.voltage, `voltage of L${i + 1}`);
    near(read?.current, expected.current, noCurrent ? undefined : tells.current, `current of L${i + 1}`);
    const { import: taken, export: given } = expected;
    assert.deepEqual(read?.power, tells.phasePower ? { import: taken, export: given } : undefined);
  });
  energyIsRead(reading, tells.energy?.[0] === 'hour' ? state.hourStart : state.energy, tells.energy?.[1]);
}

function energyIsRead({ energy }: Reading, registers: Registers, step: number | undefined): void {
  if (step === undefined) {
    assert.equal(energy, undefined);
    return;
  }
  const { import: taken, export: given } = totalEnergy(registers);
  const expected = [taken, given].map((each) => (each - (each % step)) / 1000);
  assert.deepEqual([energy?.import, energy?.export], expected);
}

const start = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) });

describe('each simulated meter that pushes DLMS', () => {
  it('is in the table of this test', () => {
    assert.deepEqual(Object.keys(TELLS).sort(), DLMS_METERS.map(({ id }) => id).sort());
  });

  for (const [id, lists] of Object.entries(TELLS)) {
    const model = meterOf(id);
    const clock = clockOf(model.country);
    const keys = keysOf(model);

    for (const [i, tells] of lists.entries()) {
      it(`${id} is read as the house is: list ${i + 1}`, () => {
        fc.assert(
          fc.property(start, fc.nat(), fc.nat(3 * HOUR), (at, seed, lived) => {
            const house = new Household({ start: at, seed });
            house.advance(at + lived);
            const state = house.read();
            const sent = model.lists[i]!.encode(state, IDS, COUNTER);
            const results = decode(sent, { country: model.country, ...(keys && { keys: [keys] }) });
            assert.equal(results.length, 1);
            const telegram = results[0] as DecodedTelegram;
            assert.equal(telegram.kind, 'telegram');
            assert.deepEqual([telegram.frame.check, telegram.frame.encrypted], ['ok', false]);
            assert.equal(telegram.security?.authenticated, keys && id !== 'at-kaifa');
            const reading = telegram.reading!;
            isRead(reading, state, tells, model.country);
            assert.equal(reading.clock, tells.clock === undefined ? 'host' : 'meter');
            if (tells.clock === undefined) return;
            const time = state.time - (state.time % (tells.clock === 'hour' ? HOUR : 1000));
            // Where no flag tells the two passes of the doubled hour apart, they read the same.
            assert.equal(clock.local(Date.parse(reading.timestamp!)), clock.local(time));
          }),
          { numRuns: 40 },
        );
      });
    }
  }

  it('no-aidon-it stands in a grid without neutral, no-aidon does not', () => {
    const grid = (id: string) => {
      const meter = new SimulatedMeter({ meter: id, start: Date.UTC(2026, 0, 14, 12) });
      const [result] = decode(meter.telegram(meter.time), { country: 'NO' });
      assert.ok(result?.kind === 'telegram');
      return result.reading!.grid;
    };
    assert.deepEqual([grid('no-aidon'), grid('no-aidon-it')], ['TN', 'IT']);
  });
});

describe('a stream of each simulated meter with a port', () => {
  for (const { id, country, interval, ...model } of METERS.filter(
    ({ lists, radio }) => lists.length > 0 && radio === undefined,
  )) {
    it(`${id} is read whole, in pieces of any size`, () => {
      const at = Date.UTC(2026, 6, 15, 12, 59, 30);
      const meter = new SimulatedMeter({ meter: id, start: at, seed: 9 });
      const keys = keysOf({ id, country, interval, ...model });
      const stream = new MeterStream({
        country,
        ...(keys && { keys: [keys], requireAuthentication: id !== 'at-kaifa' }),
      });
      const telegrams = Array.from({ length: 12 }, (_, i) => meter.telegram(at + i * interval * 1000));
      const bytes = Buffer.concat(telegrams);
      let read = 0;
      for (let from = 0, size = 1; from < bytes.length; from += size, size = (size * 31) % 257) {
        for (const result of stream.push(bytes.subarray(from, from + size))) {
          assert.ok(result.kind === 'telegram', JSON.stringify(result));
          assert.equal(result.security?.remarks, undefined);
          assert.ok(result.reading!.power!.import! >= 0);
          read++;
        }
      }
      for (const result of stream.end()) {
        assert.ok(result.kind === 'telegram', JSON.stringify(result));
        read++;
      }
      // The hour of Kamstrup's lists comes between two of the others.
      assert.equal(read, /kamstrup$/.test(id) && !id.startsWith('dk') ? 13 : 12);
    });
  }
});
