/** A telegram that pauses so long, in ms, has been cut; the slowest line sends a byte each 5 ms. */
export const PAUSE = 3_000;
