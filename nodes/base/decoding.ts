import type { Node, NodeAPI } from 'node-red';
import { MeterError } from '../../src/base/errors';
import type { Frame, Framed } from '../../src/base/frame';
import type { MeterKeys } from '../../src/base/keys';
import { type DecodedTelegram, decodeFrame } from '../../src/decode';
import { isOthersDamage } from '../../src/security/neighbours';
import { discardedStatus } from './discarded-status';
import { frameMessage } from './frame-message';
import { MemoryStore } from './memory-store';
import { RadioFilter } from './radio-filter';
import { type Hints, hintsIn, type ReadingConfig, ReadingOutput } from './reading-output';
import type { Message, Outlets } from './run-node';
import type { Origin } from './streams';
import { unknownFormatStatus } from './unknown-format';

/** The same for a node with all layers in it. */
export interface DecodingConfig extends ReadingConfig {
  /** Of radio: numbers or addresses; empty: those with keys; `*`: every one. */
  meters?: string;
}

/** All layers in one node: readings go out of the first output, frames and problems out of the second. */
export class Decoding {
  readonly #RED: NodeAPI;
  readonly #hints: Hints;
  readonly #memory: MemoryStore;
  readonly #outlets: Outlets;
  readonly #output: ReadingOutput;
  readonly #filter: RadioFilter;

  /** `keys`: those that may be tried, asked for anew for each telegram, as another node may bring some. */
  constructor(RED: NodeAPI, node: Node, config: DecodingConfig, outlets: Outlets, keys: () => readonly MeterKeys[]) {
    this.#RED = RED;
    this.#filter = new RadioFilter(RED, outlets, config.meters, keys);
    this.#hints = hintsIn(config);
    this.#memory = new MemoryStore(RED, node);
    this.#outlets = outlets;
    this.#output = new ReadingOutput(RED, node, config, outlets, (message) => outlets.send([message, null]));
  }

  takeAll(found: readonly Framed[], origin: Origin): void {
    for (const item of found) {
      if (item.kind === 'frame') this.take(item.frame, origin);
      else if (item.kind === 'error') this.damaged(item.error, origin);
      else this.#outlets.status(discardedStatus(this.#RED));
    }
  }

  take(frame: Frame, origin: Origin): void {
    const { memory } = this.#memory;
    const result = decodeFrame(frame, { ...this.#hints, ...this.#filter.wishes, memory, source: origin.topic ?? '' });
    if (result.kind === 'discarded' && result.reason === 'neighbour') {
      this.#filter.passOver(frame);
      return;
    }
    this.#outlets.send([null, { ...origin, ...frameMessage(frame) } as unknown as Message]);
    if (result.kind === 'error') this.report(result.error, origin);
    if (result.kind === 'telegram') this.#deliver(result, origin);
  }

  #deliver({ frame, security, objects, reading }: DecodedTelegram, origin: Origin): void {
    this.#filter.found();
    if (frame.content === 'records' || security !== undefined || this.#hints.display !== undefined)
      this.#memory.changed();
    const waiting = unknownFormatStatus(this.#RED, objects);
    if (waiting !== undefined) {
      this.#outlets.status(waiting);
      return;
    }
    if (reading === undefined) {
      this.report(new MeterError('no-country', 'the telegram does not tell its country'), origin);
      return;
    }
    const about = { frame: frameMessage(frame).frame, ...(security && { security }) };
    this.#output.deliver(reading, { ...origin, ...about } as unknown as Message, origin.topic ?? '');
  }

  /** What framing found wrong; of neighbours' telegrams it says nothing. */
  damaged(error: MeterError, origin: Origin): void {
    if (!isOthersDamage(error, this.#filter.wishes)) this.report(error, origin);
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
