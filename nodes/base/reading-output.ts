import type { Node, NodeAPI } from 'node-red';
import type { Security } from '../../src/base/keys';
import { KnownSoFar } from '../../src/profiles/known-so-far';
import type { Reading } from '../../src/profiles/reading';
import { forgetReading, keepReading } from './latest-readings';
import { Pace } from './pace';
import { readingStatus } from './reading-status';
import type { Message, Outlets } from './run-node';

/** How readings go out, as a dialog stores it. */
export interface ReadingConfig {
  /** ISO 3166-1; `auto`, or nothing: the telegram tells. */
  country?: string | null;
  /** `all`: completed with everything known so far. */
  content?: 'all' | 'telegram';
  /** What the meter's display showed as the register of import, kWh; nothing: the country tells its scale. */
  display?: string;
  /** At most one reading in so many seconds; nothing: every one. */
  every?: string;
}

/** What a telegram may leave open and the user has said: see `DecodeOptions`. */
export interface Hints {
  country?: string;
  /** kWh */
  display?: number;
}

/** Nothing chosen: the telegram is to tell. */
export function hintsIn({ country, display }: ReadingConfig): Hints {
  const shown = Number(display);
  return { ...(country && country !== 'auto' && { country }), ...(shown > 0 && { display: shown }) };
}

interface Item {
  reading: Reading;
  message: Message;
}

/** So many meters at once; the one that was quiet longest gives way. */
const MAX_METERS = 256;
/** In s, a week: a timer of Node.js holds 24 days and fires at once when asked for more. */
const LONGEST = 604_800;

/** The last step of the nodes that make readings: complete, slow down, show, send. */
export class ReadingOutput {
  readonly #node: Node;
  readonly #known: KnownSoFar | undefined;
  readonly #interval: number;
  readonly #pass: (item: Item) => void;
  /** One a meter: none may stand in the way of another. */
  readonly #paces = new Map<string, Pace<Item>>();

  constructor(RED: NodeAPI, node: Node, config: ReadingConfig, outlets: Outlets, send: (message: Message) => void) {
    this.#node = node;
    this.#known = config.content === 'telegram' ? undefined : new KnownSoFar();
    this.#interval = Math.min(Math.max(0, Number(config.every) || 0), LONGEST) * 1000;
    this.#pass = ({ reading, message }) => {
      outlets.status(readingStatus(RED, reading, message.security as Security | undefined));
      message.payload = reading;
      send(message);
    };
  }

  /** Sends `message` with the reading as its payload. `source` tells meters apart that send no id. */
  deliver(reading: Reading, message: Message, source: string): void {
    const completed = this.#known?.complete(reading, source, Date.now()) ?? reading;
    // Whoever receives it may change it; what is known stays.
    const own = structuredClone(completed);
    keepReading(this.#node.id, completed);
    this.#paceOf(reading.meter.id ?? source).add({ reading: own, message });
  }

  close(): void {
    for (const pace of this.#paces.values()) pace.close();
    forgetReading(this.#node.id);
  }

  #paceOf(meter: string): Pace<Item> {
    const pace = this.#paces.get(meter) ?? new Pace(this.#interval, this.#pass);
    this.#paces.delete(meter);
    this.#paces.set(meter, pace);
    if (this.#paces.size > MAX_METERS) {
      const [oldest, itsPace] = this.#paces.entries().next().value!;
      itsPace.close();
      this.#paces.delete(oldest);
    }
    return pace;
  }
}
