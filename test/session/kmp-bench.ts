import assert from 'node:assert/strict';
import type { Frame, Framed } from '../../src/base/frame';
import type { Telegram } from '../../src/base/telegram';
import { unstuff } from '../../src/framing/kmp';
import { parseRegisters } from '../../src/parse/registers';
import { KmpPoll, type KmpPollOptions } from '../../src/session/kmp-poll';
import type { LineState, Step } from '../../src/session/talker';
import { NOON } from '../framing/telegrams';

/** What comes back for bytes that were sent at `at`, epoch ms. */
export type Answer = (request: Buffer, at: number) => Buffer;

/** From a request to the first byte of what comes back, and from byte to byte, ms: 9600 8N2. */
const LATENCY = 40;
const BYTE = 11 / 9.6;

export interface BenchOptions extends KmpPollOptions {
  /** ms */
  latency?: number;
  /** What the line makes of the bytes that come back for the n-th request, counted from 0. */
  damage?: (bytes: Buffer, n: number) => Buffer;
}

interface Request {
  /** ms since the beginning. */
  readonly at: number;
  readonly command: number;
  readonly registers: readonly number[];
}

/** A poll and a meter in simulated time. Times are ms since the beginning. */
export class Bench {
  readonly #poll: KmpPoll;
  readonly #answer: Answer;
  readonly #options: BenchOptions;
  #step: Step;
  #now = 0;
  #coming: { at: number; bytes: Buffer }[] = [];
  readonly requests: Request[] = [];
  readonly found: Framed[] = [];
  /** Each state, and since when. */
  readonly states: (readonly [LineState, number])[] = [];

  constructor(answer: Answer, options: BenchOptions = {}) {
    this.#answer = answer;
    this.#options = options;
    this.#poll = new KmpPoll(options);
    this.#step = this.#poll.start(NOON);
    this.#take(this.#step);
  }

  /** These bytes come at `at`, whatever else comes. */
  noise(at: number, bytes: Buffer): this {
    this.#coming.push({ at, bytes });
    return this;
  }

  /** Lets time pass: the poll is woken whenever it wants to be. */
  until(end: number): this {
    for (let woken = false; ; ) {
      this.#coming.sort((a, b) => a.at - b.at);
      const wakeAt = this.#step.wakeAt! - NOON;
      const [next] = this.#coming;
      if (next !== undefined && next.at <= wakeAt && next.at <= end) {
        this.#coming.shift();
        woken = false;
        this.#now = Math.max(this.#now, next.at);
        this.#take(this.#poll.push(next.bytes, NOON + this.#now));
      } else if (wakeAt <= end) {
        assert.ok(wakeAt > this.#now || !woken, 'woken without end');
        this.#now = Math.max(this.#now, wakeAt);
        this.#take(this.#poll.wake(NOON + this.#now));
        woken = true;
      } else {
        this.#now = end;
        return this;
      }
    }
  }

  get state(): LineState {
    return this.#step.state;
  }

  get frames(): Frame[] {
    return this.found.flatMap((item) => (item.kind === 'frame' ? [item.frame] : []));
  }

  get telegrams(): Telegram[] {
    return this.frames.map(({ message }) => parseRegisters(message));
  }

  /** Errors by their codes, what was discarded by its reason; of those that follow each other and are the same, one. */
  get problems(): string[] {
    const all = this.found.flatMap((item) => {
      if (item.kind === 'frame') return [];
      return [item.kind === 'error' ? item.error.code : item.reason];
    });
    return all.filter((problem, i) => problem !== all[i - 1]);
  }

  #take(step: Step): void {
    this.#step = step;
    this.found.push(...step.found);
    if (this.states.at(-1)?.[0] !== step.state) this.states.push([step.state, this.#now]);
    if (step.write !== undefined) this.#send(Buffer.from(step.write));
  }

  #send(request: Buffer): void {
    const { latency = LATENCY, damage } = this.#options;
    const n = this.requests.length;
    this.requests.push({ at: this.#now, ...readRequest(request) });
    const answer = this.#answer(request, NOON + this.#now);
    const bytes = damage === undefined ? answer : damage(answer, n);
    const start = this.#now + request.length * BYTE + latency;
    for (let i = 0; i < bytes.length; i += 7) {
      this.#coming.push({ at: start + Math.min(i + 7, bytes.length) * BYTE, bytes: bytes.subarray(i, i + 7) });
    }
  }
}

/** What a request asks for. */
export function readRequest(request: Buffer): Omit<Request, 'at'> {
  const content = unstuff(request.subarray(1, -1))!.subarray(0, -2);
  const registers = content.subarray(3);
  const numbers = Array.from({ length: registers.length / 2 }, (_, i) => registers.readUInt16BE(2 * i));
  assert.ok(numbers.length <= 8, 'more registers than a meter takes');
  return { command: content[1]!, registers: numbers };
}
