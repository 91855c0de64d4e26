/*
 * Three out of six: mode T sends each half byte as six chips, three of them ones, high half and first chip first
 * (EN 13757-4, table 10).
 */

/** Chips of the half bytes 0 to F. */
const CODES: readonly number[] = [
  0b010110, 0b001101, 0b001110, 0b001011, 0b011100, 0b011001, 0b011010, 0b010011, 0b101100, 0b100101, 0b100110,
  0b100011, 0b110100, 0b110001, 0b110010, 0b101001,
];

const CHIPS = 6;
const NO_CODE = -1;
const HALVES: readonly number[] = Array.from({ length: 1 << CHIPS }, (_, code) => CODES.indexOf(code));

/**
 * The bytes that were sent as `chips`, eight of them a byte, up to the first six that are no code: behind a telegram
 * receivers hand on whatever they heard.
 */
export function decodeThreeOfSix(chips: Uint8Array): Buffer {
  const decoded = Buffer.allocUnsafe(Math.floor((chips.length * 8) / (2 * CHIPS)));
  for (let count = 0; count < decoded.length; count++) {
    const high = halfAt(chips, 2 * count);
    const low = halfAt(chips, 2 * count + 1);
    if (high === NO_CODE || low === NO_CODE) return decoded.subarray(0, count);
    decoded[count] = (high << 4) | low;
  }
  return decoded;
}

function halfAt(chips: Uint8Array, index: number): number {
  const first = index * CHIPS;
  const at = first >> 3;
  const two = (chips[at]! << 8) | (chips[at + 1] ?? 0);
  return HALVES[(two >> (16 - CHIPS - (first & 7))) & ((1 << CHIPS) - 1)]!;
}

/** The chips of `bytes`, eight of them a byte; zeros fill the last. */
export function encodeThreeOfSix(bytes: Uint8Array): Buffer {
  const chips = Buffer.alloc(Math.ceil((bytes.length * 2 * CHIPS) / 8));
  for (let index = 0; index < bytes.length * 2; index++) {
    const half = index & 1 ? bytes[index >> 1]! & 0x0f : bytes[index >> 1]! >> 4;
    const first = index * CHIPS;
    const two = CODES[half]! << (16 - CHIPS - (first & 7));
    chips[first >> 3]! |= two >> 8;
    if (two & 0xff) chips[(first >> 3) + 1]! |= two & 0xff;
  }
  return chips;
}
