import { MeterError } from '../base/errors';
import { APPLIANCES, type Appliance } from './appliances';
import { gasFlow } from './gas';
import { voltageAt } from './grid';
import type { GasReading, HouseholdRecord, PhaseState, Registers } from './household-state';
import { LocalClock, type LocalMoment } from './local-clock';
import { random } from './noise';
import { QuarterHours } from './quarter-hours';
import { type Tariff, tariffAt } from './tariff';
import { isOn, shareOf } from './use';
import { waterFlow, waterTemperature } from './water';
import { type Weather, weatherAt } from './weather';

export type { HouseholdRecord, HouseholdState, PhaseState } from './household-state';

export interface HouseholdOptions {
  /** Epoch milliseconds. */
  start: number;
  /** An integer. The same seed lives the same year. */
  seed?: number;
  /** IANA. */
  zone?: string;
}

/** What a hand has done to an appliance, until when. */
interface Forced {
  readonly on: boolean;
  readonly until: number;
}

/** The house is looked at so often at least: its appliances change at full minutes, its sun slowly. */
const STEP = 60_000;
/** A gas meter reports to the electricity meter every five minutes (DSMR 5). */
const GAS_INTERVAL = 5 * 60_000;
/** Energy is counted in W·ms, gas and water in dm³·ms/h, all exact integers. */
const MS_AN_HOUR = 3600_000;

/** Chargers, clocks and whatever else changes every second: up to so many W on each phase. */
const FLICKER = 16;

const FLICKER_STREAM = 20;
const REGISTER_STREAM = 30;
const APPLIANCE_STREAM = 100;

/**
 * A Dutch house on three phases, with a heat pump, an electric car, solar panels, gas and water: what it takes and
 * gives is a function of seed and time. Nothing happens by itself; `advance` lets time pass.
 */
export class Household {
  /** What {@link Household.switch} knows. */
  static readonly appliances: readonly Appliance[] = APPLIANCES;

  readonly #seed: number;
  readonly #clock: LocalClock;
  readonly #forced = new Map<Appliance, Forced>();
  /** W, of the moment looked at last: positive into the house. */
  readonly #watts: [number, number, number] = [0, 0, 0];
  /** W·ms */
  readonly #energy: Registers;
  /** dm³·ms/h */
  #gas: number;
  #gasRead: GasReading;
  #hourlyGas: GasReading;
  /** dm³·ms/h */
  #water: number;
  #monthStartWater: number;
  readonly #quarterHours: QuarterHours;
  #hourStart: Registers;
  #monthStart: Registers;
  #time: number;

  /** Throws a `RangeError` where `start` is no time or there is no such zone. */
  constructor({ start, seed = 1, zone = 'Europe/Amsterdam' }: HouseholdOptions) {
    this.#time = wholeTime(start);
    this.#seed = seed;
    this.#clock = new LocalClock(zone);
    this.#energy = {
      import: { 1: this.#register(0, 2_000_000, 9_000_000), 2: this.#register(1, 2_000_000, 9_000_000) },
      export: { 1: this.#register(2, 500_000, 2_000_000), 2: this.#register(3, 1_000_000, 5_000_000) },
    };
    this.#gas = this.#register(4, 500_000, 6_000_000);
    const volume = Math.floor(this.#gas / MS_AN_HOUR);
    this.#gasRead = { volume, readAt: this.#time - (this.#time % GAS_INTERVAL) };
    this.#hourlyGas = { volume, readAt: this.#time - (this.#time % MS_AN_HOUR) };
    this.#water = this.#register(5, 100_000, 2_000_000);
    this.#monthStartWater = this.#water;
    this.#quarterHours = new QuarterHours(this.#clock, this.#time, seed);
    this.#hourStart = this.#monthStart = this.#registers();
  }

  /**
   * Lets time pass until `to`, epoch milliseconds; what lies in the past is ignored, so that a clock that is set back
   * takes nothing from the registers. Throws a `RangeError` where `to` is no time.
   */
  advance(to: number): void {
    const end = wholeTime(to);
    while (this.#time < end) this.#step(Math.min(end, this.#nextChange()));
  }

  /**
   * Switches an appliance on (at its rated power: the sun shines at night) or off, for so many seconds of the house's
   * time, or until it is switched again; after that it follows its own timetable. 0 seconds leave it to that at once.
   *
   * Throws `unsupported` where there is no such appliance, or no such time.
   */
  switch(appliance: string, on: boolean, seconds = Number.POSITIVE_INFINITY): void {
    const known = APPLIANCES.find(({ name }) => name === appliance);
    if (known === undefined) {
      throw new MeterError('unsupported', `the simulated house has no ${appliance}`, { details: { appliance } });
    }
    if (!(seconds >= 0)) {
      throw new MeterError('unsupported', `cannot switch for ${seconds} seconds`, { details: { seconds } });
    }
    this.#forced.set(known, { on, until: this.#time + Math.round(seconds * 1000) });
  }

  /** How far the house has come, epoch milliseconds. */
  get time(): number {
    return this.#time;
  }

  read(): HouseholdRecord {
    const moment = this.#clock.at(this.#time);
    const net = this.#load(moment, weatherAt(this.#time, this.#seed));
    const [l1, l2, l3] = this.#watts;
    return {
      time: this.#time,
      phases: [this.#phase(0, l1), this.#phase(1, l2), this.#phase(2, l3)],
      ...flow(net),
      energy: this.#registers(),
      tariff: tariffAt(moment),
      gas: { ...this.#gasRead },
      water: {
        volume: Math.floor(this.#water / MS_AN_HOUR),
        monthStart: Math.floor(this.#monthStartWater / MS_AN_HOUR),
        ...waterTemperature(this.#time),
      },
      hourlyGas: { ...this.#hourlyGas },
      ...this.#quarterHours.read(),
      hourStart: this.#hourStart,
      monthStart: this.#monthStart,
    };
  }

  /** The next moment at which the load may change in a step: a full minute, or the end of what a hand has done. */
  #nextChange(): number {
    let next = this.#time - (this.#time % STEP) + STEP;
    for (const [appliance, { until }] of this.#forced) {
      if (until <= this.#time) this.#forced.delete(appliance);
      else if (until < next) next = until;
    }
    return next;
  }

  #step(end: number): void {
    const moment = this.#clock.at(this.#time);
    const weather = weatherAt(this.#time, this.#seed);
    const net = this.#load(moment, weather);
    const duration = end - this.#time;
    const tariff = tariffAt(moment);
    this.#energy[net < 0 ? 'export' : 'import'][tariff] += Math.abs(net) * duration;
    this.#gas += gasFlow(moment, weather, this.#seed) * duration;
    this.#water += waterFlow(moment, weather, this.#seed) * duration;
    this.#time = end;
    if (end % GAS_INTERVAL === 0) this.#gasRead = { volume: Math.floor(this.#gas / MS_AN_HOUR), readAt: end };
    if (end % MS_AN_HOUR === 0) {
      this.#hourlyGas = this.#gasRead;
      this.#hourStart = this.#registers();
    }
    if (this.#quarterHours.count(net, duration, end, tariff)) {
      this.#monthStart = this.#registers();
      this.#monthStartWater = this.#water;
    }
  }

  /** Puts the load of each phase into `#watts`; returns their sum. */
  #load(moment: LocalMoment, weather: Weather): number {
    const watts = this.#watts;
    const second = Math.floor(moment.time / 1000);
    for (let i = 0; i < 3; i++) watts[i] = Math.floor(random(this.#seed, FLICKER_STREAM + i, second) * FLICKER);
    for (let i = 0; i < APPLIANCES.length; i++) {
      const appliance = APPLIANCES[i]!;
      const share = this.#share(appliance, APPLIANCE_STREAM + i, moment, weather);
      if (share === 0) continue;
      const each = Math.round((appliance.watts * share) / appliance.phases.length);
      for (const phase of appliance.phases) watts[phase - 1]! += each;
    }
    return watts[0] + watts[1] + watts[2];
  }

  #share(appliance: Appliance, stream: number, moment: LocalMoment, weather: Weather): number {
    const forced = this.#forced.get(appliance);
    if (forced !== undefined && moment.time < forced.until) return forced.on ? 1 : 0;
    const { use, thermostat } = appliance;
    if (thermostat !== undefined && !isOn(thermostat, moment, stream)) return 0;
    return shareOf(use, moment, weather, this.#seed, stream);
  }

  #phase(index: number, watts: number): PhaseState {
    const voltage = voltageAt(this.#time, index, watts, this.#seed);
    return { voltage, current: Math.round((Math.abs(watts) * 100) / voltage) / 100, ...flow(watts) };
  }

  #registers(): Registers {
    return { import: wattHours(this.#energy.import), export: wattHours(this.#energy.export) };
  }

  /** What a register shows when the house moves in, a whole number of Wh or dm³ times the milliseconds of an hour. */
  #register(index: number, least: number, most: number): number {
    return Math.floor(least + random(this.#seed, REGISTER_STREAM, index) * (most - least)) * MS_AN_HOUR;
  }
}

function flow(watts: number): { import: number; export: number } {
  return watts < 0 ? { import: 0, export: -watts } : { import: watts, export: 0 };
}

function wattHours(energy: Readonly<Record<Tariff, number>>): Record<Tariff, number> {
  return { 1: Math.floor(energy[1] / MS_AN_HOUR), 2: Math.floor(energy[2] / MS_AN_HOUR) };
}

/** The latest time that a `Date` holds. */
const END_OF_TIME = 8.64e15;

/** Energy is exact in whole milliseconds only. */
function wholeTime(time: number): number {
  if (!(time >= 0 && time <= END_OF_TIME)) throw new RangeError(`not a time in milliseconds: ${time}`);
  return Math.floor(time);
}
