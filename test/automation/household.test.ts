import assert from 'node:assert/strict';
import { type Rule, ruleFor } from '../../src/automation/rule';
import { type Dated, run } from './simulated-time';

const HOUR = 3600;
const PERIODS = [1, 10, 60];

/** How often the load switched, the first decision apart. */
function switches(decisions: readonly Dated[]): number {
  return decisions.length - 1;
}

describe('an air conditioner of 2 kW in a house of 2.5 kW, limit 4 kW', () => {
  const rule = ruleFor('limit', { limit: 4000, load: 2000 }).rule as Rule;
  /** The house draws 2.5 kW for six hours, then 1.5 kW. */
  const meter = (second: number, on: boolean) => (second < 6 * HOUR ? 2500 : 1500) + (on ? 2000 : 0);

  for (const every of PERIODS) {
    it(`goes off, and comes back when the house is calm, with a telegram each ${every} s`, () => {
      const decisions = run(rule, meter, 24 * HOUR, every);
      assert.deepEqual(
        decisions.map(({ on }) => on),
        [false, true],
      );
      assert.equal(decisions[0]!.at, 0);
      const [, back] = decisions;
      assert.ok(back!.at >= 6 * HOUR + 120 && back!.at <= 6 * HOUR + 120 + every, `back at ${back!.at}`);
    });
  }

  it('flaps where the rule does not know the load', () => {
    const blind = ruleFor('limit', { limit: 4000, load: 0 }).rule as Rule;
    assert.ok(switches(run(blind, meter, 6 * HOUR, 10)) > 50);
  });
});

describe('a boiler of 2 kW on the surplus of the sun', () => {
  const rule = ruleFor('surplus', { load: 2000 }).rule as Rule;
  /** One arch of 3 kW from second 0 to 12 h, in a house of 300 W. */
  const sun = (second: number) => 3000 * Math.sin((Math.PI * second) / (12 * HOUR));
  const meter = (second: number, on: boolean) => 300 - sun(second) + (on ? 2000 : 0);

  for (const every of PERIODS) {
    it(`goes on once and off once in a day, with a telegram each ${every} s`, () => {
      const decisions = run(rule, meter, 12 * HOUR, every);
      assert.deepEqual(
        decisions.map(({ on }) => on),
        [false, true, false],
      );
      const [, on, off] = decisions;
      assert.ok(sun(on!.at) > 2400, `on at ${sun(on!.at)} W of sun`);
      assert.ok(sun(off!.at - 120 - every) >= 2195, `off at ${sun(off!.at)} W of sun`);
    });
  }

  it('stays on under a cloud of a minute, and goes off under one of an hour', () => {
    const cloudy = (second: number, on: boolean) => {
      const cloud = (second >= 5 * HOUR && second < 5 * HOUR + 60) || (second >= 6 * HOUR && second < 7 * HOUR);
      return 300 - (cloud ? 200 : sun(second)) + (on ? 2000 : 0);
    };
    const decisions = run(rule, cloudy, 8 * HOUR, 1);
    assert.deepEqual(
      decisions.slice(2).map(({ at, on }) => [at, on]),
      [
        [6 * HOUR + 120, false],
        [7 * HOUR + 10, true],
      ],
    );
  });

  it('flaps where the rule does not know the load', () => {
    const blind = ruleFor('surplus', { load: 0 }).rule as Rule;
    assert.ok(switches(run(blind, meter, 12 * HOUR, 10)) > 10);
  });
});

describe('a load that exceeds its limit', () => {
  const rule = ruleFor('limit', { limit: 2000, load: 3000 }).rule as Rule;

  it('comes back when the sun carries the house', () => {
    const meter = (second: number, on: boolean) => (second < HOUR ? 2500 : Math.max(0, 200 - 3000 + (on ? 3000 : 0)));
    assert.deepEqual(
      run(rule, meter, 5 * HOUR, 10).map(({ at, on }) => [at, on]),
      [
        [0, false],
        [HOUR + 120, true],
      ],
    );
  });
});
