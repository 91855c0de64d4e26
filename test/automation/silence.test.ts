import assert from 'node:assert/strict';
import { type Rule, ruleFor } from '../../src/automation/rule';
import { Threshold } from '../../src/automation/threshold';
import { course, run, START } from './simulated-time';

const LIMIT = ruleFor('limit', { limit: 4000, load: 2000 }).rule as Rule;
const SURPLUS = ruleFor('surplus', { load: 2000 }).rule as Rule;

describe('silence of the watched value', () => {
  it('turns a load on surplus off, once, and the next values turn it on again', () => {
    const meter = (second: number) => (second <= 1000 || second >= 4000 ? -3000 : undefined);
    assert.deepEqual(course(run(SURPLUS, meter, 5000, 10)), [
      [0, true],
      [1300.001, false],
      [4010, true],
    ]);
  });

  it('is told with its length', () => {
    const [, failSafe] = run(SURPLUS, (second) => (second === 0 ? -3000 : undefined), 400, 60);
    assert.deepEqual(failSafe?.reason, { kind: 'silent', seconds: 300 });
  });

  it('turns a guarded load on', () => {
    const meter = (second: number) => (second <= 1000 ? 4500 : undefined);
    assert.deepEqual(course(run(LIMIT, meter, 5000, 10)), [
      [0, false],
      [1300.001, true],
    ]);
  });

  it('leaves the load its minimum time', () => {
    const rule = { ...LIMIT, silence: 60 };
    const meter = (second: number) => (second === 0 ? 4500 : undefined);
    assert.deepEqual(course(run(rule, meter, 5000, 10)), [
      [0, false],
      [300, true],
    ]);
  });

  it('ends before the fail-safe where a value comes during the minimum time', () => {
    const rule = { ...LIMIT, silence: 60 };
    const meter = (second: number) => (second === 0 || second >= 200 ? 4500 : undefined);
    assert.deepEqual(course(run(rule, meter, 5000, 10)), [[0, false]]);
  });

  it('says the safe side again where the load is there already', () => {
    const meter = (second: number) => (second === 0 ? 1000 : undefined);
    assert.deepEqual(course(run(LIMIT, meter, 5000, 10)), [
      [0, true],
      [300.001, true],
    ]);
  });

  it('that changed no output starts no minimum time', () => {
    const meter = (second: number) => (second === 0 ? 0 : second >= 310 ? -3000 : undefined);
    assert.deepEqual(course(run(SURPLUS, meter, 1000, 10)), [
      [0, false],
      [300.001, false],
      [320, true],
    ]);
  });

  it('is told each time', () => {
    const meter = (second: number) => (second === 0 || second === 1000 ? -3000 : undefined);
    assert.deepEqual(course(run(SURPLUS, meter, 2000, 10)), [
      [0, true],
      [300.001, false],
      [1010, true],
      [1300.001, false],
    ]);
  });

  it('decides where no value has ever come', () => {
    assert.deepEqual(course(run(SURPLUS, () => undefined, 5000, 10)), [[300.001, false]]);
  });

  it('changes nothing where the user wants that', () => {
    const meter = (second: number) => (second === 0 ? -3000 : undefined);
    assert.deepEqual(course(run({ ...SURPLUS, failSafe: 'keep' }, meter, 5000, 10)), [[0, true]]);
    assert.deepEqual(course(run({ ...SURPLUS, silence: 0 }, meter, 5000, 10)), [[0, true]]);
  });

  for (const failSafe of ['off', 'keep'] as const) {
    it(`makes the last value worthless, fail-safe ${failSafe}`, () => {
      const threshold = new Threshold({ ...SURPLUS, goBackAfter: 600, failSafe });
      threshold.update(-3000, START);
      threshold.update(500, START + 1000);
      threshold.tick(START + 302_000);
      assert.equal(threshold.tick(START + 601_000), undefined);
    });
  }

  it('is no time during which a condition held', () => {
    const threshold = new Threshold(LIMIT);
    threshold.update(3000, START);
    threshold.update(4500, START + 1000);
    // A computer that sleeps runs no timers.
    assert.equal(threshold.update(4500, START + 3_600_000), undefined);
    assert.equal(threshold.tick(START + 3_610_000)?.on, false);
  });
});
