import type { Dialect, RadioMode } from '../../base/receivers';
import { AMB8465 } from './amb8465';
import { CUL } from './cul';
import { EMBIT } from './embit';
import { IM871A } from './im871a';
import { IU891A } from './iu891a';

/** What is said to a receiver, and how its answer is known. */
export interface Command {
  readonly write: Uint8Array;
  /** What its answer says, found in all that has come since; undefined as long as there is none. */
  answerIn(bytes: Buffer): Buffer | undefined;
  /** The set-up goes on where no answer comes. */
  readonly optional?: boolean;
}

/** How a receiver is told what to listen to. */
export interface SetUp {
  /** Such as `57600 8N1`, the usual one first. */
  readonly lines: readonly string[];
  /** A question that changes nothing. */
  readonly probe: Uint8Array;
  /** Whether the answer to {@link probe} is among what has come since. */
  isAnswer(bytes: Buffer): boolean;
  /** What to say, one command after the other. Each gets its answer; undefined where it was optional and none came. */
  steps(mode: RadioMode): Generator<Command, void, Buffer | undefined>;
}

/** Receivers that can be asked and told. */
export const SET_UPS: ReadonlyMap<Dialect, SetUp> = new Map<Dialect, SetUp>([
  ['im871a', IM871A],
  ['iu891a', IU891A],
  ['amb8465', AMB8465],
  ['cul', CUL],
  ['embit', EMBIT],
]);
