import { asMeterError, MeterError } from '../../src/base/errors';
import type { Frame, Framed } from '../../src/base/frame';
import type { Dialect } from '../../src/base/receivers';
import { receiverBytes } from '../../src/framing/receivers/receiver-message';
import { Splitter } from '../../src/framing/splitter';
import { unwrap, unwrapWhole } from '../../src/framing/unwrap';
import { PAUSE } from '../../src/session/pause';
import type { Message } from './run-node';

/** So many streams at once; the one that was quiet longest gives way. */
const MAX_STREAMS = 256;

/** The radio receiver that has heard the meters. */
export type Receiver = Dialect | 'auto';

/** Where chunks come from: what of a message tells one source from another, and goes along with its frames. */
export interface Origin {
  topic?: string | undefined;
  _session?: unknown;
}

interface Stream {
  origin: Origin;
  splitter: Splitter;
  pause?: NodeJS.Timeout;
  /** The telegram that came last. */
  last?: Buffer;
}

/** What stands in text for bytes that were none of the encoding: the bytes themselves are lost. */
const REPLACEMENT = '\uFFFD';

/**
 * One splitter for each source of chunks, as the bytes of two meters must never meet in one telegram. Connections are
 * told apart by `msg._session.id`, else `msg.topic` does.
 */
export class Streams {
  readonly #streams = new Map<string, Stream>();
  readonly #take: (found: readonly Framed[], origin: Origin) => void;
  readonly #failed: (error: MeterError) => void;
  readonly #receiver: Receiver | undefined;

  /**
   * `receiver`: as a dialog stores it; nothing where the meters have cables. `failed` hears what `take` throws when no
   * message is there to answer for it.
   */
  constructor(
    receiver: Receiver | '' | undefined,
    take: (found: readonly Framed[], origin: Origin) => void,
    failed: (error: MeterError) => void,
  ) {
    this.#receiver = receiver || undefined;
    this.#take = take;
    this.#failed = failed;
  }

  /** Throws `not-bytes` where the payload holds no bytes, `mangled` where it held some before it was made text. */
  push(message: Message, now: Date): void {
    const { payload } = message;
    if (typeof payload === 'string' && payload.includes(REPLACEMENT)) {
      throw new MeterError('mangled', 'the payload was made text, and bytes were lost');
    }
    const stream = this.#streamOf(message);
    const chunk = this.#bytesIn(payload, !stream.splitter.waiting);
    if (chunk === undefined) {
      // Bridges also tell how they do, and what other devices say.
      if (this.#receiver !== undefined && isObject(payload)) return;
      throw new MeterError('not-bytes', 'the payload is neither bytes nor text');
    }
    clearTimeout(stream.pause);
    this.#hand(stream, stream.splitter.push(chunk, now));
    if (stream.splitter.waiting) stream.pause = setTimeout(() => this.#pause(stream), PAUSE);
  }

  /** `begins`: nothing of the message before waits. */
  #bytesIn(payload: unknown, begins: boolean): Uint8Array | undefined {
    if (this.#receiver !== undefined) return receiverBytes(payload, this.#receiver, begins);
    return begins ? unwrapWhole(payload) : unwrap(payload);
  }

  close(): void {
    for (const key of [...this.#streams.keys()]) this.#forget(key);
  }

  #pause(stream: Stream): void {
    try {
      this.#hand(stream, stream.splitter.flush());
    } catch (error) {
      this.#failed(asMeterError(error));
    }
  }

  #hand(stream: Stream, found: readonly Framed[]): void {
    const news = found.filter((item) => item.kind !== 'frame' || !isRepeat(stream, item.frame));
    this.#take(news, stream.origin);
  }

  #streamOf(message: Message): Stream {
    const { id } = (message._session ?? {}) as { id?: unknown };
    const key = String(id ?? message.topic ?? '');
    const stream = this.#streams.get(key) ?? {
      origin: originOf(message),
      splitter: new Splitter({ receiver: this.#receiver }),
    };
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

function isObject(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && !Array.isArray(payload);
}

/**
 * Whether the telegram came before, as a broker sends it again that retains messages. One without a checksum has no
 * clock either, so it may well be another that says the same.
 */
function isRepeat(stream: Stream, { check, wire }: Frame): boolean {
  if (check === 'absent') return false;
  const repeated = stream.last?.equals(wire) ?? false;
  stream.last = wire;
  return repeated;
}

function originOf({ topic, _session }: Message): Origin {
  return { ...(topic !== undefined && { topic }), ...(_session !== undefined && { _session }) };
}
