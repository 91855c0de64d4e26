import { MeterError } from '../base/errors';
import { encodeBe } from './be';
import { encodeDsmr3 } from './dsmr3';
import { encodeDsmr5 } from './dsmr5';
import { encodeDsmr22 } from './dsmr22';
import { encodeDsmr42 } from './dsmr42';
import { Household, type HouseholdRecord } from './household';
import { encodeHu } from './hu';
import { mix } from './noise';
import type { MeterIds } from './p1-lines';
import { encodeSeAdn9, encodeSeEll5 } from './se';

/** A kind of meter that can be simulated. */
export interface MeterModel {
  readonly id: string;
  readonly name: string;
  /** ISO 3166-1. */
  readonly country: string;
  /** From one telegram to the next, s. */
  readonly interval: number;
  readonly encode: (state: HouseholdRecord, meter: MeterIds) => Buffer;
}

export const METERS: readonly MeterModel[] = [
  // Every second: DSMR P1 Companion Standard 5.0.2, clause 6.1.
  { id: 'dsmr5', name: 'DSMR 5, three phases, gas (NL)', country: 'NL', interval: 1, encode: encodeDsmr5 },
  // Every ten seconds: DSMR P1 Companion Standard 2.2, 3.0 and 4.2.2, clause 5.1.
  { id: 'dsmr22', name: 'DSMR 2.2, gas (NL)', country: 'NL', interval: 10, encode: encodeDsmr22 },
  { id: 'dsmr3', name: 'DSMR 3, gas (NL)', country: 'NL', interval: 10, encode: encodeDsmr3 },
  { id: 'dsmr42', name: 'DSMR 4.2, three phases, gas (NL)', country: 'NL', interval: 10, encode: encodeDsmr42 },
  // Every second, as captures show.
  { id: 'be', name: 'e-MUCS, three phases, gas, month peaks (BE)', country: 'BE', interval: 1, encode: encodeBe },
  // At least every ten seconds: Swedish branschrekommendation 2019-12, clause 3.2.
  { id: 'se-ell5', name: 'H1, grouped by quantity (SE)', country: 'SE', interval: 10, encode: encodeSeEll5 },
  { id: 'se-adn9', name: 'H1, grouped by phase (SE)', country: 'SE', interval: 10, encode: encodeSeAdn9 },
  // Every ten seconds, as users report.
  { id: 'hu', name: 'E.ON, three phases (HU)', country: 'HU', interval: 10, encode: encodeHu },
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
