import type { LocalMoment } from './local-clock';
import { random } from './noise';
import type { Weather } from './weather';

/** When something runs by itself. Times are local, in minutes of the day. */
export type Use =
  | { readonly kind: 'always' }
  /** Never by itself: somebody switches it on. */
  | { readonly kind: 'by-hand' }
  /**
   * On `chance` (0 to 1) of the days, once, beginning up to `spread` minutes after `from`, for `shortest` to `longest`
   * minutes. It may run past midnight.
   */
  | {
      readonly kind: 'daily';
      readonly from: number;
      readonly spread: number;
      readonly shortest: number;
      readonly longest: number;
      readonly chance: number;
    }
  /** Between these times, as long as the sun is down. */
  | { readonly kind: 'dark'; readonly from: number; readonly to: number }
  /** Heats the house: the longer in each half hour the colder it is, less at night. */
  | { readonly kind: 'heating' }
  /** Helps the heating out, from `below` °C on, fully ten degrees lower. */
  | { readonly kind: 'cold'; readonly below: number }
  | { readonly kind: 'sun' };

/** `on` minutes out of `every` so many minutes. */
export interface Thermostat {
  readonly on: number;
  readonly every: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60;

/** The house needs no heating from here on, °C, and all that the heat pump has so many degrees lower. */
const WARM_ENOUGH = 16;
const FULL_HEATING = 22;
const HEATING_CYCLE = 30;
/** A heat pump that starts for less wears out. Minutes. */
const SHORTEST_HEATING = 5;
const NIGHT_FROM = 23 * 60;
const NIGHT_UNTIL = 5 * 60 + 30;
const NIGHT_SHARE = 0.5;

/** Days of a stream are told apart by which of their facts is asked for. */
const FACTS = 3;

/** How much of its rated power something uses, 0 to 1. `stream` keeps the days of two things apart. */
export function shareOf(use: Use, moment: LocalMoment, weather: Weather, seed: number, stream: number): number {
  switch (use.kind) {
    case 'always':
      return 1;
    case 'by-hand':
      return 0;
    case 'daily':
      return runs(use, moment.day, moment.minute, seed, stream) ||
        runs(use, moment.day - 1, moment.minute + DAY, seed, stream)
        ? 1
        : 0;
    case 'dark':
      return weather.dark && moment.minute >= use.from && moment.minute < use.to ? 1 : 0;
    case 'heating':
      return heats(moment, weather) ? 1 : 0;
    case 'cold':
      return unit((use.below - weather.temperature) / 10);
    case 'sun':
      return weather.sun;
  }
}

/** Whether a thermostat lets it run now; those of different streams do not tick together. */
export function isOn({ on, every }: Thermostat, { time }: LocalMoment, stream: number): boolean {
  return (Math.floor(time / MINUTE) + 7 * stream) % every < on;
}

/** Whether the run that began on `day` goes on so many minutes after that day's midnight. */
function runs(use: Use & { kind: 'daily' }, day: number, minute: number, seed: number, stream: number): boolean {
  // Most minutes of a day are out of reach of any run: no need to ask how this one went.
  if (minute < use.from || minute >= use.from + use.spread + use.longest) return false;
  if (random(seed, stream, day * FACTS) >= use.chance) return false;
  const begin = use.from + Math.floor(random(seed, stream, day * FACTS + 1) * (use.spread + 1));
  const lasts = use.shortest + Math.floor(random(seed, stream, day * FACTS + 2) * (use.longest - use.shortest + 1));
  return minute >= begin && minute < begin + lasts;
}

function heats({ time, minute }: LocalMoment, { temperature }: Weather): boolean {
  const night = minute >= NIGHT_FROM || minute < NIGHT_UNTIL;
  const need = unit((WARM_ENOUGH - temperature) / FULL_HEATING) * (night ? NIGHT_SHARE : 1) * HEATING_CYCLE;
  return need >= SHORTEST_HEATING && Math.floor(time / MINUTE) % HEATING_CYCLE < need;
}

function unit(share: number): number {
  return Math.min(1, Math.max(0, share));
}
