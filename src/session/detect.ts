import type { Frame, Framed, Link } from '../base/frame';
import { Splitter } from '../framing/splitter';
import { PAUSE } from './pause';

/** What became of a detection. */
export type Detected =
  | { kind: 'found'; line: string; link: Link }
  /** No byte came at all: the port is closed, or the cable has no power. */
  | { kind: 'silent' }
  /** Bytes came, but no telegram with any setting: the signal is inverted, or another program takes some of them. */
  | { kind: 'no-telegram' };

/** What a detection wants. */
export interface DetectionStep {
  /** The line setting to listen with from now on. */
  line: string;
  /** How many bytes came with it. */
  bytes: number;
  /** Call `wake` then, epoch ms. */
  wakeAt: number;
  /** It is over. */
  outcome?: Detected;
}

/** Settings that meters use anywhere, the likeliest first. */
export const USUAL_LINES = ['115200 8N1', '2400 8E1', '2400 8N1', '9600 7E1', '9600 8N1'];

/** Meters that send seldom send every 10 s. */
const TRY = 12_000;
/** A line without a single byte will not send with another setting either. */
const NOTHING_AFTER = 15_000;

/**
 * Finds the line setting of a meter by listening with one after the other until a telegram comes. Whoever runs it opens
 * the port anew where `line` changes. Times are epoch ms.
 */
export class Detection {
  readonly #lines: readonly string[];
  #try = 0;
  #triedSince = 0;
  #startedAt = 0;
  #splitter = new Splitter();
  #bytes = 0;
  #lastByteAt: number | undefined;

  /** `lines`: the settings to try, the likeliest first, such as `115200 8N1`. */
  constructor(lines: readonly string[]) {
    this.#lines = [...new Set(lines)];
  }

  start(now: number): DetectionStep {
    this.#startedAt = this.#triedSince = now;
    return this.#step();
  }

  push(chunk: Uint8Array, now: number): DetectionStep {
    const paused = this.#lastByteAt !== undefined && now - this.#lastByteAt >= PAUSE;
    const before = paused ? this.#splitter.flush() : [];
    this.#bytes += chunk.length;
    if (chunk.length > 0) this.#lastByteAt = now;
    return this.#foundIn([...before, ...this.#splitter.push(chunk)]) ?? this.wake(now);
  }

  wake(now: number): DetectionStep {
    if (now < this.#tryEnds()) return this.#step();
    const found = this.#foundIn(this.#splitter.flush());
    if (found !== undefined) return found;
    if (this.#lastByteAt === undefined) return this.#step({ kind: 'silent' });
    if (this.#try === this.#lines.length - 1) return this.#step({ kind: 'no-telegram' });
    this.#try++;
    this.#triedSince = now;
    this.#splitter = new Splitter();
    this.#bytes = 0;
    return this.#step();
  }

  #foundIn(found: readonly Framed[]): DetectionStep | undefined {
    const proof = found.find((item) => item.kind === 'frame' && isProof(item.frame));
    if (proof?.kind !== 'frame') return undefined;
    return this.#step({ kind: 'found', line: this.#lines[this.#try]!, link: proof.frame.link });
  }

  #tryEnds(): number {
    return this.#lastByteAt !== undefined ? this.#triedSince + TRY : this.#startedAt + NOTHING_AFTER;
  }

  #step(outcome?: Detected): DetectionStep {
    const step = { line: this.#lines[this.#try]!, bytes: this.#bytes, wakeAt: this.#tryEnds() };
    return outcome === undefined ? step : { ...step, outcome };
  }
}

/**
 * Whether a frame shows that the line setting is right. A clear APDU without any check may be chance; the header of an
 * encrypted one is too much of it, and so is a telegram in text.
 */
function isProof({ link, check, encrypted }: Frame): boolean {
  return check === 'ok' || encrypted || link === 'p1';
}
