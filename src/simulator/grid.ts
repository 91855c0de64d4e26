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
