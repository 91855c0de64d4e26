import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Goal } from '../../src/automation/goals';
import { type Rule, type Ruled, ruleFor, type Settings } from '../../src/automation/rule';

const TIMES = { actAfter: 10, goBackAfter: 120, minimumOn: 0, minimumOff: 300, silence: 300 };
const NO_MINIMUM = { ...TIMES, minimumOff: 0 };

describe('a rule from a sentence', () => {
  const sentences: [name: string, Goal, Settings, Ruled][] = [
    [
      'limit 4 kW, air conditioner 2 kW',
      'limit',
      { limit: 4000, load: 2000 },
      { rule: { act: 'off', actWhen: 'above', actAt: 4000, goBackAt: 1800, ...TIMES, failSafe: 'on' } },
    ],
    [
      'a limit of 16 A',
      'limit',
      { limit: 16, load: 8 },
      { rule: { act: 'off', actWhen: 'above', actAt: 16, goBackAt: 7.2, ...TIMES, failSafe: 'on' } },
    ],
    [
      'surplus for a boiler of 2 kW',
      'surplus',
      { load: 2000 },
      { rule: { act: 'on', actWhen: 'below', actAt: -2100, goBackAt: 100, ...TIMES, failSafe: 'off' } },
    ],
    [
      'signal above 5 kW; minimum times are for loads',
      'signal',
      { limit: 5000, minimumOn: 60, minimumOff: 300 },
      { rule: { act: 'on', actWhen: 'above', actAt: 5000, goBackAt: 4750, ...NO_MINIMUM, failSafe: 'off' } },
    ],
    [
      'signal above a negative level',
      'signal',
      { limit: -1000 },
      { rule: { act: 'on', actWhen: 'above', actAt: -1000, goBackAt: -1050, ...NO_MINIMUM, failSafe: 'off' } },
    ],
    [
      'custom, on above',
      'custom',
      { onAt: 30, offAt: 20 },
      { rule: { act: 'on', actWhen: 'above', actAt: 30, goBackAt: 20, ...TIMES, failSafe: 'keep' } },
    ],
    [
      'custom, on below',
      'custom',
      { onAt: 20, offAt: 30 },
      { rule: { act: 'on', actWhen: 'below', actAt: 20, goBackAt: 30, ...TIMES, failSafe: 'keep' } },
    ],
    [
      'custom, one level',
      'custom',
      { onAt: 20, offAt: 20 },
      { rule: { act: 'on', actWhen: 'above', actAt: 20, goBackAt: 20, ...TIMES, failSafe: 'keep' } },
    ],
  ];
  for (const [name, goal, settings, expected] of sentences) {
    it(name, () => assert.deepEqual(ruleFor(goal, settings), expected));
  }

  it('takes every duration and the fail-safe that the user gives', () => {
    const given = { actAfter: 0, goBackAfter: 1, minimumOn: 2, minimumOff: 3, silence: 0, failSafe: 'keep' } as const;
    for (const goal of ['limit', 'surplus', 'custom'] as const) {
      const { rule } = ruleFor(goal, { limit: 1, load: 0, onAt: 1, offAt: 0, ...given });
      assert.deepEqual({ ...rule, ...given }, rule, goal);
    }
  });

  it('falls back where a duration is none, and bounds what no timer holds', () => {
    const { rule } = ruleFor('surplus', { load: 0, actAfter: Number.NaN, goBackAfter: -1, minimumOff: 1e300 });
    assert.equal(rule?.actAfter, 10);
    assert.equal(rule?.goBackAfter, 120);
    assert.ok(rule!.minimumOff * 1000 < 2 ** 31);
  });

  const gaps: [Goal, Settings, string][] = [
    ['limit', { load: 2000 }, 'limit'],
    ['limit', { limit: Number.NaN, load: 2000 }, 'limit'],
    ['limit', { limit: 4000 }, 'load'],
    ['limit', { limit: 4000, load: -1 }, 'load'],
    ['surplus', {}, 'load'],
    ['surplus', { load: Number.POSITIVE_INFINITY }, 'load'],
    ['signal', {}, 'limit'],
    ['custom', { offAt: 1 }, 'onAt'],
    ['custom', { onAt: 1 }, 'offAt'],
  ];
  for (const [goal, settings, missing] of gaps) {
    it(`says that ${missing} is missing from ${goal} ${JSON.stringify(settings)}`, () =>
      assert.deepEqual(ruleFor(goal, settings), { missing }));
  }
});

describe('a load that is as large as its limit', () => {
  it('comes back near zero, with a warning, where the value cannot go below', () => {
    const ruled = ruleFor('limit', { limit: 2000, load: 1900 });
    assert.equal(ruled.rule?.goBackAt, 100);
    assert.deepEqual({ ...ruled, rule: undefined }, { rule: undefined, warning: 'load-exceeds-limit' });
  });

  it('comes back on export, without a warning, where the value can', () => {
    const ruled = ruleFor('limit', { limit: 2000, load: 3000, negative: true });
    assert.equal(ruled.rule?.goBackAt, -1100);
    assert.ok(!('warning' in ruled));
  });

  it('has a way back from each limit and load', () => {
    const numbers = fc.record({
      limit: fc.integer({ min: 1, max: 20_000 }),
      load: fc.integer({ min: 0, max: 20_000 }),
    });
    fc.assert(fc.property(numbers, (settings) => ruleFor('limit', settings).rule!.goBackAt > 0));
  });
});

it('a rule never acts and goes back at the same value', () => {
  const level = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
  const settings = fc.record({ limit: level, load: level.map(Math.abs), onAt: level, offAt: level });
  const goals = fc.constantFrom<Goal>('limit', 'surplus', 'signal', 'custom');
  fc.assert(
    fc.property(goals, settings, fc.boolean(), (goal, given, negative) => {
      const { actWhen, actAt, goBackAt } = ruleFor(goal, { ...given, negative }).rule as Rule;
      return actWhen === 'above' ? goBackAt <= actAt : goBackAt >= actAt;
    }),
  );
});
