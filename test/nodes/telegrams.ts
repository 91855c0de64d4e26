import { SimulatedMeter } from '../../src/simulator/meters';

/** 2026-11-20T18:00:00Z */
export const START = Date.UTC(2026, 10, 20, 18);

/** What the simulated meter of house `seed` sends, second by second from {@link START}. */
export function telegrams(count: number, seed = 1): Buffer[] {
  const meter = new SimulatedMeter({ meter: 'dsmr5', start: START, seed });
  return Array.from({ length: count }, (_, second) => meter.telegram(START + second * 1000));
}

export const TELEGRAM = telegrams(1)[0]!;

/** One bit of a value fell over on the way, so that the CRC does not fit any more. */
export function damaged(telegram: Buffer): Buffer {
  const copy = Buffer.from(telegram);
  copy[copy.indexOf('1-0:1.7.0(') + 12]! ^= 1;
  return copy;
}

/** In pieces of so many bytes. */
export function pieces(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}
