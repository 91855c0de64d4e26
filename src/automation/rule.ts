import { DEFAULTS, type Durations, type FailSafe, type Goal } from './goals';

/**
 * When a load goes on and off. Levels are in the unit of the watched value, durations in s.
 *
 * The rule acts beyond one level and goes back beyond another; between the two, and exactly on them, all stays as it
 * is.
 */
export interface Rule extends Durations {
  /** What the output becomes when the rule acts: a limit turns a load off, surplus turns it on. */
  act: 'on' | 'off';
  actWhen: 'above' | 'below';
  actAt: number;
  /** How long the value must stay beyond `actAt`. */
  actAfter: number;
  /** On the other side: not above `actAt` where the rule acts above, not below it where it acts below. */
  goBackAt: number;
  goBackAfter: number;
  /** How long the output stays on once it is on. */
  minimumOn: number;
  minimumOff: number;
  /** The value has fallen silent when it has not come for longer than this; 0: it never counts as silent. */
  silence: number;
  failSafe: FailSafe;
}

/** What a user fills in. Each goal reads what it needs; durations and `failSafe` fall back on {@link DEFAULTS}. */
export interface Settings extends Partial<Durations> {
  /** `limit`, `signal`: in the unit of the watched value. */
  limit?: number;
  /** `limit`, `surplus`: what the load draws, in the unit of the watched value. */
  load?: number;
  /** `limit`: whether the watched value goes below zero, as net power does and import does not. */
  negative?: boolean;
  /** `custom`: on beyond this level, off beyond `offAt`. On above it, unless `offAt` is the higher one. */
  onAt?: number;
  offAt?: number;
  failSafe?: FailSafe;
}

/** A rule, or the setting that is missing or makes none. */
export type Ruled =
  | { rule: Rule; warning?: RuleWarning }
  | { rule?: undefined; missing: 'limit' | 'load' | 'onAt' | 'offAt' };

/**
 * `load-exceeds-limit`: the load alone draws what the limit allows, or more. It comes back only while the house imports
 * next to nothing, and may have to go off again.
 */
export type RuleWarning = 'load-exceeds-limit';

/** In W: what is left to the grid, either way, so that a load on surplus does not follow each cloud. */
const SURPLUS_MARGIN = 100;
/** In s, a week: a timer of Node.js holds 24 days and fires at once when asked for more. */
const LONGEST = 604_800;

/** Turns a user's sentence into a rule. To act is to switch off for a `limit`, on for every other goal. */
export function ruleFor(goal: Goal, settings: Settings): Ruled {
  const { limit, load, onAt, offAt } = settings;
  const rest = durationsOf(goal, settings);
  switch (goal) {
    case 'limit': {
      if (!isNumber(limit)) return { missing: 'limit' };
      if (!isDraw(load)) return { missing: 'load' };
      const back = comeBack(limit, load, settings.negative ?? false);
      return {
        rule: { act: 'off', actWhen: 'above', actAt: limit, goBackAt: back.level, ...rest },
        ...(back.warning !== undefined && { warning: back.warning }),
      };
    }
    case 'surplus': {
      if (!isDraw(load)) return { missing: 'load' };
      // Net power is negative where the house exports.
      const actAt = -(load + SURPLUS_MARGIN);
      return { rule: { act: 'on', actWhen: 'below', actAt, goBackAt: SURPLUS_MARGIN, ...rest } };
    }
    case 'signal': {
      if (!isNumber(limit)) return { missing: 'limit' };
      const goBackAt = limit - fivePercent(limit);
      return { rule: { act: 'on', actWhen: 'above', actAt: limit, goBackAt, ...rest } };
    }
    case 'custom': {
      if (!isNumber(onAt)) return { missing: 'onAt' };
      if (!isNumber(offAt)) return { missing: 'offAt' };
      return { rule: { act: 'on', actWhen: onAt < offAt ? 'below' : 'above', actAt: onAt, goBackAt: offAt, ...rest } };
    }
  }
}

/**
 * Below which level a load may come back, so that `limit` still holds once it draws its own power again.
 *
 * Import never goes below zero: a level there would keep the load off for good. As close to it as one can hope for is
 * 5 % of the limit; then the load comes back on a sunny day at least.
 */
function comeBack(limit: number, load: number, negative: boolean): { level: number; warning?: RuleWarning } {
  const margin = fivePercent(limit);
  const level = limit - load - margin;
  if (level > 0 || negative) return { level };
  return { level: Math.min(limit, margin), warning: 'load-exceeds-limit' };
}

function fivePercent(limit: number): number {
  return Math.abs(limit) / 20;
}

function durationsOf(goal: Goal, settings: Settings): Durations & { failSafe: FailSafe } {
  const defaults = DEFAULTS[goal];
  const seconds = (duration: keyof Durations) => {
    const given = settings[duration];
    return isNumber(given) && given >= 0 ? Math.min(given, LONGEST) : defaults[duration];
  };
  return {
    actAfter: seconds('actAfter'),
    goBackAfter: seconds('goBackAfter'),
    // A signal drives no compressor.
    minimumOn: goal === 'signal' ? 0 : seconds('minimumOn'),
    minimumOff: goal === 'signal' ? 0 : seconds('minimumOff'),
    silence: seconds('silence'),
    failSafe: settings.failSafe ?? defaults.failSafe,
  };
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}

function isDraw(load: number | undefined): load is number {
  return isNumber(load) && load >= 0;
}
