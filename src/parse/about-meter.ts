import type { CatalogueRow } from '../base/obis/catalogue';
import type { MeterObject, MeterTime } from '../base/telegram';
import { p1Time } from './p1-time';

/** Which object names the meter where several could: the one that the grid company uses first. */
const IDS: Readonly<Record<string, number>> = { meterId: 3, serialNumber: 2, logicalDeviceName: 1 };

/** What a telegram tells of its meter: who it is, and what its clock says. */
export class AboutMeter {
  #id: string | undefined;
  #rank = 0;
  #clock: MeterTime | undefined;
  #date: string | undefined;
  #timeOfDay: string | undefined;

  add(row: CatalogueRow, object: MeterObject): void {
    const rank = IDS[row.name];
    if (rank !== undefined && rank > this.#rank && object.value !== '') {
      this.#id = object.text ?? String(object.value);
      this.#rank = rank;
    }
    if (row.kind === 'clock') this.#clock = timeOf(object) ?? this.#clock;
    if (row.kind === 'date') this.#date = String(object.value);
    if (row.kind === 'time-of-day') this.#timeOfDay = String(object.value);
  }

  get id(): string | undefined {
    return this.#id;
  }

  get time(): MeterTime | undefined {
    if (this.#clock !== undefined || this.#date === undefined || this.#timeOfDay === undefined) return this.#clock;
    return p1Time(this.#date + this.#timeOfDay);
  }
}

function timeOf({ timestamp, dst }: MeterObject): MeterTime | undefined {
  if (timestamp === undefined) return undefined;
  return dst === undefined ? { local: timestamp } : { local: timestamp, dst };
}
