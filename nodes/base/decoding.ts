import type { Node, NodeAPI } from 'node-red';
import { MeterError } from '../../src/base/errors';
import type { Frame, Framed } from '../../src/base/frame';
import type { MeterKeys } from '../../src/base/keys';
import { type DecodedTelegram, decodeFrame } from '../../src/decode';
import { discardedStatus } from './discarded-status';
import { frameMessage } from './frame-message';
import { MemoryStore } from './memory-store';
import { type Hints, hintsIn, type ReadingConfig, ReadingOutput } from './reading-output';
import type { Message, Outlets } from './run-node';
import type { Origin } from './streams';

/** All layers in one node: readings go out of the first output, frames and problems out of the second. */
export class Decoding {
  readonly #RED: NodeAPI;
  readonly #hints: Hints;
  readonly #keys: () => readonly MeterKeys[];
  readonly #memory: MemoryStore;
  readonly #outlets: Outlets;
  readonly #output: ReadingOutput;

  /** `keys`: those that may be tried, asked for anew for each telegram, as another node may bring some. */
  constructor(RED: NodeAPI, node: Node, config: ReadingConfig, outlets: Outlets, keys: () => readonly MeterKeys[]) {
    this.#RED = RED;
    this.#hints = hintsIn(config);
    this.#keys = keys;
    this.#memory = new MemoryStore(RED, node);
    this.#outlets = outlets;
    this.#output = new ReadingOutput(RED, node, config, outlets, (message) => outlets.send([message, null]));
  }

  takeAll(found: readonly Framed[], origin: Origin): void {
    for (const item of found) {
      if (item.kind === 'frame') this.take(item.frame, origin);
      else if (item.kind === 'error') this.report(item.error, origin);
      else this.#outlets.status(discardedStatus(this.#RED));
    }
  }

  take(frame: Frame, origin: Origin): void {
    this.#outlets.send([null, { ...origin, ...frameMessage(frame) } as unknown as Message]);
    const { memory } = this.#memory;
    const result = decodeFrame(frame, { ...this.#hints, keys: this.#keys(), memory, source: origin.topic ?? '' });
    if (result.kind === 'error') this.report(result.error, origin);
    if (result.kind === 'telegram') this.#deliver(result, origin);
  }

  #deliver({ frame, security, reading }: DecodedTelegram, origin: Origin): void {
    if (security !== undefined || this.#hints.display !== undefined) this.#memory.changed();
    if (reading === undefined) {
      this.report(new MeterError('no-country', 'the telegram does not tell its country'), origin);
      return;
    }
    const about = { frame: frameMessage(frame).frame, ...(security && { security }) };
    this.#output.deliver(reading, { ...origin, ...about } as unknown as Message, origin.topic ?? '');
  }

  report(error: MeterError, origin: Origin): void {
    this.#outlets.problem(error, { ...origin } as Message);
    this.#outlets.send([null, { ...origin, payload: error.toJSON() } as unknown as Message]);
  }

  async close(removed: boolean): Promise<void> {
    this.#output.close();
    await this.#memory.close(removed);
  }
}
