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
 * unless it may stand between frames. What begins within a damaged frame ends its region, and what is left of the damaged
 * frame behind it is no loss. Only for messages of one piece.
 */
export function regionsOf(stream: Buffer, results: readonly Result[]): Region[] {
  const regions: Region[] = [];
  let from = 0;
  let damagedTo = 0;
  results.forEach((result, i) => {
    const start = startOf(stream, result, from);
    const last = regions.at(-1);
    if (last?.kind === 'error' && start < last.end) regions[regions.length - 1] = { ...last, end: start };
    assertBetween(stream, Math.max(regions.at(-1)?.end ?? 0, Math.min(damagedTo, start)), start, results[i - 1]);
    const end = endOf(stream, result, start);
    regions.push({ kind: result.kind, start, end });
    if (result.kind === 'error') damagedTo = Math.max(damagedTo, end);
    from = result.kind === 'error' ? start + 1 : end;
  });
  assertBetween(stream, Math.max(regions.at(-1)?.end ?? 0, damagedTo), stream.length, results.at(-1));
  return regions;
}

/** How many bytes of `regions` are of `kind`. */
export function bytesOf(regions: readonly Region[], kind: Result['kind']): number {
  return regions.filter((region) => region.kind === kind).reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Line ends, and behind what came over HDLC its flags. */
function assertBetween(stream: Buffer, start: number, end: number, before?: Result): void {
  assert.ok(start <= end, `two results share the bytes from ${end} to ${start}`);
  const overHdlc = before?.kind === 'telegram' ? before.frame.link === 'hdlc' : before?.kind === 'error';
  const allowed = overHdlc ? /^[\r\n~]*$/ : /^[\r\n]*$/;
  assert.match(stream.toString('latin1', start, end), allowed, `bytes ${start} to ${end} have vanished`);
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
  const { code, message } = result.error;
  if (code === 'too-long') return start + MAX_P1_TELEGRAM;
  const bytes = /(\d+)(?: of \d+)? bytes/.exec(message);
  if (bytes !== null) return Math.min(start + Number(bytes[1]), stream.length);
  assert.equal(code, 'checksum', 'an error that does not say how long it is');
  return endOfChecksumLine(stream, start);
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
