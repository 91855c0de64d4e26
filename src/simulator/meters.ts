import { MeterError } from '../base/errors';
import { encodeDsmr5, type MeterIds } from './dsmr5';
import { Household, type HouseholdState } from './household';
import { mix } from './noise';

/** A kind of meter that can be simulated. */
export interface MeterModel {
  readonly id: string;
  readonly name: string;
  /** ISO 3166-1. */
  readonly country: string;
  /** From one telegram to the next, s. */
  readonly interval: number;
  readonly encode: (state: HouseholdState, meter: MeterIds) => Buffer;
}

export const METERS: readonly MeterModel[] = [
  // Every second: DSMR P1 Companion Standard 5.0.2, clause 6.1.
  { id: 'dsmr5', name: 'DSMR 5, three phases, gas (NL)', country: 'NL', interval: 1, encode: encodeDsmr5 },
];

/** Throws `unsupported` where there is no such model. */
export function meterOf(id: string): MeterModel {
  const model = METERS.find((meter) => meter.id === id);
  if (model === undefined) {
    throw new MeterError('unsupported', `no simulated meter is called ${id}`, { details: { meter: id } });
  }
  return model;
}

export interface SimulatedMeterOptions {
  /** Of a {@link MeterModel}. */
  meter: string;
  /** Epoch milliseconds. */
  start: number;
  /** An integer. It makes the house, and the numbers on the meters. */
  seed?: number;
}

/** A meter in a house of its own. */
export class SimulatedMeter {
  readonly model: MeterModel;
  readonly ids: MeterIds;
  readonly #household: Household;

  /** Throws `unsupported` where there is no such model. */
  constructor({ meter, start, seed = 1 }: SimulatedMeterOptions) {
    this.model = meterOf(meter);
    this.ids = idsOf(seed);
    this.#household = new Household({ start, seed });
  }

  /** From one telegram to the next, s. */
  get interval(): number {
    return this.model.interval;
  }

  /** How far the house has come, epoch milliseconds. */
  get time(): number {
    return this.#household.time;
  }

  /** What the meter sends at `at`, epoch milliseconds. Time does not go back: see {@link Household.advance}. */
  telegram(at: number): Buffer {
    this.#household.advance(at);
    return this.model.encode(this.#household.read(), this.ids);
  }

  /** See {@link Household.switch}. */
  switch(appliance: string, on: boolean, seconds?: number): void {
    this.#household.switch(appliance, on, seconds);
  }
}

/** Dutch meters carry a letter, four digits for the type (0099 is invented), ten for the meter, two for its year. */
function idsOf(seed: number): MeterIds {
  const serial = String(mix(seed)).padStart(10, '0');
  return { id: `E0099${serial}26`, gasId: `G0099${serial}26` };
}
