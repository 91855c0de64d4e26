import type { MeterObject } from '../base/telegram';

/** What one has to know of a country to make a reading of a meter's objects. */
export interface Profile {
  /** ISO 3166-1. */
  readonly country: string;
  /** IANA name. */
  readonly zone: string;
  /** Whether the objects can only come from this country: a wrong guess would be worse than a question. */
  readonly recognises: (objects: ReadonlyMap<string, MeterObject>) => boolean;
}
