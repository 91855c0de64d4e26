import type { Node, NodeAPI } from 'node-red';
import { type OutputSettings, payloadFor } from '../../src/automation/output';
import { type Decision, Threshold } from '../../src/automation/threshold';
import { unitAt } from '../../src/profiles/quantities';
import { reasonIn } from './reason-text';
import type { Behaviour, Message, Outlets } from './run-node';
import { StateStore } from './state-store';
import { text } from './texts';
import { outputSettingsOf, ruleOf, type ThresholdConfig } from './threshold-config';

/** Feeds a threshold with messages and with time, sends what it decides, and remembers it over restarts. */
export class ThresholdRunner implements Behaviour {
  readonly #RED: NodeAPI;
  readonly #node: Node;
  readonly #config: ThresholdConfig;
  readonly #outlets: Outlets;
  readonly #output: OutputSettings;
  readonly #unit: string;
  readonly #store: StateStore;
  readonly #stored: Promise<unknown>;
  readonly #begun: Promise<void>;
  readonly #repeat: NodeJS.Timeout | undefined;
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
    this.#output = outputSettingsOf(RED, node, config);
    this.#unit = config.watchType === 'reading' ? unitAt(config.watch) : '';
    this.#store = new StateStore(RED, node);
    this.#stored = this.#store.load();
    this.#begun = this.#begin();
    const seconds = Number(config.repeat);
    if (seconds > 0) this.#repeat = setInterval(() => this.#sendAgain(), seconds * 1000);
  }

  /** Messages without the watched value are none of its business. */
  async input(message: Message): Promise<void> {
    const value = this.#watched(message);
    if (value === undefined) return;
    const rule = await ruleOf(this.#RED, this.#node, this.#config, message);
    await this.#begun;
    if (this.#closed) return;
    if (this.#threshold === undefined) this.#threshold = new Threshold(rule, await this.#stored);
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
    const rule = await ruleOf(this.#RED, this.#node, this.#config, {} as Message).catch(() => undefined);
    if (rule === undefined || this.#closed) return;
    this.#threshold = new Threshold(rule, state);
    this.#tick();
  }

  #watched(message: Message): number | undefined {
    const { watch, watchType } = this.#config;
    const from = watchType === 'reading' ? message.payload : message;
    if (typeof from !== 'object' || from === null) return undefined;
    const found: unknown = this.#RED.util.getObjectProperty(from as Message, watch);
    if (found === undefined || found === null || found === '' || typeof found === 'boolean') return undefined;
    const value = Number(found);
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
    if (at !== undefined) this.#wake = setTimeout(() => this.#tick(), Math.max(0, at - Date.now()));
  }

  #send(decision: Decision, message: Message): void {
    message.payload = payloadFor(decision.on, this.#config.format, this.#output);
    message.reason = reasonIn(this.#RED, decision.reason, this.#unit);
    if (this.#reading !== undefined) message.reading = structuredClone(this.#reading);
    this.#outlets.send(message);
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
