import { CR, LF } from '../base/ascii';
import type { Framed } from '../base/frame';

/** Keeps account of what becomes of each byte of a stream. Places count from its start. */
export class Ledger {
  /** Bytes before belong to a frame or an error, or were discarded. */
  #settled = 0;
  /** Where the latest damage ends, if no frame has come since. */
  #damagedTo = 0;
  /** Nothing but what stands between frames by rule has come since the last one. */
  #between = true;
  /** Such a byte, besides line ends. */
  #fill: number | undefined;
  #found: Framed[] = [];

  get settled(): number {
    return this.#settled;
  }

  /** Where what is found is put down. */
  get found(): Framed[] {
    return this.#found;
  }

  /** All before `end` belongs to a frame, or to something `damaged`. `fill`: a byte that may stand behind it. */
  settle(end: number, damaged: boolean, fill: number | undefined): void {
    this.#settled = Math.max(this.#settled, end);
    this.#damagedTo = damaged ? end : 0;
    this.#between = true;
    this.#fill = fill;
  }

  /** Whether the byte belongs to something damaged: what fails there as well is no news. */
  isDamaged(position: number): boolean {
    return position < this.#damagedTo;
  }

  /**
   * What is not settled before `to` belongs to nothing. Gives how many bytes were discarded: what stands between frames
   * by rule goes without saying. `bytes` begin at `offset`.
   */
  discard(bytes: Buffer, offset: number, to: number): number {
    let from = this.#settled;
    if (from >= to) return 0;
    this.#settled = to;
    if (this.#between) while (from < to && this.#isBetween(bytes[from - offset]!)) from++;
    if (from === to) return 0;
    this.#between = false;
    this.#add(from, to);
    return to - from;
  }

  /** Bytes that say nothing, though a link carries them. */
  discardIdle(start: number, end: number): void {
    if (this.#settled < end) this.#add(Math.max(start, this.#settled), end);
  }

  /** What has been found since this was asked for last. */
  take(): readonly Framed[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #add(from: number, to: number): void {
    const last = this.#found.at(-1);
    const goesOn = last?.kind === 'discarded' && last.reason === 'noise' && last.offset + last.count === from;
    if (goesOn) last.count += to - from;
    else this.#found.push({ kind: 'discarded', count: to - from, reason: 'noise', offset: from });
  }

  #isBetween(byte: number): boolean {
    return isLineEnd(byte) || byte === this.#fill;
  }
}

export function isLineEnd(byte: number): boolean {
  return byte === CR || byte === LF;
}
