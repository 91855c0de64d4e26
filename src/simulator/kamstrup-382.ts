import { shift } from '../base/decimal';
import { type HouseholdRecord, type PhaseState, totalEnergy } from './household-state';
import { type KmpMeter, type KmpRegister, KmpResponder } from './kmp';
import type { ResponderOptions } from './meter-model';

/** As PyKamstrup numbers them. */
const [KWH, KW, V, A] = [2, 22, 33, 34];

/**
 * The registers of a 382 (MichaelRosenlund/382M_to_mqtt; bsdphk/PyKamstrup). How many digits it tells is nowhere
 * described: these tell what the house counts.
 */
const REGISTERS: readonly Row[] = [
  [0x0001, KWH, -3, ({ energy }) => totalEnergy(energy).import],
  [0x0002, KWH, -3, ({ energy }) => totalEnergy(energy).export],
  [0x03ff, KW, -3, (state) => state.import],
  [0x0400, KW, -3, (state) => state.export],
  ...perPhase(0x041e, V, -1, ({ voltage }) => shift(voltage, 1)),
  ...perPhase(0x0434, A, -2, ({ current }) => shift(current, 2)),
  ...perPhase(0x0438, KW, -3, (phase) => phase.import),
];

/** The type is its name in figures, the revision A1: invented. */
const METER: KmpMeter = {
  type: Buffer.of(0x03, 0x82, 0x01, 0x01),
  registers: new Map(
    REGISTERS.map(([number, unit, exponent, mantissa]): [number, KmpRegister] => [
      number,
      { unit, exponent, mantissa },
    ]),
  ),
};

export function kamstrup382(options: ResponderOptions): KmpResponder {
  return new KmpResponder(METER, options);
}

type Row = readonly [number: number, unit: number, exponent: number, mantissa: (state: HouseholdRecord) => number];

/** Three registers with following numbers. */
function perPhase(first: number, unit: number, exponent: number, mantissa: (phase: PhaseState) => number): Row[] {
  return ([0, 1, 2] as const).map((i) => [first + i, unit, exponent, ({ phases }) => mantissa(phases[i])]);
}
