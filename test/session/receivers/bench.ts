import assert from 'node:assert/strict';
import { ReceiverTalker, type ReceiverTalkerOptions } from '../../../src/session/receivers';
import type { LineState, Step } from '../../../src/session/talker';
import { NOON } from '../../framing/telegrams';
import type { Module } from './modules';

const ANSWERS_AFTER = 20;

/** A talker on a line with a module at its end. Times are ms since it began. */
export class Bench {
  readonly #talker: ReceiverTalker;
  readonly #module: Module | undefined;
  #step: Step;
  #now = 0;
  /** Answers that are on their way. */
  readonly #coming: { at: number; bytes: Buffer }[] = [];
  /** Commands in hexadecimal digits. */
  readonly sent: string[] = [];
  /** When they were sent. */
  readonly sentAt: number[] = [];
  /** The messages of the telegrams that were found. */
  readonly telegrams: string[] = [];
  readonly rssi: (number | undefined)[] = [];
  readonly states: LineState[] = [];
  /** The cable is cut while this is false. */
  isConnected: boolean;

  constructor(options: ReceiverTalkerOptions, module?: Module, isConnected = true) {
    this.isConnected = isConnected;
    this.#talker = new ReceiverTalker(options);
    this.#module = module;
    this.#step = this.#talker.start(NOON);
    this.#take(this.#step);
  }

  get state(): LineState {
    return this.#step.state;
  }

  until(ms: number): this {
    for (let events = 0; ; events++) {
      assert.ok(events < 10_000, 'events without end');
      const wakeAt = this.#step.wakeAt! - NOON;
      assert.ok(wakeAt > this.#now, 'a wake in the past');
      const next = this.#coming[0];
      if (next !== undefined && next.at <= Math.min(wakeAt, ms)) {
        this.#coming.shift();
        this.#push(next.bytes, next.at);
      } else if (wakeAt <= ms) {
        this.#now = wakeAt;
        this.#take(this.#talker.wake(NOON + wakeAt));
      } else break;
    }
    this.#now = ms;
    return this;
  }

  bytes(ms: number, bytes: Buffer): this {
    this.until(ms);
    this.#push(bytes, ms);
    return this;
  }

  #push(bytes: Buffer, ms: number): void {
    this.#now = ms;
    this.#take(this.#talker.push(bytes, NOON + ms));
  }

  #take(step: Step): void {
    this.#step = step;
    if (this.states.at(-1) !== step.state) this.states.push(step.state);
    for (const item of step.found) {
      if (item.kind !== 'frame') continue;
      this.telegrams.push(item.frame.message.toString('hex'));
      this.rssi.push(item.frame.rssi);
    }
    if (step.write === undefined) return;
    const command = Buffer.from(step.write);
    this.sent.push(command.toString('hex'));
    this.sentAt.push(this.#now);
    if (!this.isConnected || this.#module === undefined) return;
    const bytes = this.#module.answer(command);
    if (bytes.length > 0) this.#coming.push({ at: this.#now + ANSWERS_AFTER, bytes });
  }
}
