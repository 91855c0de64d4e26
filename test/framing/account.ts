import assert from 'node:assert/strict';
import type { Result } from '../../src/decode';
import { MAX_P1_TELEGRAM } from '../../src/framing/p1';

/*
 * Bookkeeping over the bytes of a stream: every byte must have come out as part of a telegram, of an error or of what
 * was discarded.
 */

/** A piece of the stream, `[start, end)`. */
export interface Region {
  readonly kind: Result['kind'];
  readonly start: number;
  readonly end: number;
}

/**
 * Where in `stream` the results lie. Fails where two overlap, or where a byte lies between two and belongs to neither,
 * unless it is a line end behind a frame.
 */
export function regionsOf(stream: Buffer, results: readonly Result[]): Region[] {
  const regions: Region[] = [];
  let at = 0;
  for (const result of results) {
    const start = startOf(stream, result, at);
    assertLineEnds(stream, at, start);
    at = endOf(stream, result, start);
    regions.push({ kind: result.kind, start, end: at });
  }
  assertLineEnds(stream, at, stream.length);
  return regions;
}

/** How many bytes of `regions` are of `kind`. */
export function bytesOf(regions: readonly Region[], kind: Result['kind']): number {
  return regions.filter((region) => region.kind === kind).reduce((sum, { start, end }) => sum + end - start, 0);
}

function assertLineEnds(stream: Buffer, start: number, end: number): void {
  assert.ok(start <= end, `two results share the bytes from ${end} to ${start}`);
  assert.match(stream.toString('latin1', start, end), /^[\r\n]*$/, `bytes ${start} to ${end} have vanished`);
}

function startOf(stream: Buffer, result: Result, at: number): number {
  if (result.kind === 'telegram') return stream.indexOf(result.frame.wire, at);
  if (result.kind === 'discarded') return result.offset;
  assert.notEqual(result.error.offset, undefined);
  return result.error.offset!;
}

function endOf(stream: Buffer, result: Result, start: number): number {
  if (result.kind === 'telegram') return start + result.frame.wire.length;
  if (result.kind === 'discarded') return start + result.count;
  switch (result.error.code) {
    case 'too-long':
      return start + MAX_P1_TELEGRAM;
    case 'truncated':
      return start + Number(/after (\d+) bytes/.exec(result.error.message)?.[1]);
    case 'checksum':
      return endOfChecksumLine(stream, start);
    default:
      return assert.fail(`an error of framing called ${result.error.code}`);
  }
}

/** Digits and a carriage return, perhaps with their parity in bit 7. */
const UNFINISHED = /^[0-9A-Fa-f\xb0-\xb9\xc1-\xc6\xe1-\xe6]{0,4}[\r\x8d]?$/;

/** A damaged checksum line ends behind its line end if one is near, else behind its `!`. */
function endOfChecksumLine(stream: Buffer, start: number): number {
  const bang = stream.indexOf('\n!', start) + 1;
  assert.ok(bang > 0, 'an error of the checksum without a checksum line');
  const near = stream.toString('latin1', bang + 1, bang + 9);
  if (UNFINISHED.test(near)) return stream.length;
  return bang + 1 + (/^[^/\xaf\n]*\n/.exec(near)?.[0].length ?? 0);
}
