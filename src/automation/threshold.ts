import { callsFor, conditionFor, outputAt } from './condition';
import type { Reason } from './reason';
import type { Rule } from './rule';
import { stateFrom, type ThresholdState } from './state';

/** What to send now. The output may be what it was: after a restart, and in silence. */
export interface Decision {
  on: boolean;
  reason: Reason;
}

/**
 * Applies a rule to one value over time. Times are epoch ms; a clock that is set back starts the running durations
 * anew, as nobody knows what time passed.
 *
 * Call `tick` at the start, so that silence counts from there, and then at {@link nextWake} after each call.
 */
export class Threshold {
  #rule: Rule;
  #on: boolean | undefined;
  #switchedAt = Number.NEGATIVE_INFINITY;
  /** Since when the value has called for the other output. */
  #callingSince: number | undefined;
  /** The last value of this run. */
  #value: number | undefined;
  /** When a value last came, be it before a restart. */
  #heardAt: number | undefined;
  /** The first call of this run. While nobody listened, nothing was silent. */
  #startedAt: number | undefined;
  #toldSilence = false;
  #toldOutput = false;

  /** `state` is what `toJSON` gave before a restart; anything else is as good as none. */
  constructor(rule: Rule, state?: unknown) {
    this.#rule = rule;
    const before = stateFrom(state);
    if (before === undefined) return;
    this.#on = before.on;
    this.#switchedAt = before.switchedAt;
    this.#callingSince = before.callingSince;
    this.#heardAt = before.heardAt;
  }

  /** undefined before the first decision. */
  get on(): boolean | undefined {
    return this.#on;
  }

  /** The limit may change from message to message; the next `update` goes by the new rule. */
  setRule(rule: Rule): void {
    this.#rule = rule;
    if (this.#value !== undefined && !this.#callsForOther(this.#value)) this.#callingSince = undefined;
  }

  /** A value came. One that is no finite number counts as none. */
  update(value: number, now: number): Decision | undefined {
    if (!Number.isFinite(value)) return this.tick(now);
    this.#clockAt(now);
    const gap = this.#heardAt !== undefined && now > this.#heardAt + this.#silence();
    this.#heardAt = now;
    this.#value = value;
    this.#toldSilence = false;
    if (this.#on === undefined) {
      return this.#decide(outputAt(this.#rule, value), { kind: 'start', value, limit: this.#rule.actAt }, now);
    }
    if (!this.#callsForOther(value)) this.#callingSince = undefined;
    else if (this.#callingSince === undefined || gap) this.#callingSince = now;
    return this.#switchIfDue(now) ?? this.#tellRestored();
  }

  /** Time went by: durations end, and silence begins. */
  tick(now: number): Decision | undefined {
    this.#clockAt(now);
    if (now <= this.#silentFrom()) return this.#switchIfDue(now) ?? this.#tellRestored();
    this.#callingSince = undefined;
    if (now < this.#failSafeAt()) return this.#tellRestored();
    this.#toldSilence = true;
    const seconds = Math.floor((now - this.#listeningSince()) / 1000);
    return this.#decide(this.#rule.failSafe === 'on', { kind: 'silent', seconds }, now);
  }

  /** When to call `tick`, epoch ms; undefined where only a value can change anything. */
  nextWake(): number | undefined {
    const at = Math.min(this.#switchAt(), this.#failSafeAt());
    return at < Number.POSITIVE_INFINITY ? at : undefined;
  }

  /** undefined before the first decision. */
  toJSON(): ThresholdState | undefined {
    if (this.#on === undefined) return undefined;
    return {
      on: this.#on,
      switchedAt: this.#switchedAt,
      ...(this.#callingSince !== undefined && { callingSince: this.#callingSince }),
      ...(this.#heardAt !== undefined && { heardAt: this.#heardAt }),
    };
  }

  /** No time that is remembered lies in the future. */
  #clockAt(now: number): void {
    this.#startedAt = Math.min(this.#startedAt ?? now, now);
    this.#switchedAt = Math.min(this.#switchedAt, now);
    if (this.#callingSince !== undefined) this.#callingSince = Math.min(this.#callingSince, now);
    if (this.#heardAt !== undefined) this.#heardAt = Math.min(this.#heardAt, now);
  }

  #callsForOther(value: number): boolean {
    return this.#on !== undefined && callsFor(this.#rule, !this.#on, value);
  }

  #switchIfDue(now: number): Decision | undefined {
    if (now < this.#switchAt()) return undefined;
    const condition = conditionFor(this.#rule, !this.#on);
    const seconds = Math.floor((now - this.#callingSince!) / 1000);
    return this.#decide(!this.#on, { kind: condition.when, value: this.#value!, limit: condition.at, seconds }, now);
  }

  /** The restored output is sent once: whoever listens may have restarted too. */
  #tellRestored(): Decision | undefined {
    if (this.#on === undefined || this.#toldOutput) return undefined;
    this.#toldOutput = true;
    return { on: this.#on, reason: { kind: 'restart' } };
  }

  #decide(on: boolean, reason: Reason, now: number): Decision {
    if (on !== this.#on) this.#switchedAt = now;
    this.#on = on;
    this.#callingSince = undefined;
    this.#toldOutput = true;
    return { on, reason };
  }

  /** When the value has called for the other output long enough, and the minimum time is over; infinity: not in sight. */
  #switchAt(): number {
    // Before a restart the value called too, but it takes one of this run to know that it still does.
    if (this.#callingSince === undefined || this.#value === undefined) return Number.POSITIVE_INFINITY;
    const { after } = conditionFor(this.#rule, !this.#on);
    return Math.max(this.#callingSince + after * 1000, this.#minimumOver());
  }

  /** When the output goes to its safe side: in silence, but no sooner than the load may switch. */
  #failSafeAt(): number {
    if (this.#rule.failSafe === 'keep' || this.#toldSilence) return Number.POSITIVE_INFINITY;
    const silent = this.#silentFrom() + 1;
    const switches = this.#on !== undefined && this.#on !== (this.#rule.failSafe === 'on');
    return switches ? Math.max(silent, this.#minimumOver()) : silent;
  }

  #minimumOver(): number {
    return this.#switchedAt + (this.#on ? this.#rule.minimumOn : this.#rule.minimumOff) * 1000;
  }

  /** The last moment that is not yet silent. */
  #silentFrom(): number {
    return this.#listeningSince() + this.#silence();
  }

  /** Since when no value came; infinity before the first call. */
  #listeningSince(): number {
    if (this.#startedAt === undefined) return Number.POSITIVE_INFINITY;
    return Math.max(this.#startedAt, this.#heardAt ?? Number.NEGATIVE_INFINITY);
  }

  #silence(): number {
    return this.#rule.silence > 0 ? this.#rule.silence * 1000 : Number.POSITIVE_INFINITY;
  }
}
