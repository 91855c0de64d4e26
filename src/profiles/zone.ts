import { DateTime, IANAZone } from 'luxon';
import type { MeterTime } from '../base/telegram';

/**
 * Local time of meters in one zone → ISO 8601 with offset. The meter's own summer-time flag counts where it sends one,
 * as it alone tells the two passes of the doubled hour apart; else the calendar does.
 */
export class Zone {
  readonly #name: string;
  readonly #standard: number;
  readonly #summer: number;
  /** The calendar's answer for the hour asked last: telegrams come every second, and luxon is slow. */
  #hour = '';
  #offset = 0;

  /** `name`: IANA. Throws a `RangeError` where there is no such zone. */
  constructor(name: string) {
    const zone = IANAZone.create(name);
    if (!zone.isValid) throw new RangeError(`no such time zone: ${name}`);
    const offsets = [zone.offset(Date.UTC(2025, 0, 1)), zone.offset(Date.UTC(2025, 6, 1))];
    this.#name = name;
    this.#standard = Math.min(...offsets);
    this.#summer = Math.max(...offsets);
  }

  /** `2026-11-20T19:00:00` → `2026-11-20T19:00:00+01:00` */
  iso({ local, dst }: MeterTime): string {
    return local + offsetText(dst === undefined ? this.#calendar(local) : dst ? this.#summer : this.#standard);
  }

  #calendar(local: string): number {
    const hour = local.slice(0, 13);
    if (hour !== this.#hour) {
      this.#offset = DateTime.fromISO(local, { zone: this.#name }).offset;
      this.#hour = hour;
    }
    return this.#offset;
  }

  /** A moment (ISO 8601 in UTC) → the same moment with this zone's offset. */
  at(moment: string): string {
    const local = DateTime.fromISO(moment, { zone: this.#name }).startOf('second');
    return local.toISO({ suppressMilliseconds: true }) ?? moment;
  }
}

/** Minutes → `+01:00`. */
function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}
