import type { LocalClock } from './local-clock';
import { random } from './noise';
import type { Tariff } from './tariff';

type Way = 'import' | 'export';

/** The highest mean power of a quarter-hour. */
export interface Peak {
  /** W, an integer. */
  readonly watts: number;
  /** The end of that quarter-hour, epoch milliseconds; where none has ended yet, the beginning of the count. */
  readonly at: number;
}

export type Peaks = Readonly<Record<Way, Readonly<Record<Tariff, Peak>>>>;

/** A month that is over. */
export interface Month {
  /** The midnight that ends it, epoch milliseconds. */
  readonly end: number;
  readonly peaks: Peaks;
}

export interface QuarterHourRecord {
  /** W, an integer: what the running quarter-hour has counted so far over the whole quarter-hour; it rises from 0. */
  quarterHour: Readonly<Record<Way, number>>;
  /** Of this month. */
  peaks: Peaks;
  /** The last 13, the oldest first. */
  months: readonly Month[];
}

export const QUARTER_HOUR = 15 * 60_000;
const MONTHS = 13;

/** What the months before the house moved in are made of: the least and the most, W. */
const INVENTED: Readonly<Record<Way, Readonly<Record<Tariff, readonly [number, number]>>>> = {
  import: { 1: [4000, 9000], 2: [2500, 6000] },
  export: { 1: [1000, 3500], 2: [1000, 3500] },
};
const STREAMS: Readonly<Record<Way, number>> = { import: 40, export: 45 };

/**
 * The mean power of quarter-hours and its peaks by local month. The running mean is what a demand register of DLMS
 * calls `current_average_value`: energy so far, divided by the whole period (IEC 62056-6-2, clause 4.3.3).
 */
export class QuarterHours {
  readonly #clock: LocalClock;
  /** W·ms of this quarter-hour: exact integers. */
  readonly #energy: Record<Way, number> = { import: 0, export: 0 };
  #peaks: Peaks;
  #months: readonly Month[];
  #month: number;

  /** Counts from `start` on (epoch milliseconds); the months before are invented, and follow from `seed`. */
  constructor(clock: LocalClock, start: number, seed: number) {
    this.#clock = clock;
    this.#month = monthAt(start, clock);
    this.#peaks = noPeaks(start);
    this.#months = Array.from({ length: MONTHS }, (_, i) => invented(this.#month - MONTHS + i, clock, seed));
  }

  /**
   * The house took `watts` (gave where negative) for so many milliseconds up to `end`, all in one quarter-hour and one
   * tariff. Returns whether a month ends there.
   */
  count(watts: number, duration: number, end: number, tariff: Tariff): boolean {
    this.#energy[watts < 0 ? 'export' : 'import'] += Math.abs(watts) * duration;
    if (end % QUARTER_HOUR !== 0) return false;
    const { import: taken, export: given } = this.#means();
    this.#peaks = {
      import: higher(this.#peaks.import, tariff, { watts: taken, at: end }),
      export: higher(this.#peaks.export, tariff, { watts: given, at: end }),
    };
    this.#energy.import = 0;
    this.#energy.export = 0;
    const month = monthAt(end, this.#clock);
    if (!(month > this.#month)) return false;
    this.#months = [...this.#months.slice(1 - MONTHS), { end, peaks: this.#peaks }];
    this.#peaks = noPeaks(end);
    this.#month = month;
    return true;
  }

  read(): QuarterHourRecord {
    return { quarterHour: this.#means(), peaks: this.#peaks, months: this.#months };
  }

  #means(): Record<Way, number> {
    const { import: taken, export: given } = this.#energy;
    return { import: Math.floor(taken / QUARTER_HOUR), export: Math.floor(given / QUARTER_HOUR) };
  }
}

/** Of both tariffs; where they are equal, the earlier one. */
export function highest({ 1: one, 2: two }: Readonly<Record<Tariff, Peak>>): Peak {
  if (one.watts === two.watts) return one.at <= two.at ? one : two;
  return one.watts > two.watts ? one : two;
}

function higher(peaks: Peaks[Way], tariff: Tariff, peak: Peak): Peaks[Way] {
  return peak.watts > peaks[tariff].watts ? { ...peaks, [tariff]: peak } : peaks;
}

function noPeaks(at: number): Peaks {
  const none = { watts: 0, at };
  return { import: { 1: none, 2: none }, export: { 1: none, 2: none } };
}

/** Months since year 0, local. */
function monthAt(time: number, clock: LocalClock): number {
  const local = new Date(clock.local(time));
  return local.getUTCFullYear() * 12 + local.getUTCMonth();
}

/** Where the month begins, epoch milliseconds: no European clock changes that near to the first of a month. */
function monthStart(month: number, clock: LocalClock): number {
  const local = Date.UTC(Math.floor(month / 12), month % 12, 1);
  return local - (clock.local(local) - local);
}

function invented(month: number, clock: LocalClock, seed: number): Month {
  const begin = monthStart(month, clock);
  const end = monthStart(month + 1, clock);
  const peak = (way: Way, tariff: Tariff): Peak => {
    const [least, most] = INVENTED[way][tariff];
    const stream = STREAMS[way] + 2 * tariff;
    const quarters = 1 + Math.floor((random(seed, stream, month) * (end - begin)) / QUARTER_HOUR);
    const watts = Math.floor(least + random(seed, stream + 1, month) * (most - least));
    return { watts, at: begin + quarters * QUARTER_HOUR };
  };
  const both = (way: Way) => ({ 1: peak(way, 1), 2: peak(way, 2) });
  return { end, peaks: { import: both('import'), export: both('export') } };
}
