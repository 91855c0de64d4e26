/** What one has to know of a country to make a reading of a meter's objects. */
export interface Profile {
  /** ISO 3166-1. */
  readonly country: string;
  /** IANA name. */
  readonly zone: string;
  /**
   * What a time without a letter is: local time by the calendar, or normal time all year. The letter, where the meter
   * prints one, counts against either.
   */
  readonly withoutLetter: 'calendar' | 'normal';
  /** What the meter's tariff numbers mean; empty where they differ from one grid company to the next. */
  readonly tariffs: Readonly<Record<number, TariffName>>;
  /** Line settings that the country's meters use, the usual one first. */
  readonly lines: readonly string[];
  /** Whether objects with these OBIS codes can come from this country. */
  readonly sends: (has: (obis: string) => boolean) => boolean;
}

export type TariffName = 'low' | 'normal' | 'day' | 'night';
