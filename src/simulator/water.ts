import { showersRunning } from './gas';
import type { LocalMoment } from './local-clock';
import { shareOf, type Use } from './use';
import type { Weather } from './weather';

/** dm³/h */
const SHOWER = 540;
/** What else lets water run, and how much of it. dm³/h */
const TAPS: readonly { readonly flow: number; readonly use: Use }[] = [
  // Breakfast, cooking, the evening's washing-up, the garden now and then.
  { flow: 240, use: { kind: 'daily', from: 7 * 60, spread: 60, shortest: 4, longest: 10, chance: 1 } },
  { flow: 300, use: { kind: 'daily', from: 12 * 60, spread: 90, shortest: 3, longest: 8, chance: 0.8 } },
  { flow: 360, use: { kind: 'daily', from: 18 * 60, spread: 60, shortest: 8, longest: 15, chance: 1 } },
  { flow: 360, use: { kind: 'daily', from: 22 * 60, spread: 60, shortest: 3, longest: 8, chance: 1 } },
  { flow: 600, use: { kind: 'daily', from: 20 * 60, spread: 30, shortest: 15, longest: 30, chance: 0.1 } },
];

/** So that a tap and an appliance do not share their days. */
const FIRST_STREAM = 300;

/** dm³/h, an integer. */
export function waterFlow(moment: LocalMoment, weather: Weather, seed: number): number {
  const taps = TAPS.reduce(
    (flow, tap, i) => flow + tap.flow * shareOf(tap.use, moment, weather, seed, FIRST_STREAM + i),
    0,
  );
  return taps + SHOWER * showersRunning(moment, weather, seed);
}

const DAY = 24 * 3600_000;
const YEAR = 365.2422 * DAY;
/** The ground is coldest late in winter. */
const COLDEST = Date.UTC(2025, 1, 20);
const [MEAN, SWING] = [11, 4];
const ROOM = 19;

/** Of the water that comes out of the ground, and of the cellar around its meter, °C, integers. */
export function waterTemperature(time: number): { temperature: number; room: number } {
  const season = Math.cos((2 * Math.PI * (time - COLDEST)) / YEAR);
  return { temperature: Math.round(MEAN - SWING * season), room: ROOM };
}
