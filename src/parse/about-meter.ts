import type { CatalogueRow } from '../base/obis/catalogue';
import type { MeterObject, MeterTime } from '../base/telegram';
import { p1Time } from './p1-time';

/** Which object names the meter where several could: Kaifa in Poland has its type where the Dutch have the id. */
const IDS: Readonly<Record<string, number>> = { serialNumber: 3, meterId: 2, logicalDeviceName: 1 };

/** What a telegram tells of its meter: who it is, and what its clock says. */
export class AboutMeter {
  #id: string | undefined;
  #rank = 0;
  #clock: MeterTime | undefined;
  #date: string | undefined;
  #timeOfDay: string | undefined;

  add(row: CatalogueRow, object: MeterObject): void {
    switch (row.kind) {
      case 'hex':
        this.#addId(row, object);
        return;
      case 'clock':
        this.#clock = timeOf(object) ?? this.#clock;
        return;
      case 'date':
        this.#date = String(object.value);
        return;
      case 'time-of-day':
        this.#timeOfDay = String(object.value);
    }
  }

  #addId({ name }: CatalogueRow, { value, text }: MeterObject): void {
    const rank = IDS[name];
    if (rank === undefined || rank <= this.#rank || value === '') return;
    this.#id = text ?? String(value);
    this.#rank = rank;
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
