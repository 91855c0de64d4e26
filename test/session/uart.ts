/*
 * A serial line seen bit by bit, to read what one setting sent with another.
 */

export type Parity = 'none' | 'even';

/** What becomes of a character whose parity or stop bit is wrong: a driver hands over a zero, or nothing. */
export type OnError = 'zero' | 'drop';

/** The level of the line, a bit for each bit time: `bytes` one right after the other, and silence behind them. */
export function sent(bytes: Uint8Array, parity: Parity): number[] {
  const bits: number[] = [];
  for (const byte of bytes) {
    const data = Array.from({ length: 8 }, (_, i) => (byte >> i) & 1);
    bits.push(0, ...data, ...(parity === 'even' ? [evenParity(data)] : []), 1);
  }
  return [...bits, ...new Array(20).fill(1)];
}

/**
 * What a receiver makes of the line that waits for a start bit, takes eight data bits and the parity, and looks for the
 * stop bit. Where that is missing it takes it for the next start bit (National Semiconductor, PC16550D, register LSR).
 */
export function received(bits: readonly number[], parity: Parity, onError: OnError): Buffer {
  const bytes: number[] = [];
  const length = parity === 'even' ? 9 : 8;
  for (let at = 0; at + length + 1 < bits.length; ) {
    if (bits[at] === 1) {
      at++;
      continue;
    }
    const data = bits.slice(at + 1, at + 9);
    const stop = at + 1 + length;
    const fits = bits[stop] === 1 && (parity === 'none' || bits[at + 9] === evenParity(data));
    if (fits) bytes.push(data.reduce((byte, bit, i) => byte | (bit << i), 0));
    else if (onError === 'zero') bytes.push(0);
    at = bits[stop] === 1 ? stop + 1 : stop;
  }
  return Buffer.from(bytes);
}

function evenParity(data: readonly number[]): number {
  return data.reduce((parity, bit) => parity ^ bit, 0);
}
