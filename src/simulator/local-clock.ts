import { IANAZone } from 'luxon';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment as the clock on the wall shows it. */
export interface LocalMoment {
  /** Epoch milliseconds. */
  readonly time: number;
  /** Days since 1 January 1970, local. */
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Of the day, 0 to 1439. */
  readonly minute: number;
}

/** Epoch milliseconds → local time of one zone. */
export class LocalClock {
  readonly #zone: IANAZone;
  readonly #standard: number;
  /** luxon is slow, and a zone's offset changes at full hours only (in Europe at 01:00 UTC): asked once an hour. */
  #hour = Number.NaN;
  #offset = 0;

  /** `zone`: IANA. Throws a `RangeError` where there is no such zone. */
  constructor(zone: string) {
    this.#zone = IANAZone.create(zone);
    if (!this.#zone.isValid) throw new RangeError(`no such time zone: ${zone}`);
    this.#standard = Math.min(this.#zone.offset(Date.UTC(2025, 0, 1)), this.#zone.offset(Date.UTC(2025, 6, 1)));
  }

  at(time: number): LocalMoment {
    const local = this.local(time);
    const day = Math.floor(local / DAY);
    // 1 January 1970 was a Thursday.
    return { time, day, weekday: (day + 4) % 7, minute: Math.floor((local - day * DAY) / MINUTE) };
  }

  /** The milliseconds of a moment in UTC that reads like the local time at `time`. */
  local(time: number): number {
    return time + this.#offsetAt(time) * MINUTE;
  }

  isSummer(time: number): boolean {
    return this.#offsetAt(time) !== this.#standard;
  }

  /** Minutes. */
  #offsetAt(time: number): number {
    const hour = Math.floor(time / HOUR);
    if (hour !== this.#hour) {
      this.#offset = this.#zone.offset(time);
      this.#hour = hour;
    }
    return this.#offset;
  }
}
