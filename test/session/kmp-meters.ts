import assert from 'node:assert/strict';
import { ELECTRICITY_REGISTERS } from '../../src/parse/kmp-registers';
import { Household } from '../../src/simulator/household';
import { KmpResponder } from '../../src/simulator/kmp';
import { idsOf } from '../../src/simulator/meter-ids';
import { SimulatedMeter } from '../../src/simulator/meters';
import { NOON } from '../framing/telegrams';
import { type Answer, type Bench, type BenchOptions, readRequest } from './kmp-bench';

/*
 * Meters to ask, and lines to ask them over. Registers and what they say are invented.
 */

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const NOTHING = Buffer.alloc(0);
export const GARBAGE = Buffer.from('40ff00403f80130a', 'hex');

/** The registers that the simulated meter has. */
export const SIMULATED = ELECTRICITY_REGISTERS.filter(
  (register) => register !== 13 && register !== 14 && register < 0x0540,
);

export function simulated(options: { echo?: boolean; seed?: number } = {}): Answer {
  const meter = new SimulatedMeter({ meter: 'dk-kmp', start: NOON, ...options });
  return (request, at) => meter.answer(request, at);
}

/** The mantissa of each register of {@link meterWith} is its number and this. */
const OFFSET = 100_000;

/** A meter with these registers, of kWh with two decimals; nothing else is known of it. */
export function meterWith(registers: Iterable<number>, { echo = false, seed = 1 } = {}): Answer {
  const rows = Array.from(
    registers,
    (number) => [number, { unit: 2, exponent: -2, mantissa: () => OFFSET + number }] as const,
  );
  const responder = new KmpResponder({ type: Buffer.of(3, 0x82, 1, 1), registers: new Map(rows) }, { echo });
  const state = new Household({ start: NOON, seed }).read();
  return (request) => responder.answer(request, state, idsOf(seed));
}

/** The registers that each telegram of such a meter holds, every one of which must say what the meter says. */
export function registersOf(bench: Bench): number[][] {
  return bench.telegrams.map(({ objects }) =>
    objects.map(({ register, value }) => {
      assert.equal(value, (OFFSET + register!) / 100);
      return register!;
    }),
  );
}

export const dead: Answer = () => NOTHING;

/** Until a time, in ms, as the one meter does, then as the other. */
export function first(until: number, answer: Answer, then: Answer): Answer {
  return (request, at) => (at - NOON < until ? answer : then)(request, at);
}

/** Keeps silent where it `refuses` what is asked for. */
export function choosy(answer: Answer, refuses: (registers: readonly number[]) => boolean): Answer {
  return (request, at) => (refuses(readRequest(request).registers) ? NOTHING : answer(request, at));
}

/** Damages what comes back for these requests, counted from 0. */
export function damaging(requests: readonly number[], how: (bytes: Buffer) => Buffer = () => NOTHING): BenchOptions {
  return { damage: (bytes, n) => (requests.includes(n) ? how(bytes) : bytes) };
}

export function sorted(registers: readonly number[]): number[] {
  return registers.toSorted((a, b) => a - b);
}
