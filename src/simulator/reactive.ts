import { type HouseholdState, type PhaseState, type Registers, totalEnergy } from './household-state';

/*
 * The house knows active power only. Reactive power is invented from it, so that the same moment always has the same:
 * motors and chargers take a part of what they draw, filters give a little back all the time.
 */
const SHARE = 0.2;
const FILTERS = 40;

/** The same way round as active power: positive is inductive, into the house. */
export interface Reactive {
  readonly import: number;
  readonly export: number;
}

/** Of one phase, var, integers; one of the two is 0. */
export function reactivePower(phase: PhaseState): Reactive {
  return flow(inductive(phase));
}

/** Of the house, var: the sum of the phases, as for the active power. */
export function totalReactivePower({ phases }: HouseholdState): Reactive {
  return flow(phases.reduce((sum, phase) => sum + inductive(phase), 0));
}

/** What the registers have counted, varh, integers that never fall. */
export function reactiveEnergy(energy: Registers): Reactive {
  const { import: taken, export: given } = totalEnergy(energy);
  return { import: Math.floor(taken * SHARE), export: Math.floor(given * SHARE) };
}

/** Of active power W and reactive power var, thousandths: |P| / S; 1 where nothing flows. */
export function powerFactor(active: number, reactive: number): number {
  const apparent = Math.hypot(active, reactive);
  return apparent === 0 ? 1000 : Math.round((Math.abs(active) * 1000) / apparent);
}

function inductive(phase: PhaseState): number {
  return Math.round((phase.import + phase.export) * SHARE) - FILTERS;
}

function flow(reactive: number): Reactive {
  return reactive < 0 ? { import: 0, export: -reactive } : { import: reactive, export: 0 };
}
