import fc from 'fast-check';
import { callsFor } from '../../src/automation/condition';
import { type Rule, ruleFor } from '../../src/automation/rule';
import { type Decision, Threshold } from '../../src/automation/threshold';
import { START } from './simulated-time';

const seconds = fc.integer({ min: 0, max: 60 });
const level = fc.integer({ min: -50, max: 50 });

const rules: fc.Arbitrary<Rule> = fc
  .record({
    goal: fc.constantFrom('limit' as const, 'signal' as const, 'custom' as const),
    limit: level,
    load: fc.integer({ min: 0, max: 20 }),
    negative: fc.constant(true),
    onAt: level,
    offAt: level,
    actAfter: seconds,
    goBackAfter: seconds,
    minimumOn: seconds,
    minimumOff: seconds,
    silence: seconds,
    failSafe: fc.constantFrom('on' as const, 'off' as const, 'keep' as const),
  })
  .map(({ goal, ...settings }) => ruleFor(goal, settings).rule as Rule);

/** What happens next, `after` ms: a value, or the timer. */
const event = fc.record({
  after: fc.integer({ min: 0, max: 20_000 }),
  value: fc.option(fc.oneof(level, fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY)), { nil: undefined }),
});
const events = fc.array(event, { maxLength: 200 });

function happen(threshold: Threshold, value: number | undefined, now: number): Decision | undefined {
  return value === undefined ? threshold.tick(now) : threshold.update(value, now);
}

/** Each event, and the timer in between, restarting at `restartAt`; `check` sees every decision. */
function play(
  rule: Rule,
  happenings: readonly { after: number; value: number | undefined }[],
  check: (decision: Decision, now: number, value: number | undefined) => void,
  restartAt = -1,
): void {
  let threshold = new Threshold(rule);
  let now = START;
  happenings.forEach(({ after, value }, index) => {
    if (index === restartAt) threshold = new Threshold(rule, JSON.parse(JSON.stringify(threshold) ?? 'null'));
    const next = now + after;
    for (let wake = threshold.nextWake(); wake !== undefined && wake < next; wake = threshold.nextWake()) {
      if (wake <= now) throw new Error(`woken at ${wake} by a timer that it set at ${now}`);
      now = wake;
      const decision = threshold.tick(now);
      if (decision !== undefined) check(decision, now, undefined);
    }
    now = next;
    const decision = happen(threshold, value, now);
    if (decision !== undefined) check(decision, now, value);
  });
}

describe('whatever the rule and the values', () => {
  it('no two switches are closer than the minimum time, across restarts too', () => {
    fc.assert(
      fc.property(rules, events, fc.nat(200), (rule, happenings, restartAt) => {
        let last: { on: boolean; at: number } | undefined;
        play(
          rule,
          happenings,
          ({ on }, now) => {
            if (last?.on === on) return;
            const least = last === undefined ? 0 : last.on ? rule.minimumOn : rule.minimumOff;
            if (last !== undefined && now - last.at < least * 1000) throw new Error(`${now - last.at} ms`);
            last = { on, at: now };
          },
          restartAt,
        );
      }),
    );
  });

  it('a value switches to the side it calls for, so none in the hysteresis band switches anything', () => {
    fc.assert(
      fc.property(rules, events, (rule, happenings) => {
        play(rule, happenings, ({ on, reason }, _now, value) => {
          if (reason.kind === 'start' || reason.kind === 'silent') return;
          if (reason.kind === 'restart') throw new Error('there was no restart');
          if (!callsFor(rule, on, reason.value)) throw new Error(`switched ${on} on ${reason.value}`);
          if (Number.isFinite(value) && value !== reason.value) throw new Error('switched on an older value');
        });
      }),
    );
  });

  it('a value that stays beyond a level is followed', () => {
    fc.assert(
      fc.property(rules, level, level, fc.integer({ min: 1, max: 30 }), (given, first, then, every) => {
        const rule = { ...given, silence: 60 };
        const threshold = new Threshold(rule);
        threshold.update(first, START);
        for (let second = 0; second <= 130; second += every) threshold.update(then, START + second * 1000);
        for (const on of [true, false]) if (callsFor(rule, on, then) && threshold.on !== on) return false;
        return true;
      }),
    );
  });

  it('a restart between two values changes no output', () => {
    const values = fc.array(fc.record({ after: fc.integer({ min: 0, max: 20_000 }), value: level }), {
      maxLength: 100,
    });
    fc.assert(
      fc.property(rules, values, fc.nat(100), (given, happenings, restartAt) => {
        const rule = { ...given, silence: 20 };
        let threshold = new Threshold(rule);
        const unbroken = new Threshold(rule);
        let now = START;
        return happenings.every(({ after, value }, index) => {
          if (index === restartAt) threshold = new Threshold(rule, JSON.parse(JSON.stringify(threshold) ?? 'null'));
          now += after;
          threshold.update(value, now);
          unbroken.update(value, now);
          return threshold.on === unbroken.on;
        });
      }),
    );
  });

  it('times in any order break nothing, and the timer is always ahead', () => {
    const anyTime = fc.array(
      fc.record({ now: fc.integer({ min: 0, max: 200_000 }), value: event.map((e) => e.value) }),
    );
    fc.assert(
      fc.property(rules, rules, anyTime, fc.nat(20), (rule, other, happenings, changeAt) => {
        const threshold = new Threshold(rule);
        return happenings.every(({ now, value }, index) => {
          if (index === changeAt) threshold.setRule(other);
          happen(threshold, value, now);
          const wake = threshold.nextWake();
          return wake === undefined || wake > now;
        });
      }),
    );
  });

  it('any stored JSON is taken or left', () => {
    const state = fc.oneof(
      fc.jsonValue(),
      fc.record({
        on: fc.jsonValue(),
        switchedAt: fc.jsonValue(),
        callingSince: fc.jsonValue(),
        heardAt: fc.jsonValue(),
      }),
      fc.record({ on: fc.boolean(), switchedAt: fc.double(), callingSince: fc.double(), heardAt: fc.double() }),
    );
    fc.assert(
      fc.property(rules, state, level, (rule, stored, value) => {
        const threshold = new Threshold(rule, stored);
        threshold.tick(START);
        threshold.update(value, START + 1000);
        const wake = threshold.nextWake();
        return typeof threshold.on === 'boolean' && (wake === undefined || wake > START);
      }),
    );
  });
});
