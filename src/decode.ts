import { MeterError } from './base/errors';
import type { Discarded, Frame, Framed, Link, Note } from './base/frame';
import type { Meter, MeterObject, MeterTime } from './base/telegram';
import { Splitter } from './framing/splitter';
import { parseP1 } from './parse/p1';
import { PROFILES, recognise } from './profiles';
import { type ReadableTelegram, readingOf } from './profiles/read';
import type { Reading } from './profiles/reading';

export interface DecodeOptions {
  /** ISO 3166-1; without it the reading is made where the telegram itself tells its country. */
  country?: string;
  /** How the bytes come; found out where not told. */
  link?: Link;
  /** How far to go: to the frame, to the meter's objects, to the reading (default). */
  until?: 'frame' | 'objects' | 'reading';
  /** Told which bytes of the frame's message became what. */
  note?: Note;
}

/** A telegram, as far as it was to be decoded. */
export interface DecodedTelegram {
  kind: 'telegram';
  frame: Frame;
  meter?: Meter;
  time?: MeterTime;
  objects: MeterObject[];
  reading?: Reading;
}

/** What became of a piece of the stream. */
export type Result = DecodedTelegram | { kind: 'error'; error: MeterError; frame?: Frame } | Discarded;

/** Decodes everything in `bytes`: the same path as the nodes. Never throws on bad input. */
export function decode(bytes: Uint8Array, options: DecodeOptions = {}): readonly Result[] {
  const stream = new MeterStream(options);
  return [...stream.push(bytes), ...stream.end()];
}

/** The same for a stream: chunks as they come, cut and joined anywhere. */
export class MeterStream {
  readonly #splitter = new Splitter();
  readonly #options: DecodeOptions;

  constructor(options: DecodeOptions = {}) {
    checkOptions(options);
    this.#options = options;
  }

  /** `receivedAt`: when the chunk arrived; without it frames do not say when they came. */
  push(chunk: Uint8Array, receivedAt?: Date): readonly Result[] {
    return this.#decode(this.#splitter.push(chunk, receivedAt));
  }

  /** The line has been silent: what has begun will not go on. */
  idle(): readonly Result[] {
    return this.#decode(this.#splitter.flush());
  }

  /** Nothing will come any more. */
  end(): readonly Result[] {
    return this.#decode(this.#splitter.end());
  }

  #decode(found: readonly Framed[]): readonly Result[] {
    if (found.length === 0) return NOTHING;
    return found.map((item) => (item.kind === 'frame' ? decodeFrame(item.frame, this.#options) : item));
  }
}

/** Most chunks end no telegram. */
const NOTHING: readonly Result[] = [];

/** Takes one frame on from there, as far as `options.until` says. Bad content gives an `error`, it does not throw. */
export function decodeFrame(frame: Frame, options: DecodeOptions = {}): Result {
  if (options.until === 'frame') return { kind: 'telegram', frame, objects: [] };
  try {
    const { objects, meter, time } = parseP1(frame.message, frame.check === 'ok', options.note);
    const telegram: DecodedTelegram = { kind: 'telegram', frame, meter, objects };
    if (time !== undefined) telegram.time = time;
    if (options.until === 'objects') return telegram;
    const reading = profileTelegram(telegram, options.country, frame.receivedAt);
    if (reading !== undefined) telegram.reading = reading;
    return telegram;
  } catch (error) {
    if (error instanceof MeterError) return { kind: 'error', error, frame };
    throw error;
  }
}

/** The reading in a telegram's objects; undefined where neither the user nor the telegram tells the country. */
export function profileTelegram(
  telegram: ReadableTelegram,
  country: string | undefined,
  receivedAt: string | undefined,
): Reading | undefined {
  const profile = country === undefined ? recognise(telegram.objects) : PROFILES.get(country);
  return profile === undefined ? undefined : readingOf(telegram, profile, receivedAt);
}

function checkOptions({ country }: DecodeOptions): void {
  if (country !== undefined && !PROFILES.has(country)) {
    throw new MeterError('unsupported', `there is no profile for the country ${country}`, { details: { country } });
  }
}
