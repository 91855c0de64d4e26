import { shift } from '../../base/decimal';
import { type HouseholdRecord, type PhaseState, type Registers, totalEnergy } from '../household-state';
import type { MeterIds } from '../meter-ids';
import { reactiveEnergy, reactivePower, totalReactivePower } from '../reactive';
import { doubleLongUnsigned } from './axdr';

/** An object of a push list: its code, its A-XDR data, and the scale of the number in them, be it sent or not. */
export type Item = readonly [obis: string, data: ItemData, scale?: Scale];
export type ItemData = (state: HouseholdRecord, meter: MeterIds) => Buffer;

/** The number times 10 to the power of `scaler` is in that unit. */
export interface Scale {
  readonly scaler: number;
  readonly unit: Unit;
}

/** As numbered in IEC 62056-6-2, table 4. */
export const UNITS = { W: 27, var: 29, Wh: 30, varh: 32, A: 33, V: 35, none: 255 } as const;
type Unit = (typeof UNITS)[keyof typeof UNITS];

type EncodeNumber = (value: number) => Buffer;
/** Of L1, L2, L3: 0, 1, 2. */
type PhaseIndex = 0 | 1 | 2;
const PHASES: readonly PhaseIndex[] = [0, 1, 2];

/*
 * The quantities that all makes send. `b` is value group B, which makes disagree on; value group C is 20 more for each
 * phase (IEC 62056-61, clause 5.3).
 */

/** P+, P-, Q+, Q-, in W and var. */
export function powers(b: number): readonly Item[] {
  return [
    [`1-${b}:1.7.0`, (state) => doubleLongUnsigned(state.import), { scaler: 0, unit: UNITS.W }],
    [`1-${b}:2.7.0`, (state) => doubleLongUnsigned(state.export), { scaler: 0, unit: UNITS.W }],
    [`1-${b}:3.7.0`, (state) => doubleLongUnsigned(totalReactivePower(state).import), { scaler: 0, unit: UNITS.var }],
    [`1-${b}:4.7.0`, (state) => doubleLongUnsigned(totalReactivePower(state).export), { scaler: 0, unit: UNITS.var }],
  ];
}

/** A+, A-, R+, R- of the `registers`, in Wh and varh times 10 to the power of `scaler`. */
export function energies(b: number, scaler: number, registers: (state: HouseholdRecord) => Registers): readonly Item[] {
  const row = (c: number, of: (energy: Registers) => number, unit: Unit): Item => [
    `1-${b}:${c}.8.0`,
    (state) => doubleLongUnsigned(Math.floor(shift(of(registers(state)), -scaler))),
    { scaler, unit },
  ];
  return [
    row(1, (energy) => totalEnergy(energy).import, UNITS.Wh),
    row(2, (energy) => totalEnergy(energy).export, UNITS.Wh),
    row(3, (energy) => reactiveEnergy(energy).import, UNITS.varh),
    row(4, (energy) => reactiveEnergy(energy).export, UNITS.varh),
  ];
}

export function voltages(b: number, encode: EncodeNumber, scaler: number): readonly Item[] {
  return perPhase(b, 32, ({ voltage }) => encode(Math.round(shift(voltage, -scaler))), { scaler, unit: UNITS.V });
}

export function currents(
  b: number,
  encode: EncodeNumber,
  scaler: number,
  phases: readonly PhaseIndex[] = PHASES,
): readonly Item[] {
  const scale = { scaler, unit: UNITS.A };
  return perPhase(b, 31, ({ current }) => encode(Math.round(shift(current, -scaler))), scale, phases);
}

/** P+ and P-, Q+ and Q- of each phase: C is 21 to 24 for L1. */
export function phasePowers(b: number, c: 21 | 22 | 23 | 24, phases: readonly PhaseIndex[] = PHASES): readonly Item[] {
  const unit = c <= 22 ? UNITS.W : UNITS.var;
  return perPhase(b, c, (phase) => doubleLongUnsigned(PHASE_POWERS[c](phase)), { scaler: 0, unit }, phases);
}

const PHASE_POWERS: Readonly<Record<21 | 22 | 23 | 24, (phase: PhaseState) => number>> = {
  21: (phase) => phase.import,
  22: (phase) => phase.export,
  23: (phase) => reactivePower(phase).import,
  24: (phase) => reactivePower(phase).export,
};

/** A row for each phase. */
export function perPhase(
  b: number,
  c: number,
  data: (phase: PhaseState) => Buffer,
  scale: Scale,
  phases: readonly PhaseIndex[] = PHASES,
): readonly Item[] {
  return phases.map((i) => [`1-${b}:${c + 20 * i}.7.0`, (state) => data(state.phases[i]), scale]);
}
