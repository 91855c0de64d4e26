import { MeterError } from '../../src/base/errors';
import type { Framed } from '../../src/base/frame';
import { Splitter } from '../../src/framing/splitter';
import { unwrap } from '../../src/framing/unwrap';
import type { Message } from './run-node';

/** So many streams at once; the one that was quiet longest gives way. */
const MAX_STREAMS = 256;
/** A telegram that pauses so long, in ms, has been cut. */
const PAUSE = 3_000;

/** Where chunks come from: what of a message tells one source from another, and goes along with its frames. */
export interface Origin {
  topic?: string | undefined;
  _session?: unknown;
}

interface Stream {
  origin: Origin;
  splitter: Splitter;
  pause?: NodeJS.Timeout;
}

/**
 * One splitter for each source of chunks, as the bytes of two meters must never meet in one telegram. Connections are
 * told apart by `msg._session.id`, else `msg.topic` does.
 */
export class Streams {
  readonly #streams = new Map<string, Stream>();
  readonly #take: (found: readonly Framed[], origin: Origin) => void;

  constructor(take: (found: readonly Framed[], origin: Origin) => void) {
    this.#take = take;
  }

  /** Throws `not-bytes` where the payload holds no bytes. */
  push(message: Message, now: Date): void {
    const chunk = unwrap(message.payload);
    if (chunk === undefined) throw new MeterError('not-bytes', 'the payload is neither bytes nor text');
    const stream = this.#streamOf(message);
    clearTimeout(stream.pause);
    this.#take(stream.splitter.push(chunk, now), stream.origin);
    if (stream.splitter.waiting) {
      stream.pause = setTimeout(() => this.#take(stream.splitter.flush(), stream.origin), PAUSE);
    }
  }

  close(): void {
    for (const key of [...this.#streams.keys()]) this.#forget(key);
  }

  #streamOf(message: Message): Stream {
    const { id } = (message._session ?? {}) as { id?: unknown };
    const key = String(id ?? message.topic ?? '');
    const stream = this.#streams.get(key) ?? { origin: originOf(message), splitter: new Splitter() };
    this.#streams.delete(key);
    this.#streams.set(key, stream);
    if (this.#streams.size > MAX_STREAMS) this.#forget(this.#streams.keys().next().value!);
    return stream;
  }

  #forget(key: string): void {
    clearTimeout(this.#streams.get(key)?.pause);
    this.#streams.delete(key);
  }
}

function originOf({ topic, _session }: Message): Origin {
  return { ...(topic !== undefined && { topic }), ...(_session !== undefined && { _session }) };
}
