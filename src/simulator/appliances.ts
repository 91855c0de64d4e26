import type { Thermostat, Use } from './use';

/** A phase of the connection: L1, L2, L3. */
export type Phase = 1 | 2 | 3;

/** Something in the house with a plug, or on the roof. */
export interface Appliance {
  readonly name: string;
  /** It loads them alike. */
  readonly phases: readonly Phase[];
  /** Rated power over all its phases, W: what it takes, or gives where negative. */
  readonly watts: number;
  readonly use: Use;
  readonly thermostat?: Thermostat;
}

/*
 * Invented, but of the size that is on Dutch type plates: a house of 3 × 25 A where all may follow its timetable without
 * blowing a fuse. The kettle waits for a hand, so that switching it on always shows.
 */
export const APPLIANCES: readonly Appliance[] = [
  { name: 'standby', phases: [1, 2, 3], watts: 90, use: { kind: 'always' } },
  { name: 'fridge', phases: [2], watts: 110, use: { kind: 'always' }, thermostat: { on: 15, every: 45 } },
  { name: 'lights', phases: [3], watts: 160, use: { kind: 'dark', from: at(6, 30), to: at(23, 15) } },
  { name: 'television', phases: [1], watts: 120, use: daily(at(19, 45), 30, 90, 180, 0.85) },
  {
    name: 'hob',
    phases: [2, 3],
    watts: 3000,
    use: daily(at(17, 40), 45, 20, 40, 0.9),
    thermostat: { on: 3, every: 4 },
  },
  { name: 'oven', phases: [3], watts: 2400, use: daily(at(17, 30), 45, 30, 60, 0.35), thermostat: { on: 2, every: 3 } },
  { name: 'kettle', phases: [1], watts: 2000, use: { kind: 'by-hand' } },
  {
    name: 'dishwasher',
    phases: [1],
    watts: 1800,
    use: daily(at(20), 60, 60, 90, 0.6),
    thermostat: { on: 10, every: 40 },
  },
  { name: 'washer', phases: [2], watts: 2000, use: daily(at(9), 240, 60, 90, 0.4), thermostat: { on: 10, every: 40 } },
  { name: 'boiler', phases: [1], watts: 2000, use: daily(at(3), 10, 60, 120, 1) },
  { name: 'car', phases: [1, 2, 3], watts: 11_040, use: daily(at(23, 5), 20, 60, 200, 0.55) },
  { name: 'heat pump', phases: [1, 2, 3], watts: 2400, use: { kind: 'heating' } },
  { name: 'solar', phases: [3], watts: -4000, use: { kind: 'sun' } },
];

function at(hour: number, minute = 0): number {
  return hour * 60 + minute;
}

function daily(from: number, spread: number, shortest: number, longest: number, chance: number): Use {
  return { kind: 'daily', from, spread, shortest, longest, chance };
}
