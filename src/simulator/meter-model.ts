import type { HouseholdRecord } from './household-state';
import type { MeterIds } from './meter-ids';
import type { Country } from './zones';

/** A kind of meter that can be simulated. */
export interface MeterModel {
  readonly id: string;
  /** Make and type, or the standard: the same in every language. */
  readonly name: string;
  readonly country: Country;
  /** Of its port, as in `115200 8N1`; of a radio meter, of the receiver that most have. */
  readonly line: string;
  /** From one telegram to the next, s. */
  readonly interval: number;
  /** The mode in which it sends by radio (EN 13757-4): its telegrams go from L on, without CRCs, and a receiver hears them. */
  readonly radio?: 'T1' | 'C1';
  /** It encrypts, with the keys of `test-keys.ts`. */
  readonly keys?: 'test';
  /** What it sends by itself, the shorter ones first; nothing where it waits to be asked. */
  readonly lists: readonly MeterList[];
  /** What it sends instead before the grid company switches its data on. */
  readonly inactive?: Encode;
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

/**
 * A house → the telegram of one of its meters. `counter` is higher each time; `sent` is how many the meter has sent since
 * it was made.
 */
export type Encode = (state: HouseholdRecord, meter: MeterIds, counter: number, sent?: number) => Buffer;

export interface ResponderOptions {
  /** The optical head mirrors what it is sent. */
  readonly echo: boolean;
}

/** A meter that speaks when it is spoken to. */
export interface Responder {
  /** What comes back for bytes that arrive, which may be a part of a request; nothing where nothing is asked. */
  answer(bytes: Uint8Array, state: HouseholdRecord, meter: MeterIds): Buffer;
}
