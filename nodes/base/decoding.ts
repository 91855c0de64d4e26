import type { Node, NodeAPI } from 'node-red';
import { MeterError } from '../../src/base/errors';
import type { Frame, Framed } from '../../src/base/frame';
import { type DecodeOptions, decodeFrame } from '../../src/decode';
import { frameMessage } from './frame-message';
import { chosenCountry, type ReadingConfig, ReadingOutput } from './reading-output';
import type { Message, Outlets } from './run-node';
import type { Origin } from './streams';

/** All layers in one node: readings go out of the first output, frames and problems out of the second. */
export class Decoding {
  readonly #options: DecodeOptions;
  readonly #outlets: Outlets;
  readonly #output: ReadingOutput;

  constructor(RED: NodeAPI, node: Node, config: ReadingConfig, outlets: Outlets) {
    const country = chosenCountry(config);
    this.#options = country === undefined ? {} : { country };
    this.#outlets = outlets;
    this.#output = new ReadingOutput(RED, node, config, outlets, (message) => outlets.send([message, null]));
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
    if (result.kind === 'error') {
      this.report(result.error, origin);
    } else if (result.kind === 'telegram' && result.reading !== undefined) {
      const message = { ...origin, frame: frameMessage(frame).frame } as unknown as Message;
      this.#output.deliver(result.reading, message, origin.topic ?? '');
    } else {
      this.report(new MeterError('no-country', 'the telegram does not tell its country'), origin);
    }
  }

  report(error: MeterError, origin: Origin): void {
    this.#outlets.problem(error, { ...origin } as Message);
    this.#outlets.send([null, { ...origin, payload: error.toJSON() } as unknown as Message]);
  }

  close(): void {
    this.#output.close();
  }
}
