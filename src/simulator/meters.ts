import { MeterError } from '../base/errors';
import type { MeterKeys } from '../base/keys';
import type { Dialect } from '../base/receivers';
import { DLMS_METERS } from './dlms-meters';
import { Household } from './household';
import { kamstrup382 } from './kamstrup-382';
import { idsOf, type MeterIds } from './meter-ids';
import type { Encode, MeterModel, Responder } from './meter-model';
import { P1_METERS } from './p1-meters';
import { RADIO_METERS } from './radio-meters';
import { RECEIVER_LINES } from './receivers';
import { SimulatedReceiver } from './receivers/simulated-receiver';
import { LUXEMBOURG_TEST_KEYS, TEST_KEYS } from './test-keys';
import { type Due, due } from './timetable';
import { zoneOf } from './zones';

export type { MeterModel } from './meter-model';

/** It sends nothing by itself (MichaelRosenlund/382M_to_mqtt). */
const KAMSTRUP_382: MeterModel = {
  id: 'dk-kmp',
  name: 'Kamstrup 382 (KMP)',
  country: 'DK',
  line: '9600 8N2',
  interval: 10,
  lists: [],
  responder: kamstrup382,
};

export const METERS: readonly MeterModel[] = [...P1_METERS, ...DLMS_METERS, ...RADIO_METERS, KAMSTRUP_382];

/** Throws `unsupported` where there is no such model. */
export function meterOf(id: string): MeterModel {
  const model = METERS.find((meter) => meter.id === id);
  if (model === undefined) {
    throw new MeterError('unsupported', `no simulated meter is called ${id}`, { details: { meter: id } });
  }
  return model;
}

/** The keys that open what a meter sends; undefined where it sends in clear. */
export function keysOf({ country, keys }: MeterModel): MeterKeys | undefined {
  if (keys === undefined) return undefined;
  return country === 'LU' ? LUXEMBOURG_TEST_KEYS : TEST_KEYS;
}

export interface SimulatedMeterOptions {
  /** Of a {@link MeterModel}. */
  meter: string;
  /** Epoch milliseconds. */
  start: number;
  /** An integer. It makes the house, and the numbers on the meters. */
  seed?: number;
  /** The optical head mirrors what it is sent, where the meter is one that answers. */
  echo?: boolean;
  /** What hears a radio meter. */
  receiver?: Dialect;
  /** False: the grid company has not switched the data of the radio meter on yet. */
  activated?: boolean;
}

/** Counters begin with the seconds since then, so that a meter that is made anew goes on above where it was. */
const FIRST_COUNTER = Date.UTC(2020, 0, 1);

/** From the cellar to the next room, dBm. */
const RSSI = -67;

/** A meter in a house of its own; a radio meter with a receiver that hears it. */
export class SimulatedMeter {
  readonly model: MeterModel;
  readonly ids: MeterIds;
  readonly #household: Household;
  readonly #responder: Responder | undefined;
  readonly #receiver: SimulatedReceiver | undefined;
  readonly #line: string;
  readonly #inactive: Encode | undefined;
  #counter: number;
  /** How many telegrams it has sent. */
  #count = 0;
  /** Until when it has sent what was due, epoch milliseconds. */
  #sent: number | undefined;

  /** Throws `unsupported` where there is no such model. */
  constructor(options: SimulatedMeterOptions) {
    const { meter, start, seed = 1, echo = false, receiver = 'im871a', activated = true } = options;
    this.model = meterOf(meter);
    this.ids = idsOf(seed);
    this.#household = new Household({ start, seed, zone: zoneOf(this.model.country) });
    this.#responder = this.model.responder?.({ echo });
    this.#receiver = this.model.radio && new SimulatedReceiver(receiver);
    this.#line = this.model.radio ? RECEIVER_LINES[receiver] : this.model.line;
    this.#inactive = activated ? undefined : this.model.inactive;
    this.#counter = Math.floor((start - FIRST_COUNTER) / 1000);
  }

  /** From one telegram to the next, s. */
  get interval(): number {
    return this.model.interval;
  }

  /** What hears it, where it is a radio meter. */
  get receiver(): Dialect | undefined {
    return this.#receiver?.dialect;
  }

  /** Of its port, or of its receiver's. */
  get line(): string {
    return this.#line;
  }

  /** How far the house has come, epoch milliseconds. */
  get time(): number {
    return this.#household.time;
  }

  /**
   * What the meter has to send at `at`, epoch milliseconds: of the time since it was last asked, the latest of each of its
   * lists and the registers of every full hour, in order; nothing where nothing was due. Time does not go back: see
   * {@link Household.advance}.
   */
  telegram(at: number): Buffer {
    const since = this.#sent ?? at - this.interval * 1000;
    const telegrams = due(this.model.lists, since, at).map((list) => this.#send(list));
    this.#household.advance(at);
    this.#sent = Math.max(since, at);
    return Buffer.concat(telegrams);
  }

  #send({ at, encode }: Due): Buffer {
    this.#household.advance(at);
    const send = this.#inactive ?? encode;
    const telegram = send(this.#household.read(), this.ids, this.#counter++, this.#count++);
    return this.#receiver?.hear(telegram, { rssi: RSSI, at, mode: this.model.radio! }) ?? telegram;
  }

  /**
   * What it answers at `at` to bytes that were written to it, or its receiver; nothing where it is a meter that only
   * sends.
   */
  answer(bytes: Uint8Array, at: number): Buffer {
    this.#household.advance(at);
    if (this.#receiver !== undefined) return this.#receiver.answer(bytes);
    return this.#responder?.answer(bytes, this.#household.read(), this.ids) ?? Buffer.alloc(0);
  }

  /** See {@link Household.switch}. */
  switch(appliance: string, on: boolean, seconds?: number): void {
    this.#household.switch(appliance, on, seconds);
  }
}
