import type { Node, NodeAPI } from 'node-red';
import { MeterError } from '../../src/base/errors';
import type { Frame, Framed } from '../../src/base/frame';
import { type DecodeOptions, decodeFrame } from '../../src/decode';
import type { Reading } from '../../src/profiles/reading';
import { frameMessage } from './frame-message';
import { forgetReading, keepReading } from './latest-readings';
import { readingStatus } from './reading-status';
import type { Message, Outlets } from './run-node';
import type { Origin } from './streams';

/** All layers in one node: readings go out of the first output, frames and problems out of the second. */
export class Decoding {
  readonly #RED: NodeAPI;
  readonly #node: Node;
  readonly #options: DecodeOptions;
  readonly #outlets: Outlets;

  constructor(RED: NodeAPI, node: Node, options: DecodeOptions, outlets: Outlets) {
    this.#RED = RED;
    this.#node = node;
    this.#options = options;
    this.#outlets = outlets;
  }

  takeAll(found: readonly Framed[], origin: Origin): void {
    for (const item of found) {
      if (item.kind === 'frame') this.take(item.frame, origin);
      else if (item.kind === 'error') this.report(item.error, origin);
    }
  }

  take(frame: Frame, origin: Origin): void {
    this.#outlets.send([null, { ...origin, ...frameMessage(frame) } as unknown as Message]);
    const result = decodeFrame(frame, this.#options);
    if (result.kind === 'error') this.report(result.error, origin);
    else if (result.kind === 'telegram' && result.reading !== undefined) this.#deliver(result.reading, frame, origin);
    else this.report(new MeterError('no-country', 'the telegram does not tell its country'), origin);
  }

  report(error: MeterError, origin: Origin): void {
    this.#outlets.problem(error, { ...origin } as Message);
    this.#outlets.send([null, { ...origin, payload: error.toJSON() } as unknown as Message]);
  }

  close(): void {
    forgetReading(this.#node.id);
  }

  #deliver(reading: Reading, frame: Frame, origin: Origin): void {
    keepReading(this.#node.id, structuredClone(reading));
    this.#outlets.status(readingStatus(this.#RED, reading));
    const message = { ...origin, payload: reading, frame: frameMessage(frame).frame };
    this.#outlets.send([message as unknown as Message, null]);
  }
}
