import type { QuarterHourRecord } from './quarter-hours';
import type { Tariff } from './tariff';

/** What a meter would say of the house at one moment. */
export interface HouseholdState {
  /** Epoch milliseconds. */
  time: number;
  phases: [PhaseState, PhaseState, PhaseState];
  /** W: what the phases take less what they give; a Dutch meter sums them before it counts. */
  import: number;
  /** W, see `import`; one of the two is 0. */
  export: number;
  energy: Registers;
  tariff: Tariff;
  gas: GasReading;
}

/** Wh by tariff, integers that never fall. */
export interface Registers {
  import: Record<Tariff, number>;
  export: Record<Tariff, number>;
}

/** Both tariffs together, Wh. */
export function totalEnergy({ import: taken, export: given }: Registers): { import: number; export: number } {
  return { import: taken[1] + taken[2], export: given[1] + given[2] };
}

export interface PhaseState {
  /** V, one decimal. */
  voltage: number;
  /** A, two decimals; whichever way it flows. */
  current: number;
  /** W, an integer; one of the two is 0. */
  import: number;
  /** W */
  export: number;
}

export interface GasReading {
  /** dm³, an integer. */
  volume: number;
  /** When the gas meter told it, epoch milliseconds: the start of the running five minutes. */
  readAt: number;
}

export interface WaterReading {
  /** dm³, an integer. */
  volume: number;
  /** The same as this month began, or as the house moved in. */
  monthStart: number;
  /** Of the water, °C, an integer. */
  temperature: number;
  /** Around the meter, °C, an integer. */
  room: number;
}

/** The same, and what some meters keep of the time before. */
export interface HouseholdRecord extends HouseholdState, QuarterHourRecord {
  /** As gas meters before DSMR 5 tell it: at the start of the running hour. */
  hourlyGas: GasReading;
  water: WaterReading;
  /** The registers as the running hour began, or as the house moved in. */
  hourStart: Registers;
  /** The same of this month. */
  monthStart: Registers;
}
