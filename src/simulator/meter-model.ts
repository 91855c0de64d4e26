import type { HouseholdRecord } from './household-state';
import type { MeterIds } from './meter-ids';
import type { Country } from './zones';

/** A kind of meter that can be simulated. */
export interface MeterModel {
  readonly id: string;
  /** Make and type, or the standard: the same in every language. */
  readonly name: string;
  readonly country: Country;
  /** Of its port, as in `115200 8N1`. */
  readonly line: string;
  /** From one telegram to the next, s. */
  readonly interval: number;
  /** It encrypts, with the keys of `test-keys.ts`. */
  readonly keys?: 'test';
  /** What it sends by itself, the shorter ones first; nothing where it waits to be asked. */
  readonly lists: readonly MeterList[];
  /** What it answers. */
  readonly responder?: (options: ResponderOptions) => Responder;
}

/** A list that a meter sends, and when. */
export interface MeterList {
  readonly encode: Encode;
  /** Every so many seconds of its clock, `after` seconds later; absent: whenever the meter's interval has passed. */
  readonly every?: number;
  readonly after?: number;
  /** None of them is left out, however fast time runs: registers, which a moment later say something else. */
  readonly all?: true;
}

/** A house → the telegram of one of its meters. `counter` is higher each time. */
export type Encode = (state: HouseholdRecord, meter: MeterIds, counter: number) => Buffer;

export interface ResponderOptions {
  /** The optical head mirrors what it is sent. */
  readonly echo: boolean;
}

/** A meter that speaks when it is spoken to. */
export interface Responder {
  /** What comes back for bytes that arrive, which may be a part of a request; nothing where nothing is asked. */
  answer(bytes: Uint8Array, state: HouseholdRecord, meter: MeterIds): Buffer;
}
