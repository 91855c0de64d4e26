import type { Node, NodeAPI } from 'node-red';
import { MeterError } from '../../src/base/errors';
import type { Frame, Framed } from '../../src/base/frame';
import type { MeterKeys } from '../../src/base/keys';
import { type DecodedTelegram, decodeFrame } from '../../src/decode';
import { HeardMeters } from '../../src/security/heard-meters';
import { isOthersDamage, type Wishes } from '../../src/security/neighbours';
import { discardedStatus } from './discarded-status';
import { frameMessage } from './frame-message';
import { MemoryStore } from './memory-store';
import { type Hints, hintsIn, type ReadingConfig, ReadingOutput } from './reading-output';
import type { Message, Outlets } from './run-node';
import type { Origin } from './streams';
import { text } from './texts';
import { wantedMeters } from './wanted-meters';

/** The same for a node with all layers in it. */
export interface DecodingConfig extends ReadingConfig {
  /** Of radio: numbers or addresses; empty: those with keys; `*`: every one. */
  meters?: string;
}

/** All layers in one node: readings go out of the first output, frames and problems out of the second. */
export class Decoding {
  readonly #RED: NodeAPI;
  readonly #hints: Hints;
  readonly #keys: () => readonly MeterKeys[];
  readonly #memory: MemoryStore;
  readonly #outlets: Outlets;
  readonly #output: ReadingOutput;
  readonly #meters: string | undefined;
  readonly #neighbours = new HeardMeters();
  /** A telegram of a meter that counts has come. */
  #delivered = false;

  /** `keys`: those that may be tried, asked for anew for each telegram, as another node may bring some. */
  constructor(RED: NodeAPI, node: Node, config: DecodingConfig, outlets: Outlets, keys: () => readonly MeterKeys[]) {
    this.#RED = RED;
    this.#meters = config.meters;
    this.#hints = hintsIn(config);
    this.#keys = keys;
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
    const result = decodeFrame(frame, { ...this.#hints, ...this.#wishes(), memory, source: origin.topic ?? '' });
    if (result.kind === 'discarded' && result.reason === 'neighbour') {
      this.#passOver(frame);
      return;
    }
    this.#outlets.send([null, { ...origin, ...frameMessage(frame) } as unknown as Message]);
    if (result.kind === 'error') this.report(result.error, origin);
    if (result.kind === 'telegram') this.#deliver(result, origin);
  }

  #wishes(): Wishes {
    const keys = this.#keys();
    return { keys, ...wantedMeters(this.#meters, keys) };
  }

  /** A word is due only as long as none of the meters that are wanted was heard. */
  #passOver(frame: Frame): void {
    if (this.#delivered) return;
    this.#neighbours.add(frame, []);
    const count = this.#neighbours.list().length;
    this.#outlets.status({ fill: 'yellow', shape: 'ring', text: text(this.#RED, 'status.neighbours', { count }) });
  }

  #deliver({ frame, security, reading }: DecodedTelegram, origin: Origin): void {
    this.#delivered = true;
    if (frame.content === 'records' || security !== undefined || this.#hints.display !== undefined)
      this.#memory.changed();
    if (reading === undefined) {
      this.report(new MeterError('no-country', 'the telegram does not tell its country'), origin);
      return;
    }
    const about = { frame: frameMessage(frame).frame, ...(security && { security }) };
    this.#output.deliver(reading, { ...origin, ...about } as unknown as Message, origin.topic ?? '');
  }

  /** What framing found wrong; of neighbours' telegrams it says nothing. */
  damaged(error: MeterError, origin: Origin): void {
    if (!isOthersDamage(error, this.#wishes())) this.report(error, origin);
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
