import type { Rule } from './rule';

/** What must hold, and for how long, before the output changes. */
export interface Condition {
  when: 'above' | 'below';
  /** In the unit of the watched value. */
  at: number;
  /** In s. */
  after: number;
}

/** Under which condition the output becomes `on`. */
export function conditionFor(rule: Rule, on: boolean): Condition {
  if (on === acted(rule)) return { when: rule.actWhen, at: rule.actAt, after: rule.actAfter };
  return { when: rule.actWhen === 'above' ? 'below' : 'above', at: rule.goBackAt, after: rule.goBackAfter };
}

/** Whether `value` calls for the output to be `on`. Between the levels it calls for nothing. */
export function callsFor(rule: Rule, on: boolean, value: number): boolean {
  const { when, at } = conditionFor(rule, on);
  return when === 'above' ? value > at : value < at;
}

/** What the output is where nothing is known but `value`. */
export function outputAt(rule: Rule, value: number): boolean {
  return callsFor(rule, acted(rule), value) ? acted(rule) : !acted(rule);
}

function acted(rule: Rule): boolean {
  return rule.act === 'on';
}
