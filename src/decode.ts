import { MeterError } from './base/errors';
import type { Discarded, Frame, Framed, Note } from './base/frame';
import type { Security } from './base/keys';
import { addressFrom } from './base/mbus-address';
import type { Telegram } from './base/telegram';
import type { Way } from './framing/links';
import { Splitter } from './framing/splitter';
import { readList } from './lists';
import { readMbus } from './lists/mbus';
import { Memory } from './memory';
import { parseApdu } from './parse/apdu';
import { parseMbus } from './parse/mbus';
import { parseP1 } from './parse/p1';
import { parseRegisters } from './parse/registers';
import { PROFILES, recognise } from './profiles';
import type { Profile } from './profiles/profile';
import { type ReadableTelegram, readingOf } from './profiles/read';
import type { Reading } from './profiles/reading';
import { settleScales } from './profiles/scales';
import { isOthersDamage, isWanted, openWanted, type WantedMeters } from './security/neighbours';
import type { OpenOptions } from './security/open';

export interface DecodeOptions extends Omit<OpenOptions, 'memory'>, Way {
  /** Of the meters that radio brings, those that count; every one where not told. */
  meters?: WantedMeters;
  /** ISO 3166-1; without it the reading is made where the telegram itself tells its country. */
  country?: string;
  /** How far to go: to the frame, to the meter's objects, to the reading (default). */
  until?: 'frame' | 'objects' | 'reading';
  /** What is remembered from telegram to telegram; without it every frame stands alone. */
  memory?: Memory;
  /** The register of import as the meter's display shows it, kWh: settles the scale where the list leaves it open. */
  display?: number;
  /** Told which bytes of the clear message became what. */
  note?: Note;
}

/** A telegram, as far as it was to be decoded; `frame` is clear where it came encrypted. */
export interface DecodedTelegram extends Partial<Telegram> {
  kind: 'telegram';
  frame: Frame;
  security?: Security;
  objects: Telegram['objects'];
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
  readonly #splitter: Splitter;
  readonly #options: DecodeOptions;

  constructor(options: DecodeOptions = {}) {
    checkOptions(options);
    this.#splitter = new Splitter(options);
    this.#options = { memory: new Memory(), ...options };
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
    return found.map((item) => decodeFramed(item, this.#options));
  }
}

/** Most chunks end no telegram. */
const NOTHING: readonly Result[] = [];

/** Takes on what framing found: a frame as {@link decodeFrame} does. */
export function decodeFramed(found: Framed, options: DecodeOptions = {}): Result {
  if (found.kind === 'frame') return decodeFrame(found.frame, options);
  if (found.kind === 'discarded' || !isOthersDamage(found.error, options)) return found;
  return { kind: 'discarded', count: 0, reason: 'neighbour', offset: found.error.offset ?? 0 };
}

/** Takes one frame on from there, as far as `options.until` says. Bad content gives an `error`, it does not throw. */
export function decodeFrame(frame: Frame, options: DecodeOptions = {}): Result {
  try {
    if (options.until === 'frame') {
      return isWanted(frame, options) ? { kind: 'telegram', frame, objects: [] } : withheld(frame, 'neighbour');
    }
    const opened = openWanted(frame, options);
    if (opened.withheld) return withheld(frame, opened.withheld);
    return decodeClear(opened.frame, opened.security, options);
  } catch (error) {
    if (error instanceof MeterError) return { kind: 'error', error, frame };
    throw error;
  }
}

function withheld(frame: Frame, reason: Discarded['reason']): Discarded {
  return { kind: 'discarded', count: frame.wire.length, reason, offset: 0 };
}

/** The same for a frame that is clear, be it that its `security` is known. Throws the `MeterError` of its content. */
export function decodeClear(frame: Frame, security: Security | undefined, options: DecodeOptions): DecodedTelegram {
  const checked = frame.check === 'ok' || security?.authenticated === true;
  const content = contentOf(frame, checked, options);
  const { objects, meter, time, list } = content;
  const telegram: DecodedTelegram = { kind: 'telegram', frame, meter, objects };
  if (time !== undefined) telegram.time = time;
  if (list !== undefined) telegram.list = list;
  const known = frame.link === 'wmbus' ? withHistory(security, content, options.memory) : security;
  if (known !== undefined) telegram.security = known;
  // Only lists of DLMS leave scales open; for others a country need not be looked for.
  if (options.until === 'objects' && (list === undefined || frame.content === 'records')) return telegram;
  const profile = profileOf(telegram, options.country);
  settle(telegram, profile, options);
  if (options.until === 'objects' || profile === undefined) return telegram;
  telegram.reading = readingOf(telegram, profile, frame.receivedAt);
  return telegram;
}

function contentOf(frame: Frame, checked: boolean, { memory, note }: DecodeOptions): Telegram {
  const { content, message, address } = frame;
  switch (content) {
    case 'p1':
      return parseP1(message, checked, note);
    case 'apdu':
      return readList(parseApdu(message, note), note);
    case 'registers':
      return parseRegisters(message, note);
    case 'records': {
      const sender = address === undefined ? undefined : addressFrom(address);
      const believed = checked || (frame.link === 'wmbus' && 'whole');
      return readMbus(parseMbus(message, { sender, checked: believed, formats: memory?.formats, note }));
    }
  }
}

/** What nothing proves is compared with what its meter said before. */
function withHistory(security: Security | undefined, telegram: Telegram, memory: Memory | undefined) {
  if (memory === undefined || security?.authenticated) return security;
  const remarks = memory.histories.compare(telegram);
  if (remarks.length === 0) return security;
  const { remarks: others = [], ...known } = security ?? { ciphers: [], authenticated: false };
  return { ...known, remarks: [...others, ...remarks] };
}

/** What a profile may want to know besides the telegram. */
export type ProfileOptions = Pick<DecodeOptions, 'country' | 'display' | 'memory' | 'source'>;

/** The reading in a telegram's objects; undefined where neither the user nor the telegram tells the country. */
export function profileTelegram(
  telegram: ReadableTelegram,
  options: ProfileOptions,
  receivedAt: string | undefined,
): Reading | undefined {
  const profile = profileOf(telegram, options.country);
  if (profile === undefined) return undefined;
  settle(telegram, profile, options);
  return readingOf(telegram, profile, receivedAt);
}

function settle(telegram: ReadableTelegram, profile: Profile | undefined, options: ProfileOptions): void {
  const { display, source, memory = new Memory() } = options;
  settleScales(telegram, { profile, display, shown: memory.shown, source });
}

/** A chosen country always wins. */
function profileOf({ objects, list }: ReadableTelegram, country: string | undefined): Profile | undefined {
  return country === undefined ? recognise(objects, list) : PROFILES.get(country);
}

function checkOptions({ country }: DecodeOptions): void {
  if (country !== undefined && !PROFILES.has(country)) {
    throw new MeterError('unsupported', `there is no profile for the country ${country}`, { details: { country } });
  }
}
