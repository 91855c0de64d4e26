/** What a unit measures, and how many places its decimal point lies from the unit that a reading uses. */
export interface Unit {
  readonly quantity: Quantity;
  /** A value in this unit times 10^places is the value in the {@link READING_UNITS unit of readings}. */
  readonly places: number;
}

export type Quantity =
  | 'power'
  | 'energy'
  | 'reactivePower'
  | 'reactiveEnergy'
  | 'apparentPower'
  | 'voltage'
  | 'current'
  | 'frequency'
  | 'volume'
  | 'heat'
  | 'duration';

/** The one unit of each quantity in a reading. */
export const READING_UNITS: Readonly<Record<Quantity, string>> = {
  power: 'W',
  energy: 'kWh',
  reactivePower: 'var',
  reactiveEnergy: 'kvarh',
  apparentPower: 'VA',
  voltage: 'V',
  current: 'A',
  frequency: 'Hz',
  volume: 'm³',
  heat: 'GJ',
  duration: 's',
};

/*
 * Spelling without regard to case, as meters disagree on it (kWh and kwh, kVArh and kvarh). No two units of a meter
 * differ by case alone: nobody prints megaampere or milliwatt-hours.
 */
const UNITS = new Map<string, Unit>(
  (
    [
      ['w', 'power', 0],
      ['kw', 'power', 3],
      ['mw', 'power', 6],
      ['wh', 'energy', -3],
      ['kwh', 'energy', 0],
      ['mwh', 'energy', 3],
      ['var', 'reactivePower', 0],
      ['kvar', 'reactivePower', 3],
      ['mvar', 'reactivePower', 6],
      ['varh', 'reactiveEnergy', -3],
      ['kvarh', 'reactiveEnergy', 0],
      ['mvarh', 'reactiveEnergy', 3],
      ['va', 'apparentPower', 0],
      ['kva', 'apparentPower', 3],
      ['v', 'voltage', 0],
      ['kv', 'voltage', 3],
      ['ma', 'current', -3],
      ['a', 'current', 0],
      ['ka', 'current', 3],
      ['hz', 'frequency', 0],
      ['khz', 'frequency', 3],
      ['m3', 'volume', 0],
      ['m³', 'volume', 0],
      ['j', 'heat', -9],
      ['mj', 'heat', -3],
      ['gj', 'heat', 0],
      ['s', 'duration', 0],
    ] as const
  ).map(([spelling, quantity, places]) => [spelling, { quantity, places }]),
);

/** The unit that a meter spells `spelling`; undefined for one that no table knows. */
export function unitOf(spelling: string): Unit | undefined {
  return UNITS.get(spelling) ?? UNITS.get(spelling.toLowerCase());
}
