import type { LocalMoment } from './local-clock';
import { shareOf, type Use } from './use';
import type { Weather } from './weather';

/** In the morning, and now and then in the evening. */
const SHOWERS: readonly Use[] = [
  { kind: 'daily', from: 6 * 60 + 40, spread: 40, shortest: 8, longest: 18, chance: 1 },
  { kind: 'daily', from: 21 * 60, spread: 90, shortest: 8, longest: 15, chance: 0.5 },
];

/** What burns gas, and how much of it. dm³/h */
const BURNERS: readonly { readonly flow: number; readonly use: Use }[] = [
  ...SHOWERS.map((use) => ({ flow: 2400, use })),
  // Where the heat pump alone does not keep the house warm.
  { flow: 1500, use: { kind: 'cold', below: 4 } },
];

/** So that a shower and an appliance do not share their days. */
const FIRST_STREAM = 200;

/** dm³/h, an integer. */
export function gasFlow(moment: LocalMoment, weather: Weather, seed: number): number {
  let flow = 0;
  for (let i = 0; i < BURNERS.length; i++) {
    const burner = BURNERS[i]!;
    flow += Math.round(burner.flow * shareOf(burner.use, moment, weather, seed, FIRST_STREAM + i));
  }
  return flow;
}

/** How many showers run. */
export function showersRunning(moment: LocalMoment, weather: Weather, seed: number): number {
  return SHOWERS.reduce((sum, use, i) => sum + shareOf(use, moment, weather, seed, FIRST_STREAM + i), 0);
}
