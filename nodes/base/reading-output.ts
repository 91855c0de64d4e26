import type { Node, NodeAPI } from 'node-red';
import { KnownSoFar } from '../../src/profiles/known-so-far';
import type { Reading } from '../../src/profiles/reading';
import { forgetReading, keepReading } from './latest-readings';
import { Pace } from './pace';
import { readingStatus } from './reading-status';
import type { Message, Outlets } from './run-node';

/** How readings go out, as a dialog stores it. */
export interface ReadingConfig {
  /** ISO 3166-1; `auto`, or nothing: the telegram tells. */
  country?: string;
  /** `all`: completed with everything known so far. */
  content?: 'all' | 'telegram';
  /** At most one reading in so many seconds; nothing: every one. */
  every?: string;
}

/** The country that the user chose; undefined where the telegram is to tell. */
export function chosenCountry({ country }: ReadingConfig): string | undefined {
  return country === undefined || country === '' || country === 'auto' ? undefined : country;
}

/** The last step of the nodes that make readings: complete, slow down, show, send. */
export class ReadingOutput {
  readonly #node: Node;
  readonly #known: KnownSoFar | undefined;
  readonly #pace: Pace<{ reading: Reading; message: Message }>;

  constructor(RED: NodeAPI, node: Node, config: ReadingConfig, outlets: Outlets, send: (message: Message) => void) {
    this.#node = node;
    this.#known = config.content === 'telegram' ? undefined : new KnownSoFar();
    this.#pace = new Pace(Math.max(0, Number(config.every) || 0) * 1000, ({ reading, message }) => {
      outlets.status(readingStatus(RED, reading));
      message.payload = reading;
      send(message);
    });
  }

  /** Sends `message` with the reading as its payload. `source` tells meters apart that send no id. */
  deliver(reading: Reading, message: Message, source: string): void {
    const completed = this.#known?.complete(reading, source, Date.now()) ?? reading;
    // Whoever receives it may change it; what is known stays.
    const own = structuredClone(completed);
    keepReading(this.#node.id, completed);
    this.#pace.add({ reading: own, message });
  }

  close(): void {
    this.#pace.close();
    forgetReading(this.#node.id);
  }
}
