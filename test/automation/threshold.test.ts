import assert from 'node:assert/strict';
import { reasonText } from '../../src/automation/reason';
import { type Rule, ruleFor } from '../../src/automation/rule';
import { Threshold } from '../../src/automation/threshold';
import { course, type Meter, run, START } from './simulated-time';

const LIMIT = ruleFor('limit', { limit: 4000, load: 2000 }).rule as Rule;
const SURPLUS = ruleFor('surplus', { load: 2000 }).rule as Rule;
const SIGNAL = ruleFor('signal', { limit: 5000 }).rule as Rule;
const COLD = ruleFor('custom', { onAt: 18, offAt: 21, minimumOn: 600, minimumOff: 0 }).rule as Rule;

/** `from`: seconds since the start. */
function steps(...values: [from: number, value: number | undefined][]): Meter {
  return (second) => values.findLast(([from]) => from <= second)?.[1];
}

describe('what a rule decides', () => {
  const cases: [name: string, Rule, Meter, expected: [number, boolean][]][] = [
    ['limit: on at first below the limit', LIMIT, steps([0, 3000]), [[0, true]]],
    ['limit: off at first above the limit, without delay', LIMIT, steps([0, 4001]), [[0, false]]],
    ['limit: on at first on the limit', LIMIT, steps([0, 4000]), [[0, true]]],
    [
      'limit: off after 10 s above',
      LIMIT,
      steps([0, 3000], [100, 4001]),
      [
        [0, true],
        [110, false],
      ],
    ],
    [
      'limit: 9 s above are too short',
      LIMIT,
      steps([0, 3000], [100, 9000], [109, 4000], [110, 9000], [119, 1]),
      [[0, true]],
    ],
    [
      'limit: back on after 120 s below, not in between',
      LIMIT,
      steps([0, 4500], [500, 1800], [1000, 1799]),
      [
        [0, false],
        [1120, true],
      ],
    ],
    [
      'limit: back on when the minimum time is over',
      LIMIT,
      steps([0, 4500], [1, 500]),
      [
        [0, false],
        [300, true],
      ],
    ],
    [
      'limit: a kettle while it waits to come back starts the wait anew',
      LIMIT,
      steps([0, 4500], [300, 500], [400, 2500], [410, 500]),
      [
        [0, false],
        [530, true],
      ],
    ],
    ['surplus: off at first', SURPLUS, steps([0, -2100]), [[0, false]]],
    ['surplus: on at first with enough export', SURPLUS, steps([0, -2101]), [[0, true]]],
    [
      'surplus: on after 10 s and the minimum time, off after 120 s of import',
      SURPLUS,
      steps([0, 0], [400, -2500], [420, -400], [1000, 100], [2000, 101]),
      [
        [0, false],
        [410, true],
        [2120, false],
      ],
    ],
    [
      'signal: no minimum times',
      SIGNAL,
      steps([0, 4000], [10, 5001], [30, 4750], [500, 4749]),
      [
        [0, false],
        [20, true],
        [620, false],
      ],
    ],
    [
      'custom: on below, and for its minimum time',
      COLD,
      steps([0, 19], [60, 17], [100, 25]),
      [
        [0, false],
        [70, true],
        [670, false],
      ],
    ],
  ];
  for (const [name, rule, meter, expected] of cases) {
    it(name, () => assert.deepEqual(course(run(rule, meter, 3000, 1)), expected));
  }

  for (const every of [1, 10, 60]) {
    it(`waits 10 s with a telegram each ${every} s`, () => {
      const meter = steps([0, 3000], [120, 4001]);
      assert.deepEqual(course(run(LIMIT, meter, 600, every)), [
        [0, true],
        [130, false],
      ]);
    });
  }

  it('counts a condition that holds at two telegrams as held in between, timer or none', () => {
    const threshold = new Threshold(LIMIT);
    threshold.update(3000, START);
    assert.equal(threshold.update(4500, START + 60_000), undefined);
    const decision = threshold.update(4600, START + 120_000);
    assert.deepEqual(decision, { on: false, reason: { kind: 'above', value: 4600, limit: 4000, seconds: 60 } });
  });

  it('says why', () => {
    const reasons = run(LIMIT, steps([0, 500], [20, 4500], [60, 1500]), 900, 1).map(({ reason }) =>
      reasonText(reason, 'W'),
    );
    assert.deepEqual(reasons, ['start: 500 W < 4000 W', '4500 W > 4000 W for 10 s', '1500 W < 1800 W for 270 s']);
  });

  it('ignores what is no number, though time goes on', () => {
    const threshold = new Threshold(LIMIT);
    for (const none of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      assert.equal(threshold.update(none, START), undefined);
    }
    threshold.update(3000, START);
    threshold.update(4500, START + 1000);
    assert.equal(threshold.update(Number.POSITIVE_INFINITY, START + 10_999), undefined);
    assert.equal(threshold.update(Number.NaN, START + 11_000)?.on, false);
  });

  it('wakes for nothing while nothing is under way', () => {
    const threshold = new Threshold({ ...LIMIT, silence: 0 });
    assert.equal(threshold.nextWake(), undefined);
    threshold.update(3000, START);
    assert.equal(threshold.nextWake(), undefined);
    threshold.update(4500, START + 1000);
    assert.equal(threshold.nextWake(), START + 11_000);
  });
});

describe('a limit that changes from message to message', () => {
  const lower: Rule = { ...LIMIT, actAt: 3000, goBackAt: 850 };
  const higher: Rule = { ...LIMIT, actAt: 6000, goBackAt: 3700 };

  it('acts on the new limit', () => {
    const threshold = new Threshold(LIMIT);
    threshold.update(3500, START);
    threshold.setRule(lower);
    assert.equal(threshold.update(3500, START + 1000), undefined);
    assert.deepEqual(threshold.tick(START + 11_000), {
      on: false,
      reason: { kind: 'above', value: 3500, limit: 3000, seconds: 10 },
    });
  });

  it('forgets what it waited for where the new limit allows it', () => {
    const threshold = new Threshold(LIMIT);
    threshold.update(3500, START);
    threshold.update(4500, START + 1000);
    threshold.setRule(higher);
    assert.equal(threshold.tick(START + 11_000), undefined);
  });

  it('waits on where the new limit does not', () => {
    const threshold = new Threshold(LIMIT);
    threshold.update(3500, START);
    threshold.update(4500, START + 1000);
    threshold.setRule(lower);
    assert.equal(threshold.update(4500, START + 6000), undefined);
    assert.equal(threshold.tick(START + 11_000)?.on, false);
  });
});

describe('a clock that is set back', () => {
  it('does not freeze a wait', () => {
    const threshold = new Threshold(LIMIT);
    threshold.update(3000, START);
    threshold.update(4500, START + 1000);
    assert.equal(threshold.update(4500, START - 86_400_000), undefined);
    assert.equal(threshold.tick(START - 86_400_000 + 10_000)?.on, false);
  });

  it('does not freeze a minimum time', () => {
    const threshold = new Threshold(LIMIT);
    threshold.update(4500, START);
    assert.equal(threshold.update(500, START - 86_400_000), undefined);
    const wake = threshold.nextWake();
    assert.equal(wake, START - 86_400_000 + 300_000);
    assert.equal(threshold.tick(wake!)?.on, true);
  });

  it('does not freeze the fail-safe', () => {
    const threshold = new Threshold(SURPLUS);
    threshold.update(-3000, START);
    threshold.tick(START - 86_400_000);
    assert.equal(threshold.nextWake(), START - 86_400_000 + 300_001);
  });
});
