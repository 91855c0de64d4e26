import { setImmediate as allStarted } from 'node:timers/promises';
import type { Node, NodeAPI } from 'node-red';
import { type OutputSettings, payloadFor } from '../../src/automation/output';
import type { Rule } from '../../src/automation/rule';
import { type Decision, Threshold } from '../../src/automation/threshold';
import { asMeterError } from '../../src/base/errors';
import { unitAt } from '../../src/profiles/places';
import { reasonIn } from './reason-text';
import type { Behaviour, Message, Outlets } from './run-node';
import { StateStore } from './state-store';
import { text } from './texts';
import { outputSettingsOf, ruleOf, type ThresholdConfig, typedNumber, watchedIn } from './threshold-config';

/** In s, a week: a timer of Node.js holds 24 days and fires at once when asked for more. */
const LONGEST = 604_800;

/** Feeds a threshold with messages and with time, sends what it decides, and remembers it over restarts. */
export class ThresholdRunner implements Behaviour {
  readonly #RED: NodeAPI;
  readonly #node: Node;
  readonly #config: ThresholdConfig;
  readonly #outlets: Outlets;
  readonly #unit: string;
  readonly #store: StateStore;
  readonly #stored: Promise<unknown>;
  readonly #begun: Promise<void>;
  readonly #repeat: NodeJS.Timeout | undefined;
  #output: OutputSettings | undefined;
  #threshold: Threshold | undefined;
  #wake: NodeJS.Timeout | undefined;
  #last: Decision | undefined;
  #value: number | undefined;
  #reading: unknown;
  #closed = false;

  constructor(RED: NodeAPI, node: Node, config: ThresholdConfig, outlets: Outlets) {
    this.#RED = RED;
    this.#node = node;
    this.#config = config;
    this.#outlets = outlets;
    this.#unit = config.watchType === 'reading' ? unitAt(config.watch) : '';
    this.#store = new StateStore(RED, node);
    this.#stored = this.#store.load();
    this.#begun = this.#begin();
    const seconds = Number(config.repeat);
    if (seconds > 0)
      this.#repeat = setInterval(() => this.#byTimer(() => this.#sendAgain()), Math.min(seconds, LONGEST) * 1000);
  }

  /** Messages without the watched value are none of its business. */
  async input(message: Message): Promise<void> {
    const value = this.#watched(message);
    if (value === undefined) return;
    const rule = await this.#rule(message);
    await this.#begun;
    const state = await this.#stored;
    if (this.#closed) return;
    if (this.#threshold === undefined) this.#threshold = new Threshold(rule, state);
    else this.#threshold.setRule(rule);
    this.#value = value;
    this.#reading = this.#config.watchType === 'reading' ? structuredClone(message.payload) : undefined;
    this.#follow(this.#threshold.update(value, Date.now()), message);
  }

  async close(removed: boolean): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#wake);
    clearInterval(this.#repeat);
    await this.#store.close(removed);
  }

  /** Silence counts from the start. A limit that comes with the messages is not known yet: then the first one begins. */
  async #begin(): Promise<void> {
    const state = await this.#stored;
    const rule = await this.#rule({} as Message).catch(() => undefined);
    // While the flows start, the nodes behind this one may be missing, and what is sent is lost.
    await allStarted();
    if (rule === undefined || this.#closed) return;
    this.#threshold = new Threshold(rule, state);
    this.#tick();
  }

  /** Throws `bad-setting` before anything is decided that could not be sent. */
  async #rule(message: Message): Promise<Rule> {
    this.#output ??= outputSettingsOf(this.#RED, this.#node, this.#config);
    return ruleOf(this.#RED, this.#node, this.#config, message);
  }

  #watched(message: Message): number | undefined {
    const found = watchedIn(this.#RED, this.#config, message);
    if (typeof found !== 'number' && typeof found !== 'string') return undefined;
    const value = typedNumber(found);
    return Number.isFinite(value) ? value : undefined;
  }

  #tick(): void {
    this.#follow(this.#threshold?.tick(Date.now()), this.#ownMessage());
  }

  #follow(decision: Decision | undefined, message: Message): void {
    if (this.#closed || this.#threshold === undefined) return;
    if (decision !== undefined) {
      this.#last = decision;
      this.#store.save(this.#threshold.toJSON());
      this.#send(decision, message);
    }
    this.#showState(this.#threshold.on);
    clearTimeout(this.#wake);
    const at = this.#threshold.nextWake();
    if (at !== undefined)
      this.#wake = setTimeout(() => this.#byTimer(() => this.#tick()), Math.max(0, at - Date.now()));
  }

  #send(decision: Decision, message: Message): void {
    // A payload of the user's own is one object for all messages, and nodes may write into what they get.
    message.payload = structuredClone(payloadFor(decision.on, this.#config.format, this.#output));
    message.reason = reasonIn(this.#RED, decision.reason, this.#unit);
    if (this.#reading !== undefined) message.reading = structuredClone(this.#reading);
    this.#outlets.send(message);
  }

  /** No message is there to answer for what goes wrong. */
  #byTimer(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#outlets.problem(asMeterError(error));
    }
  }

  #sendAgain(): void {
    if (this.#last !== undefined) this.#send(this.#last, this.#ownMessage());
  }

  #ownMessage(): Message {
    return { topic: this.#config.name } as Message;
  }

  #showState(on: boolean | undefined): void {
    if (on === undefined) return;
    const state = text(this.#RED, on ? 'status.on' : 'status.off');
    const watched = this.#value === undefined ? '' : ` · ${this.#value} ${this.#unit}`.trimEnd();
    this.#outlets.status({ fill: on ? 'green' : 'grey', shape: 'dot', text: state + watched });
  }
}
