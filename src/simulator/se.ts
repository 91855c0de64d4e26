import type { HouseholdRecord } from './household-state';
import { LocalClock } from './local-clock';
import { checkedTelegram, type Line, type MeterIds, measure, printed, register, timeStamp, volts } from './p1-lines';
import { reactiveEnergy, reactivePower, totalReactivePower } from './reactive';

/** How a maker writes the list: which objects stand together, and how reactive power is spelled. */
interface Maker {
  readonly identification: string;
  readonly by: 'quantity' | 'phase';
  readonly unit: 'kvar' | 'kVAr';
}

/** The shape of what these meters say of themselves (captures), with an invented name where there is room for one. */
const ELL5: Maker = { identification: 'ELL5\\253HAN-PORT-DEMO', by: 'quantity', unit: 'kvar' };
const ADN9: Maker = { identification: 'ADN9 6534', by: 'phase', unit: 'kVAr' };

const clock = new LocalClock('Europe/Stockholm');

const PHASES = [0, 1, 2] as const;
type PerPhase = (phase: (typeof PHASES)[number]) => Line;

/** Value group C is 20 more for each phase. */
function code(c: number, phase: number): string {
  return `1-0:${c + 20 * phase}.7.0`;
}

/*
 * Swedish branschrekommendation for the local customer port, 2019-12, appendix 3; Kamstrup OMNIA e-meter, clause 16.3.5:
 * energies 8.3, powers 4.3, voltages and currents 3.1.
 */
function linesOf({ by, unit }: Maker): readonly Line[] {
  const energy = (value: number, spelling: string) => register(value, 11, 3, spelling);
  const power = (value: number, spelling: string) => measure(value, 7, 3, spelling);
  const activeIn: PerPhase = (p) => [code(21, p), ({ phases }) => power(phases[p].import, 'kW')];
  const activeOut: PerPhase = (p) => [code(22, p), ({ phases }) => power(phases[p].export, 'kW')];
  const reactiveIn: PerPhase = (p) => [code(23, p), ({ phases }) => power(reactivePower(phases[p]).import, unit)];
  const reactiveOut: PerPhase = (p) => [code(24, p), ({ phases }) => power(reactivePower(phases[p]).export, unit)];
  const pair = (taken: PerPhase, given: PerPhase) =>
    by === 'phase'
      ? PHASES.flatMap((p) => [taken(p), given(p)])
      : [...PHASES.map((p) => taken(p)), ...PHASES.map((p) => given(p))];
  return [
    ['0-0:1.0.0', ({ time }) => `(${timeStamp(time, clock)})`],
    ['1-0:1.8.0', (state) => energy(state.energy.import[1] + state.energy.import[2], 'kWh')],
    ['1-0:2.8.0', (state) => energy(state.energy.export[1] + state.energy.export[2], 'kWh')],
    ['1-0:3.8.0', (state) => energy(reactiveEnergy(state.energy).import, `${unit}h`)],
    ['1-0:4.8.0', (state) => energy(reactiveEnergy(state.energy).export, `${unit}h`)],
    ['1-0:1.7.0', (state) => power(state.import, 'kW')],
    ['1-0:2.7.0', (state) => power(state.export, 'kW')],
    ['1-0:3.7.0', (state) => power(totalReactivePower(state).import, unit)],
    ['1-0:4.7.0', (state) => power(totalReactivePower(state).export, unit)],
    ...pair(activeIn, activeOut),
    ...pair(reactiveIn, reactiveOut),
    ...PHASES.map((p): Line => [code(32, p), ({ phases }) => volts(phases[p].voltage)]),
    ...PHASES.map((p): Line => [code(31, p), ({ phases }) => tenths(phases[p].current)]),
  ];
}

const ELL5_LINES = linesOf(ELL5);
const ADN9_LINES = linesOf(ADN9);

/** A house → the list of a meter that groups by quantity; it names neither itself nor its country. */
export function encodeSeEll5(state: HouseholdRecord, meter: MeterIds): Buffer {
  return checkedTelegram(ELL5.identification, printed(ELL5_LINES, state, meter));
}

/** The same of a meter that groups by phase, with its ninth baud rate and a blank in its identification. */
export function encodeSeAdn9(state: HouseholdRecord, meter: MeterIds): Buffer {
  return checkedTelegram(ADN9.identification, printed(ADN9_LINES, state, meter));
}

/** A → one decimal */
function tenths(current: number): string {
  return measure(Math.round(current * 10), 4, 1, 'A');
}
