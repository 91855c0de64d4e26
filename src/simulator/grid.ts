import { smooth } from './noise';

/** Of the connection, V (EN 50160: 230 V ± 10 %). */
const NOMINAL = 230;
/** What the street does to it, to either side, V. */
const STREET_SWING = 3;
const STREET_PACE = 20 * 60_000;
/** From the transformer to the meter, Ω: 25 A take 5 V, and a roof that feeds in lifts the voltage. */
const IMPEDANCE = 0.2;

const FIRST_STREAM = 10;

/** Of phase `index` (0 to 2) while it takes `watts` (gives where negative): V, rounded to one decimal. */
export function voltageAt(time: number, index: number, watts: number, seed: number): number {
  const street = STREET_SWING * (2 * smooth(seed, FIRST_STREAM + index, time / STREET_PACE) - 1);
  return Math.round((NOMINAL + street - (IMPEDANCE * watts) / NOMINAL) * 10) / 10;
}

/** To either side of 50 Hz, hundredths of a hertz (EN 50160 allows 50, the grid rarely strays by 5). */
const FREQUENCY_SWING = 5;
const FREQUENCY_PACE = 60_000;
const FREQUENCY_STREAM = 13;

/** Hundredths of a hertz, an integer: the same in every house, as it is one grid. */
export function frequencyAt(time: number): number {
  return Math.round(5000 + FREQUENCY_SWING * (2 * smooth(0, FREQUENCY_STREAM, time / FREQUENCY_PACE) - 1));
}
