/*
 * Randomness that can be asked again: a number is a function of the seed and of what it is for, so that the same house
 * lives the same year whoever looks at it, and at any step.
 */

/** A number in [0, 1) for the `index`-th time, day, ... of a `stream`; equal arguments (integers) give equal numbers. */
export function random(seed: number, stream: number, index: number): number {
  return mix(mix(mix(seed) + stream) + index) / 0x1_0000_0000;
}

/** Like {@link random}, but for any `x`: runs smoothly from one integer's number to the next one's. */
export function smooth(seed: number, stream: number, x: number): number {
  const index = Math.floor(x);
  const part = x - index;
  const from = random(seed, stream, index);
  return from + (random(seed, stream, index + 1) - from) * part * part * (3 - 2 * part);
}

/** The finalizer of MurmurHash3 (Appleby, public domain), on 32 bits: no two integers of 32 bits give the same. */
export function mix(value: number): number {
  let bits = (value + 0x9e3779b9) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
