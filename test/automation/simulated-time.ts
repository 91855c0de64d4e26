import type { Rule } from '../../src/automation/rule';
import { type Decision, Threshold } from '../../src/automation/threshold';

/** 2026-11-20T18:00:00Z */
export const START = Date.UTC(2026, 10, 20, 18);

/** A decision, and how many seconds after {@link START} it came. */
export type Dated = { at: number } & Decision;

/** What the meter says `second` s after the start, with the load on or off; undefined: no telegram came. */
export type Meter = (second: number, on: boolean) => number | undefined;

/** Runs a rule as a node does: each telegram updates it, and a timer wakes it when it wants. */
export function run(
  rule: Rule,
  meter: Meter,
  seconds: number,
  every: number,
  threshold = new Threshold(rule),
): Dated[] {
  const decisions: Dated[] = [];
  let loadOn = threshold.on ?? rule.act === 'off';
  const took = (decision: Decision | undefined, now: number) => {
    if (decision === undefined) return;
    loadOn = decision.on;
    decisions.push({ at: (now - START) / 1000, ...decision });
  };
  took(threshold.tick(START), START);
  for (let second = 0; second < seconds; second += every) {
    const now = START + second * 1000;
    for (let wake = threshold.nextWake(); wake !== undefined && wake < now; wake = threshold.nextWake()) {
      took(threshold.tick(wake), wake);
    }
    const value = meter(second, loadOn);
    took(value === undefined ? threshold.tick(now) : threshold.update(value, now), now);
  }
  return decisions;
}

/** `[seconds, on]` of each decision. */
export function course(decisions: readonly Dated[]): [number, boolean][] {
  return decisions.map(({ at, on }) => [at, on]);
}
