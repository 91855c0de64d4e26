import { type HouseholdRecord, type PhaseState, totalEnergy } from './household-state';
import type { MeterIds } from './meter-ids';
import { checkedTelegram, type Line, measure, perPhase, printed, register, timeStamp, volts } from './p1-lines';
import { reactiveEnergy, reactivePower, totalReactivePower } from './reactive';
import { clockOf } from './zones';

/** How a maker writes the list: which objects stand together, and how reactive power is spelled. */
interface Maker {
  readonly identification: string;
  readonly by: 'quantity' | 'phase';
  readonly unit: 'kvar' | 'kVAr';
}

/** The shape of what these meters say of themselves (captures), with an invented name where there is room for one. */
const ELL5: Maker = { identification: 'ELL5\\253HAN-PORT-DEMO', by: 'quantity', unit: 'kvar' };
const ADN9: Maker = { identification: 'ADN9 6534', by: 'phase', unit: 'kVAr' };

const clock = clockOf('SE');

/*
 * Swedish branschrekommendation for the local customer port, 2019-12, appendix 3; Kamstrup OMNIA e-meter, clause 16.3.5:
 * energies 8.3, powers 4.3, voltages and currents 3.1.
 */
function linesOf({ by, unit }: Maker): readonly Line[] {
  const energy = (value: number, spelling: string) => register(value, 11, 3, spelling);
  const power = (value: number, spelling: string) => measure(value, 7, 3, spelling);
  const pair = (c: number, taken: (phase: PhaseState) => string, given: (phase: PhaseState) => string) => {
    const [ins, outs] = [perPhase(c, taken), perPhase(c + 1, given)];
    return by === 'phase' ? ins.flatMap((line, i) => [line, outs[i]!]) : [...ins, ...outs];
  };
  return [
    ['0-0:1.0.0', ({ time }) => `(${timeStamp(time, clock)})`],
    ['1-0:1.8.0', (state) => energy(totalEnergy(state.energy).import, 'kWh')],
    ['1-0:2.8.0', (state) => energy(totalEnergy(state.energy).export, 'kWh')],
    ['1-0:3.8.0', (state) => energy(reactiveEnergy(state.energy).import, `${unit}h`)],
    ['1-0:4.8.0', (state) => energy(reactiveEnergy(state.energy).export, `${unit}h`)],
    ['1-0:1.7.0', (state) => power(state.import, 'kW')],
    ['1-0:2.7.0', (state) => power(state.export, 'kW')],
    ['1-0:3.7.0', (state) => power(totalReactivePower(state).import, unit)],
    ['1-0:4.7.0', (state) => power(totalReactivePower(state).export, unit)],
    ...pair(
      21,
      (phase) => power(phase.import, 'kW'),
      (phase) => power(phase.export, 'kW'),
    ),
    ...pair(
      23,
      (phase) => power(reactivePower(phase).import, unit),
      (phase) => power(reactivePower(phase).export, unit),
    ),
    ...perPhase(32, ({ voltage }) => volts(voltage)),
    ...perPhase(31, ({ current }) => tenths(current)),
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
