import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MeterError } from '../../src/base/errors';
import { Household, type HouseholdState } from '../../src/simulator/household';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NEW_YEAR = Date.UTC(2026, 0, 1);

/** Watts of a Wh in milliseconds. */
const WATT_HOUR = HOUR;

const moment = fc.integer({ min: NEW_YEAR, max: NEW_YEAR + 366 * DAY });
const seed = fc.integer({ min: 0, max: 1e6 });

function houseAt(time: number, options: { seed?: number; zone?: string } = {}): Household {
  return new Household({ start: time, ...options });
}

function netOf({ import: taken, export: given }: { import: number; export: number }): number {
  return taken - given;
}

function phasesOf(house: Household): number[] {
  return house.read().phases.map(netOf);
}

function total({ energy }: HouseholdState, way: 'import' | 'export'): number {
  return energy[way][1] + energy[way][2];
}

describe('household', () => {
  it('lives the same day for the same seed, another one for another', () => {
    fc.assert(
      fc.property(
        moment,
        seed,
        fc.array(fc.integer({ min: 0, max: HOUR }), { maxLength: 10 }),
        (start, number, steps) => {
          const [one, same] = [houseAt(start, { seed: number }), houseAt(start, { seed: number })];
          let time = start;
          for (const step of steps) {
            time += step;
            one.advance(time);
            same.advance(time);
            assert.deepEqual(one.read(), same.read());
          }
          assert.notDeepEqual(houseAt(start, { seed: number + 1 }).read(), houseAt(start, { seed: number }).read());
        },
      ),
    );
  });

  it('does at a moment what it does then, however it came there', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 6 * HOUR }), (start, passed) => {
        const came = houseAt(start);
        came.advance(start + passed);
        assert.deepEqual(came.read().phases, houseAt(start + passed).read().phases);
      }),
    );
  });

  it('prints plausible numbers from the first moment', () => {
    fc.assert(
      fc.property(moment, seed, (start, number) => {
        const state = houseAt(start, { seed: number }).read();
        assert.equal(state.time, start);
        assert.equal(
          netOf(state),
          state.phases.map(netOf).reduce((sum, watts) => sum + watts),
        );
        assert.ok(state.import === 0 || state.export === 0);
        for (const { voltage, current, import: taken, export: given } of state.phases) {
          assert.ok(Number.isInteger(taken) && Number.isInteger(given) && taken >= 0 && given >= 0);
          assert.ok(taken === 0 || given === 0);
          assert.match(String(voltage), /^2\d\d(\.\d)?$/);
          assert.ok(voltage > 207 && voltage < 253, 'EN 50160');
          assert.ok(Math.abs(current - Math.max(taken, given) / voltage) <= 0.005001);
        }
        for (const way of [state.energy.import, state.energy.export]) {
          assert.ok(Number.isInteger(way[1]) && way[1] > 0 && Number.isInteger(way[2]) && way[2] > 0);
        }
        assert.ok(Number.isInteger(state.gas.volume) && state.gas.volume > 0);
      }),
    );
  });

  it('counts a year exactly, and no register ever falls', () => {
    const house = houseAt(NEW_YEAR);
    const first = house.read();
    const counted = { import: { 1: 0, 2: 0 }, export: { 1: 0, 2: 0 } };
    let largest = 0;
    let state = first;
    for (let time = NEW_YEAR + MINUTE; time <= NEW_YEAR + 365 * DAY; time += MINUTE) {
      counted.import[state.tariff] += state.import * MINUTE;
      counted.export[state.tariff] += state.export * MINUTE;
      house.advance(time);
      const next = house.read();
      for (const tariff of [1, 2] as const) {
        if (next.energy.import[tariff] < state.energy.import[tariff]) assert.fail(`import ${tariff} fell at ${time}`);
        if (next.energy.export[tariff] < state.energy.export[tariff]) assert.fail(`export ${tariff} fell at ${time}`);
      }
      if (next.gas.volume < state.gas.volume) assert.fail(`gas fell at ${time}`);
      for (const { current } of next.phases) largest = Math.max(largest, current);
      state = next;
    }
    for (const way of ['import', 'export'] as const) {
      for (const tariff of [1, 2] as const) {
        const expected = first.energy[way][tariff] + Math.floor(counted[way][tariff] / WATT_HOUR);
        assert.equal(state.energy[way][tariff], expected, `${way} ${tariff}`);
      }
    }
    assert.ok(largest > 16 && largest <= 25, `a house of 3 × 25 A took ${largest} A`);

    const atOnce = houseAt(NEW_YEAR);
    atOnce.advance(NEW_YEAR + 365 * DAY);
    assert.deepEqual(atOnce.read(), state, 'a year in one step');

    const [taken, given] = [
      total(state, 'import') - total(first, 'import'),
      total(state, 'export') - total(first, 'export'),
    ];
    assert.ok(taken > 6e6 && taken < 16e6, `${taken} Wh taken`);
    assert.ok(given > 1e6 && given < 4e6, `${given} Wh given`);
    const gas = state.gas.volume - first.gas.volume;
    assert.ok(gas > 300_000 && gas < 1_500_000, `${gas} dm³ burnt`);
  });

  it('counts nearly the same second by second as in one step', () => {
    for (const start of [Date.UTC(2026, 0, 15, 3, 0, 7), Date.UTC(2026, 5, 15, 3, 0, 7)]) {
      const [seconds, atOnce] = [houseAt(start), houseAt(start)];
      const first = seconds.read();
      const counted = { import: 0, export: 0 };
      for (let time = start; time < start + DAY; time += SECOND) {
        const state = seconds.read();
        counted.import += state.import * SECOND;
        counted.export += state.export * SECOND;
        seconds.advance(time + SECOND);
      }
      atOnce.advance(start + DAY);
      for (const way of ['import', 'export'] as const) {
        const [fine, coarse] = [seconds, atOnce].map((house) => total(house.read(), way) - total(first, way)) as [
          number,
          number,
        ];
        assert.ok(Math.abs(fine - counted[way] / WATT_HOUR) < 2, 'two registers, each a part of a Wh behind');
        assert.ok(Math.abs(fine - coarse) <= 0.005 * fine + 10, `${way}: ${fine} Wh by seconds, ${coarse} Wh at once`);
      }
    }
  });

  it('takes most in winter and gives most in summer', () => {
    const energy = (from: number, way: 'import' | 'export') => {
      const house = houseAt(from);
      const before = total(house.read(), way);
      house.advance(from + 30 * DAY);
      return total(house.read(), way) - before;
    };
    const [january, june] = [NEW_YEAR, Date.UTC(2026, 5, 1)];
    assert.ok(energy(january, 'import') > 2 * energy(june, 'import'));
    assert.ok(energy(june, 'export') > 5 * energy(january, 'export'));
  });

  it('ignores a clock that is set back, and refuses what is no time', () => {
    const house = houseAt(NEW_YEAR);
    house.advance(NEW_YEAR + HOUR);
    const before = house.read();
    house.advance(NEW_YEAR);
    assert.deepEqual(house.read(), before);
    for (const time of [Number.NaN, Number.POSITIVE_INFINITY, 8.7e15, -1]) {
      assert.throws(() => house.advance(time), RangeError);
      assert.throws(() => houseAt(time), RangeError);
    }
    assert.deepEqual(house.read(), before);
    house.advance(NEW_YEAR + HOUR + 0.9);
    assert.deepEqual(house.read(), before, 'time is counted in whole milliseconds');
    assert.throws(() => houseAt(NEW_YEAR, { zone: 'Europe/Atlantis' }), RangeError);
  });
});

describe('household tariff', () => {
  for (const [utc, tariff, zone] of [
    ['2026-01-14T21:59:59.999Z', 2],
    ['2026-01-14T22:00:00.000Z', 1],
    ['2026-01-15T05:59:59.999Z', 1],
    ['2026-01-15T06:00:00.000Z', 2],
    ['2026-07-15T20:59:59.999Z', 2],
    ['2026-07-15T21:00:00.000Z', 1],
    ['2026-07-15T04:59:59.999Z', 1],
    ['2026-07-15T05:00:00.000Z', 2],
    ['2026-01-16T21:59:59.999Z', 2],
    ['2026-01-17T11:00:00.000Z', 1],
    ['2026-01-18T11:00:00.000Z', 1],
    ['2026-01-19T05:59:59.999Z', 1],
    ['2026-01-19T06:00:00.000Z', 2],
    ['2026-01-14T21:00:00.000Z', 1, 'Europe/Helsinki'],
  ] as const) {
    it(`is ${tariff} at ${utc}${zone === undefined ? '' : ` in ${zone}`}`, () => {
      assert.equal(houseAt(Date.parse(utc), zone === undefined ? {} : { zone }).read().tariff, tariff);
    });
  }

  it('fills its own register, to the minute', () => {
    const change = Date.parse('2026-01-14T22:00:00Z');
    const house = houseAt(change - HOUR);
    for (const appliance of Household.appliances) house.switch(appliance.name, appliance.name === 'heat pump');
    const [before, expected] = [house.read(), { 1: 0, 2: 0 }];
    for (let time = change - HOUR; time < change + HOUR; time += MINUTE) {
      expected[time < change ? 2 : 1] += house.read().import * MINUTE;
      house.advance(time + MINUTE);
    }
    const after = house.read();
    for (const tariff of [1, 2] as const) {
      const counted = after.energy.import[tariff] - before.energy.import[tariff];
      assert.equal(counted, Math.floor(expected[tariff] / WATT_HOUR));
      assert.ok(counted >= 2400);
    }
  });
});

describe('household switch', () => {
  const QUIET = Date.parse('2026-01-14T12:00:00Z');

  it('makes the kettle take 2000 W on L1 for 180 s, in one step or in many', () => {
    for (const step of [SECOND, 7 * SECOND, MINUTE, HOUR]) {
      const [house, twin] = [houseAt(QUIET + 11_250), houseAt(QUIET + 11_250)];
      const [l1, l2, l3] = phasesOf(house) as [number, number, number];
      house.switch('kettle', true, 180);
      assert.deepEqual(phasesOf(house), [l1 + 2000, l2, l3]);
      for (let time = QUIET + 11_250; time < QUIET + HOUR; time += step) {
        for (const each of [house, twin]) each.advance(time + step);
        const added = phasesOf(house)[0]! - phasesOf(twin)[0]!;
        assert.equal(added, time + step < QUIET + 11_250 + 180_000 ? 2000 : 0, `after ${time + step - QUIET} ms`);
      }
      const [boiled, cold] = [total(house.read(), 'import'), total(twin.read(), 'import')];
      // Two Wh registers, each rounded down; a house that is looked at more often flickers at other seconds.
      assert.ok(Math.abs(boiled - cold - 100) <= 2, `${boiled - cold} Wh in steps of ${step} ms`);
    }
  });

  it('switches every appliance, by its watts on its phases', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Household.appliances), moment, seed, ({ name, phases, watts }, time, number) => {
        const [on, off] = [houseAt(time, { seed: number }), houseAt(time, { seed: number })];
        on.switch(name, true);
        off.switch(name, false);
        for (const house of [on, off]) house.advance(time + DAY);
        const [loaded, idle] = [phasesOf(on), phasesOf(off)];
        for (const phase of [1, 2, 3] as const) {
          const expected = phases.includes(phase) ? watts / phases.length : 0;
          assert.equal(loaded[phase - 1]! - idle[phase - 1]!, expected, `L${phase}`);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('lets an appliance go back to its timetable, after the time given or at once', () => {
    const time = Date.parse('2026-06-15T12:00:00Z');
    const [house, twin] = [houseAt(time), houseAt(time)];
    const [sunny, before] = [phasesOf(twin)[2]!, phasesOf(house)[2]!];
    assert.equal(before, sunny);
    house.switch('solar', false, 60.5);
    assert.ok(phasesOf(house)[2]! > sunny + 500, 'the roof is off');
    for (const each of [house, twin]) each.advance(time + 60_499);
    assert.notDeepEqual(phasesOf(house), phasesOf(twin));
    for (const each of [house, twin]) each.advance(time + 60_500);
    assert.deepEqual(phasesOf(house), phasesOf(twin));

    house.switch('car', true);
    for (const each of [house, twin]) each.advance(time + DAY / 2);
    assert.notDeepEqual(phasesOf(house), phasesOf(twin));
    house.switch('car', false, 0);
    assert.deepEqual(phasesOf(house), phasesOf(twin));
  });

  it('counts the last command', () => {
    const [house, twin] = [houseAt(QUIET), houseAt(QUIET)];
    house.switch('kettle', true, 600);
    house.advance(QUIET + MINUTE);
    house.switch('kettle', false, 30);
    twin.advance(QUIET + MINUTE);
    assert.deepEqual(phasesOf(house), phasesOf(twin));
    for (const each of [house, twin]) each.advance(QUIET + 5 * MINUTE);
    assert.deepEqual(phasesOf(house), phasesOf(twin));
  });

  it('has what automations are about, and says what it has not', () => {
    const names = Household.appliances.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const name of ['kettle', 'oven', 'car', 'heat pump', 'boiler', 'solar']) assert.ok(names.includes(name), name);
    const house = houseAt(QUIET);
    assert.throws(
      () => house.switch('sauna', true),
      (error) => error instanceof MeterError && error.code === 'unsupported' && error.details?.appliance === 'sauna',
    );
    for (const seconds of [-1, Number.NaN]) {
      assert.throws(
        () => house.switch('kettle', true, seconds),
        (error) => error instanceof MeterError && error.code === 'unsupported',
      );
    }
    assert.deepEqual(house.read(), houseAt(QUIET).read());
  });

  it('shares watts evenly, as integers', () => {
    for (const { name, watts, phases } of Household.appliances)
      assert.ok(Number.isInteger(watts / phases.length), name);
  });
});

describe('household gas', () => {
  it('is told every five minutes, as it was then', () => {
    const start = Date.UTC(2026, 0, 10, 5, 3, 20);
    const house = houseAt(start);
    assert.equal(house.read().gas.readAt, Date.UTC(2026, 0, 10, 5, 0));
    const told = new Map<number, number>();
    for (let time = start; time < start + DAY; time += 20 * SECOND) {
      house.advance(time);
      const { volume, readAt } = house.read().gas;
      assert.equal(readAt, time - (time % (5 * MINUTE)));
      assert.equal(told.get(readAt) ?? volume, volume, 'changed between two reports');
      told.set(readAt, volume);
    }
    const volumes = [...told.values()];
    assert.ok(volumes.at(-1)! > volumes[0]! + 200, 'nobody took a shower');

    const atOnce = houseAt(start);
    const [readAt, volume] = [...told].at(-1)!;
    atOnce.advance(readAt + 4 * MINUTE);
    assert.deepEqual(atOnce.read().gas, { volume, readAt });
  });

  it('remembers its registers as the hour began', () => {
    fc.assert(
      fc.property(moment, seed, fc.integer({ min: 1, max: 5 }), fc.nat(HOUR - 1), (start, number, hours, passed) => {
        const [house, twin] = [houseAt(start, { seed: number }), houseAt(start, { seed: number })];
        assert.deepEqual(house.read().hourStart, house.read().energy, 'as it moves in');
        const full = start - (start % HOUR) + hours * HOUR;
        house.advance(full + passed);
        twin.advance(full);
        assert.deepEqual(house.read().hourStart, twin.read().energy);
      }),
    );
  });
});
