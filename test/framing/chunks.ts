import fc from 'fast-check';
import { type DecodeOptions, MeterStream, type Result } from '../../src/decode';

/** `bytes` cut at `cuts`. */
export function chunksOf(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = [...cuts, bytes.length].toSorted((a, b) => a - b);
  return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
}

/** Every byte by itself. */
export function singleBytes(bytes: Buffer): Buffer[] {
  return Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
}

/** Some places to cut `bytes` at. */
export function cutsOf(bytes: Buffer, maxLength = 40): fc.Arbitrary<number[]> {
  return fc.array(fc.nat({ max: bytes.length }), { maxLength });
}

/** What a stream makes of `chunks`, see {@link comparable}. */
export function decodeChunks(chunks: readonly Buffer[], options: DecodeOptions = {}): Result[] {
  const stream = new MeterStream(options);
  return comparable([...chunks.flatMap((chunk) => stream.push(chunk)), ...stream.end()]);
}

/** Discarded bytes are reported with the chunk that they came in; here those that follow each other are one. */
export function comparable(results: readonly Result[]): Result[] {
  const joined: Result[] = [];
  for (const result of results) {
    const last = joined.at(-1);
    if (result.kind === 'discarded' && last?.kind === 'discarded' && last.offset + last.count === result.offset) {
      joined[joined.length - 1] = { ...last, count: last.count + result.count };
    } else joined.push(result);
  }
  return joined;
}
