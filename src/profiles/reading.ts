import type { TariffName } from './profile';

/** The parts of a reading, in their order: people look at the power first. */
export const GROUPS = [
  'power',
  'reactivePower',
  'apparentPower',
  'powerFactor',
  'frequency',
  'phases',
  'grid',
  'energy',
  'reactiveEnergy',
  'volume',
  'heat',
  'tariff',
  'tariffName',
  'demand',
  'subMeters',
  'events',
] as const;

export type Group = (typeof GROUPS)[number];

/**
 * What a meter measures, the same for every meter in every country. Power in W, energy in kWh, reactive power in var,
 * reactive energy in kvarh, apparent power in VA, voltage in V, current in A, volumes in m³, heat in GJ.
 *
 * What the meter did not send is absent, never 0.
 */
export interface Reading {
  meter: ReadingMeter;
  /** ISO 8601 with the offset of the meter's zone; absent where neither the meter nor the receiver has a clock. */
  timestamp?: string;
  /** `host`: the meter sends no time, so it is the time of arrival. */
  clock: 'meter' | 'host';
  power?: Flow & { net?: number };
  energy?: Flow & { tariffs?: Record<string, Flow> };
  reactivePower?: Flow;
  reactiveEnergy?: Flow;
  /** m³ that have flowed through a meter of gas, water or heat. */
  volume?: number;
  /** GJ, where a meter of heat counts in these; one that counts in kWh fills `energy`. */
  heat?: number;
  apparentPower?: Flow;
  powerFactor?: number;
  /** Hz */
  frequency?: number;
  phases?: Partial<Record<'L1' | 'L2' | 'L3', Phase>>;
  /** `IT`: a grid without a neutral, where voltages are between two lines; `TN`: they are to the neutral. */
  grid?: 'IT' | 'TN';
  /** The tariff that counts now, as the meter numbers it. */
  tariff?: number;
  /** What that number means, where the country has one meaning for it: in the Netherlands 1 is low, in Belgium day. */
  tariffName?: TariffName;
  demand?: Demand;
  subMeters?: SubMeter[];
  events?: Events;
  /** Where it was completed with what came before: what this telegram brought, and how old the rest is, in s. */
  fresh?: Group[];
  age?: Partial<Record<Group, number>>;
}

export interface ReadingMeter {
  id?: string;
  /** FLAG code of three letters. */
  manufacturer?: string;
  model?: string;
  /** ISO 3166-1. */
  country: string;
  medium: Medium;
}

/** What a meter measures. */
export type Medium = 'electricity' | 'gas' | 'heat' | 'water' | 'hot water';

/** Import: from the grid into the house; export: the other way. */
export interface Flow {
  import?: number;
  export?: number;
}

export interface Phase {
  voltage?: number;
  current?: number;
  power?: Flow;
  reactivePower?: Flow;
  powerFactor?: number;
}

/** The mean power that some meters keep, in kW. */
export interface Demand {
  /** Of the quarter-hour that runs. */
  current?: number;
  /** The highest quarter-hour of this month. */
  monthPeak?: Peak;
  /** The same of past months. */
  history?: Peak[];
}

export interface Peak {
  /** kW */
  value: number;
  /** When it occurred; absent where the month had none. */
  timestamp?: string;
}

/** A meter of gas, water, heat that reports through the electricity meter. */
export interface SubMeter {
  type: string;
  /** M-Bus channel, 1 to 4. */
  channel: number;
  id?: string;
  value: number;
  unit: string;
  /** When it was read; sub-meters report every five minutes to every hour. */
  timestamp?: string;
}

export interface Events {
  powerFailures?: number;
  longPowerFailures?: number;
  powerFailureLog?: { start: string; end: string /** s */; duration: number }[];
  voltageSags?: Partial<Record<'L1' | 'L2' | 'L3', number>>;
  voltageSwells?: Partial<Record<'L1' | 'L2' | 'L3', number>>;
  /** From the grid company. */
  message?: string;
  messageCode?: string;
}
