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
  /** The clocks show local time, whatever deviation from UTC the meters tell. */
  readonly deviation?: 'meaningless';
  /** What the meter's tariff numbers mean; empty where they differ from one grid company to the next. */
  readonly tariffs: Readonly<Record<number, TariffName>>;
  /** Line settings that the country's meters use, the usual one first. */
  readonly lines: readonly string[];
  /** Whether objects with these OBIS codes can come from this country, where no list tells. */
  readonly sends: (has: (obis: string) => boolean) => boolean;
  /** Lists that come from this country alone: see `src/lists`. */
  readonly lists?: readonly string[];
  /** Scalers that lists leave open and that the country settles: Wh and varh are sent times 10 to the power of it. */
  readonly energyScalers?: Readonly<Record<string, number>>;
  /** Which types of meters are for grids without a neutral, whose voltages are between two lines, and which are not. */
  readonly grids?: readonly (readonly [type: RegExp, grid: 'IT' | 'TN'])[];
}

export type TariffName = 'low' | 'normal' | 'day' | 'night';
