import assert from 'node:assert/strict';
import { type Rule, ruleFor } from '../../src/automation/rule';
import { Threshold } from '../../src/automation/threshold';
import { START } from './simulated-time';

const LIMIT = ruleFor('limit', { limit: 4000, load: 2000 }).rule as Rule;

/** As a context store or a file gives it back. */
function restarted(threshold: Threshold): Threshold {
  return new Threshold(LIMIT, JSON.parse(JSON.stringify(threshold)));
}

describe('a restart', () => {
  it('sends what was, once', () => {
    const before = new Threshold(LIMIT);
    before.update(4500, START);
    const after = restarted(before);
    assert.equal(after.on, false);
    assert.deepEqual(after.tick(START + 60_000), { on: false, reason: { kind: 'restart' } });
    assert.equal(after.tick(START + 60_001), undefined);
    assert.equal(after.update(500, START + 61_000), undefined);
  });

  it('sends what was with the first value, too', () => {
    const before = new Threshold(LIMIT);
    before.update(3000, START);
    assert.deepEqual(restarted(before).update(4500, START + 60_000), { on: true, reason: { kind: 'restart' } });
  });

  it('sends one decision, the new one, where that is due', () => {
    const before = new Threshold(LIMIT);
    before.update(3000, START);
    before.update(4500, START + 1000);
    assert.equal(restarted(before).update(4500, START + 20_000)?.on, false);
  });

  it('leaves the load its minimum time', () => {
    const before = new Threshold(LIMIT);
    before.update(4500, START);
    const after = restarted(before);
    after.tick(START + 5000);
    after.update(500, START + 6000);
    assert.equal(after.tick(START + 299_999), undefined);
    assert.equal(after.tick(START + 300_000)?.on, true);
  });

  it('goes on waiting, but switches on no value of the past', () => {
    const before = new Threshold(LIMIT);
    before.update(3000, START);
    before.update(4500, START + 1000);
    const after = restarted(before);
    after.tick(START + 20_000);
    assert.equal(after.tick(START + 30_000), undefined);
    assert.deepEqual(after.update(4500, START + 31_000)?.reason, {
      kind: 'above',
      value: 4500,
      limit: 4000,
      seconds: 30,
    });
  });

  it('of an hour waits anew, and is no silence', () => {
    const before = new Threshold(LIMIT);
    before.update(3000, START);
    before.update(4500, START + 1000);
    const after = restarted(before);
    assert.equal(after.tick(START + 3_600_000)?.reason.kind, 'restart');
    assert.equal(after.update(4500, START + 3_601_000), undefined);
    assert.equal(after.nextWake(), START + 3_611_000);
  });

  it('before the first decision leaves nothing to store', () => {
    const threshold = new Threshold(LIMIT);
    threshold.tick(START);
    assert.equal(threshold.toJSON(), undefined);
  });

  it('with a clock that is behind does not freeze', () => {
    const before = new Threshold(LIMIT);
    before.update(4500, START);
    const after = restarted(before);
    after.update(500, START - 86_400_000);
    assert.equal(after.nextWake(), START - 86_400_000 + 300_000);
  });
});

describe('a stored state that is none', () => {
  const stored: unknown[] = [
    undefined,
    null,
    'on',
    true,
    42,
    [],
    {},
    { on: false },
    { switchedAt: START },
    { on: 'false', switchedAt: START },
    { on: 0, switchedAt: START },
    { on: false, switchedAt: String(START) },
    { on: false, switchedAt: null },
    { on: false, switchedAt: Number.NaN },
    { on: false, switchedAt: START, callingSince: 'soon' },
    { on: false, switchedAt: START, heardAt: {} },
    JSON.parse('{"__proto__":{"on":false,"switchedAt":0}}'),
  ];
  for (const state of stored) {
    it(`is ignored: ${JSON.stringify(state)}`, () => {
      const threshold = new Threshold(LIMIT, state);
      assert.equal(threshold.on, undefined);
      assert.equal(threshold.tick(START), undefined);
      assert.equal(threshold.update(3000, START)?.reason.kind, 'start');
    });
  }
});
