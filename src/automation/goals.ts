/** What a user wants of the rule. */
export type Goal =
  /** Switch a load off above a limit. */
  | 'limit'
  /** Switch a load on while the house exports enough for it. */
  | 'surplus'
  /** Tell whether a value is high; nothing of it flows back into the value. */
  | 'signal'
  /** On beyond one level, off beyond another. */
  | 'custom';

/** What the output becomes when the watched value falls silent; `keep`: nothing changes. */
export type FailSafe = 'on' | 'off' | 'keep';

/** In s. */
export interface Durations {
  actAfter: number;
  goBackAfter: number;
  minimumOn: number;
  minimumOff: number;
  silence: number;
}

/**
 * What holds where the user says nothing. A limit guard fails on, as no house should go cold because a cable fell out;
 * surplus fails off, as nobody knows any more whether there is some. The silence is five times the longest usual
 * interval between telegrams, a minute.
 */
export const DEFAULTS: Readonly<Record<Goal, Readonly<Durations & { failSafe: FailSafe }>>> = {
  limit: { actAfter: 10, goBackAfter: 120, minimumOn: 0, minimumOff: 300, silence: 300, failSafe: 'on' },
  surplus: { actAfter: 10, goBackAfter: 120, minimumOn: 0, minimumOff: 300, silence: 300, failSafe: 'off' },
  signal: { actAfter: 10, goBackAfter: 120, minimumOn: 0, minimumOff: 0, silence: 300, failSafe: 'off' },
  custom: { actAfter: 10, goBackAfter: 120, minimumOn: 0, minimumOff: 300, silence: 300, failSafe: 'keep' },
};
