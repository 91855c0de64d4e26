import { DateTime, IANAZone } from 'luxon';
import type { MeterTime } from '../base/telegram';
import type { Profile } from './profile';

/**
 * Local time of meters in one zone → ISO 8601 with offset. The meter's own summer-time flag counts where it sends one,
 * as it alone tells the two passes of the doubled hour apart; else the calendar does.
 */
export class Zone {
  readonly #zone: IANAZone;
  readonly #standard: string;
  readonly #summer: string;
  /** The calendar's answer for the hour asked last: telegrams come every second, and luxon is slow. */
  #hour = '';
  #offset = '';
  /** Offsets in minutes by quarter of an hour of UTC; no zone changes between two of them. */
  readonly #offsets = new Map<number, number>();

  readonly #withoutLetter: Profile['withoutLetter'];
  readonly #localAlways: boolean;

  /** `name`: IANA. Throws a `RangeError` where there is no such zone. */
  constructor(name: string, withoutLetter: Profile['withoutLetter'] = 'calendar', deviation?: Profile['deviation']) {
    this.#withoutLetter = withoutLetter;
    this.#localAlways = deviation === 'meaningless';
    this.#zone = IANAZone.create(name);
    if (!this.#zone.isValid) throw new RangeError(`no such time zone: ${name}`);
    const offsets = [this.#zone.offset(Date.UTC(2025, 0, 1)), this.#zone.offset(Date.UTC(2025, 6, 1))];
    this.#standard = offsetText(Math.min(...offsets));
    this.#summer = offsetText(Math.max(...offsets));
  }

  /** `2026-11-20T19:00:00` → `2026-11-20T19:00:00+01:00` */
  iso({ local, dst, deviation }: MeterTime): string {
    if (this.#localAlways) return local + this.#calendar(local);
    const said = deviation === undefined ? '' : offsetText(-deviation);
    // A meter that has never been told its deviation says 0: only an offset of this zone is one.
    if (said === this.#standard || said === this.#summer) return local + said;
    if (dst === undefined && this.#withoutLetter === 'calendar') return local + this.#calendar(local);
    return local + (dst ? this.#summer : this.#standard);
  }

  /** Epoch ms → the same moment in this zone, to the second. */
  at(moment: number): string {
    const offset = this.#offsetAt(moment);
    return new Date(moment + offset * 60_000).toISOString().slice(0, 19) + offsetText(offset);
  }

  #calendar(local: string): string {
    const hour = local.slice(0, 13);
    if (hour !== this.#hour) {
      this.#offset = offsetText(DateTime.fromISO(local, { zone: this.#zone }).offset);
      this.#hour = hour;
    }
    return this.#offset;
  }

  #offsetAt(moment: number): number {
    const quarter = Math.floor(moment / 900_000);
    const known = this.#offsets.get(quarter);
    if (known !== undefined) return known;
    if (this.#offsets.size === MAX_OFFSETS) this.#offsets.clear();
    const offset = this.#zone.offset(moment);
    this.#offsets.set(quarter, offset);
    return offset;
  }
}

const MAX_OFFSETS = 128;

/** Minutes → `+01:00`. */
function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}
