import { asMeterError, type MeterError } from '../base/errors';
import type { Framed } from '../base/frame';
import type { LineState, Step, Talker } from '../session/talker';
import type { OpenWire, Wire } from './wire';

/** How a connection does. */
export type ConnectionState =
  | { phase: 'opening' }
  | { phase: LineState }
  /** It failed or ended; it is opened again by itself after `retryIn` ms. */
  | { phase: 'lost'; error: MeterError; retryIn: number };

export interface ConnectionEvents {
  found(items: readonly Framed[]): void;
  state(state: ConnectionState): void;
}

/** Waits between attempts, in ms; the last one again and again. */
const RETRY = [1_000, 2_000, 5_000, 10_000, 15_000];

/** A connection that has been silent so long is opened anew: the other side may have lost its power unnoticed. */
const REOPEN_AFTER_SILENCE = 60_000;

/** Keeps one wire open, lets a talker speak over it, and opens it again whenever it ends. */
export class Connection {
  readonly #open: OpenWire;
  readonly #newTalker: () => Talker;
  readonly #events: ConnectionEvents;
  #talker: Talker | undefined;
  #wire: Wire | undefined;
  #opening: Promise<void> | undefined;
  #failures = 0;
  readonly #givenUp = new AbortController();
  #wakeTimer: NodeJS.Timeout | undefined;
  #openTimer: NodeJS.Timeout | undefined;
  #phase: ConnectionState['phase'] | undefined;

  constructor(open: OpenWire, newTalker: () => Talker, events: ConnectionEvents) {
    this.#open = open;
    this.#newTalker = newTalker;
    this.#events = events;
  }

  start(): void {
    this.#opening = this.#attempt();
  }

  /** Resolves when the port is free for others. */
  async stop(): Promise<void> {
    this.#givenUp.abort();
    this.#clearTimers();
    await this.#opening;
    await this.#closeWire();
  }

  async #attempt(): Promise<void> {
    this.#enter({ phase: 'opening' });
    try {
      const wire = await this.#open(
        { data: (chunk) => this.#data(chunk), closed: (error) => this.#lost(error) },
        this.#givenUp.signal,
      );
      if (this.#givenUp.signal.aborted) return await wire.close();
      this.#wire = wire;
      this.#talker = this.#newTalker();
      this.#take(this.#talker.start(Date.now()));
    } catch (error) {
      this.#lost(asMeterError(error));
    }
  }

  #data(chunk: Buffer): void {
    if (this.#givenUp.signal.aborted || this.#talker === undefined) return;
    this.#failures = 0;
    this.#take(this.#talker.push(chunk, Date.now()));
  }

  #take(step: Step): void {
    clearTimeout(this.#wakeTimer);
    if (step.wakeAt !== undefined) {
      this.#wakeTimer = setTimeout(() => this.#wake(), Math.max(0, step.wakeAt - Date.now()));
    }
    if (step.write !== undefined) this.#wire?.write(step.write);
    if (step.found.length > 0) this.#events.found(step.found);
    if (step.state !== this.#phase) this.#enter({ phase: step.state });
  }

  #wake(): void {
    if (!this.#givenUp.signal.aborted && this.#talker !== undefined) this.#take(this.#talker.wake(Date.now()));
  }

  #enter(state: ConnectionState): void {
    this.#phase = state.phase;
    clearTimeout(this.#openTimer);
    if (this.#givenUp.signal.aborted) return;
    if (state.phase === 'silent') this.#openTimer = setTimeout(() => this.#reopen(), REOPEN_AFTER_SILENCE);
    this.#events.state(state);
  }

  #lost(error: MeterError): void {
    if (this.#givenUp.signal.aborted) return;
    this.#clearTimers();
    this.#wire = undefined;
    this.#talker = undefined;
    const retryIn = RETRY[Math.min(this.#failures, RETRY.length - 1)]!;
    this.#failures++;
    this.#enter({ phase: 'lost', error, retryIn });
    this.#openTimer = setTimeout(() => this.start(), retryIn);
  }

  #reopen(): void {
    this.#opening = this.#closeWire().then(() => (this.#givenUp.signal.aborted ? undefined : this.#attempt()));
  }

  async #closeWire(): Promise<void> {
    const wire = this.#wire;
    this.#clearTimers();
    this.#wire = undefined;
    this.#talker = undefined;
    await wire?.close();
  }

  #clearTimers(): void {
    clearTimeout(this.#wakeTimer);
    clearTimeout(this.#openTimer);
  }
}
