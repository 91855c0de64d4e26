import { smooth } from './noise';

/** What the sky does at a moment. */
export interface Weather {
  /** What reaches a roof, 0 to 1 of a cloudless sun overhead. */
  readonly sun: number;
  /** The sun is below the horizon. */
  readonly dark: boolean;
  /** Of the air outside, °C. */
  readonly temperature: number;
}

const HOUR = 3600_000;
const DAY = 24 * HOUR;

/** De Bilt, where the Dutch weather is measured: 52.10° north, 5.18° east. */
const LATITUDE = (52.1 * Math.PI) / 180;
const SIN_LATITUDE = Math.sin(LATITUDE);
const COS_LATITUDE = Math.cos(LATITUDE);
/** The sun stands highest when the clock in UTC has still so long to go to noon: 4 minutes a degree. */
const EASTWARD = (5.18 / 360) * DAY;

const SOLSTICE = Date.UTC(2025, 11, 21);
const YEAR = 365.2422 * DAY;
/** Of the earth's axis. */
const TILT = (23.44 * Math.PI) / 180;

/* KNMI, climate normals of De Bilt 1991-2020: 10.5 °C on average, January 3.6, July 18.3. */
const MEAN_TEMPERATURE = 10.5;
const SEASON_SWING = 7.3;
/** The coldest days come so long after the shortest. */
const SEASON_LAG = 30 * DAY;
const DAY_SWING = 3;
const WARMEST = 15 * HOUR;
/** Warm and cold spells, to either side. */
const SPELL_SWING = 6;

const SPELLS = 1;
const FRONTS = 2;
const CLOUDS = 3;

/** The weather at `time` (epoch milliseconds) in the year of a `seed`. */
export function weatherAt(time: number, seed: number): Weather {
  const height = sunHeight(time);
  return {
    sun: height > 0 ? height * clearness(time, seed) : 0,
    dark: height <= 0,
    temperature: temperature(time, seed),
  };
}

/** The sine of the sun's height above the horizon. */
function sunHeight(time: number): number {
  const sinDeclination = -Math.sin(TILT) * Math.cos(turn(time - SOLSTICE, YEAR));
  const cosDeclination = Math.sqrt(1 - sinDeclination * sinDeclination);
  const fromNoon = turn(time + EASTWARD, DAY) + Math.PI;
  return SIN_LATITUDE * sinDeclination + COS_LATITUDE * cosDeclination * Math.cos(fromNoon);
}

/** What the clouds let through: fronts take half a day to pass, single clouds minutes, and these only break the sun. */
function clearness(time: number, seed: number): number {
  const front = smooth(seed, FRONTS, time / (12 * HOUR));
  const cloud = smooth(seed, CLOUDS, time / (HOUR / 5));
  return 1 - 0.85 * front - 0.3 * (1 - front) * cloud;
}

function temperature(time: number, seed: number): number {
  const season = -SEASON_SWING * Math.cos(turn(time - SOLSTICE - SEASON_LAG, YEAR));
  const day = DAY_SWING * Math.cos(turn(time + EASTWARD - WARMEST, DAY));
  const spell = SPELL_SWING * (2 * smooth(seed, SPELLS, time / (4 * DAY)) - 1);
  return MEAN_TEMPERATURE + season + day + spell;
}

/** How far `time` is in its `period`, as an angle. */
function turn(time: number, period: number): number {
  return (2 * Math.PI * time) / period;
}
