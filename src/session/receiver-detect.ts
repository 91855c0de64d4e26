import type { Frame, Framed } from '../base/frame';
import { DIALECTS, type Dialect } from '../base/receivers';
import { Splitter } from '../framing/splitter';
import { PAUSE } from './pause';
import { SET_UPS } from './receivers';

/** What became of a detection. */
export type ReceiverDetected =
  | { kind: 'found'; receiver: Dialect; line: string }
  /** No byte came at all. */
  | { kind: 'silent' }
  /** Bytes came, but no answer, and no telegram. */
  | { kind: 'no-receiver' };

/** What a detection wants. */
export interface ReceiverDetectionStep {
  /** The line setting to use from now on. */
  line: string;
  /** How many bytes came with it. */
  bytes: number;
  /** To be sent once the line is set: a question that changes nothing. */
  write?: Uint8Array;
  /** Call `wake` then, epoch ms. */
  wakeAt: number;
  /** It is over. */
  outcome?: ReceiverDetected;
}

/** Receivers answer at once; those that reset when the port is opened are asked twice. */
const ANSWER = 1_500;
const ASKED = 2;
/** Meters nearby send every few seconds. */
const TELEGRAM = 12_000;
/** The longest line, twice. */
const MAX_HEARD = 16_384;

/** Of receivers that only talk. RC1180 as it is sold; ESP bridges. */
const TALKING: ReadonlyMap<Dialect, string> = new Map([
  ['hex', '115200 8N1'],
  ['rc1180', '19200 8N1'],
]);

/** Something to say, or to listen for, with a line setting, for so many ms. */
interface Try {
  readonly line: string;
  readonly write?: Uint8Array;
  readonly lasts: number;
}

/**
 * Finds out which receiver is on a port: with each line setting, the likeliest first, asks the receivers that use it, then
 * listens longer for one that only talks. Whoever runs it opens the port anew where `line` changes, and sends what is to
 * be written. Times are epoch ms.
 */
export class ReceiverDetection {
  readonly #tries: readonly Try[] = allTries();
  #try = 0;
  #endsAt = 0;
  #splitter = new Splitter({ receiver: 'auto' });
  /** What came last with this line setting. */
  #heard = Buffer.alloc(0);
  #bytes = 0;
  #lastByteAt: number | undefined;

  start(now: number): ReceiverDetectionStep {
    return this.#begin(0, now);
  }

  push(chunk: Uint8Array, now: number): ReceiverDetectionStep {
    const paused = this.#lastByteAt !== undefined && now - this.#lastByteAt >= PAUSE;
    const before = paused ? this.#talking(this.#splitter.flush()) : undefined;
    if (before !== undefined) return before;
    if (chunk.length > 0) this.#lastByteAt = now;
    this.#bytes += chunk.length;
    this.#heard = Buffer.concat([this.#heard, chunk]).subarray(-MAX_HEARD);
    return this.#answering() ?? this.#talking(this.#splitter.push(chunk)) ?? this.wake(now);
  }

  wake(now: number): ReceiverDetectionStep {
    if (now < this.#endsAt) return this.#step();
    const next = this.#tries[this.#try + 1];
    if (next?.line === this.#line) return this.#begin(this.#try + 1, now);
    const found = this.#talking(this.#splitter.flush());
    if (found !== undefined) return found;
    if (next === undefined) return this.#step({ kind: this.#lastByteAt === undefined ? 'silent' : 'no-receiver' });
    this.#splitter = new Splitter({ receiver: 'auto' });
    this.#heard = Buffer.alloc(0);
    this.#bytes = 0;
    return this.#begin(this.#try + 1, now);
  }

  get #line(): string {
    return this.#tries[this.#try]!.line;
  }

  #begin(index: number, now: number): ReceiverDetectionStep {
    this.#try = index;
    const { write, lasts } = this.#tries[index]!;
    this.#endsAt = now + lasts;
    return write === undefined ? this.#step() : { ...this.#step(), write };
  }

  #answering(): ReceiverDetectionStep | undefined {
    const answering = [...SET_UPS].find(
      ([, { lines, isAnswer }]) => lines.includes(this.#line) && isAnswer(this.#heard),
    );
    return answering && this.#found(answering[0]);
  }

  #talking(found: readonly Framed[]): ReceiverDetectionStep | undefined {
    for (const item of found) {
      if (item.kind !== 'frame') continue;
      const receiver = dialectOf(item.frame, this.#heard, this.#line);
      if (isProof(item.frame, receiver)) return this.#found(receiver);
    }
    return undefined;
  }

  #found(receiver: Dialect): ReceiverDetectionStep {
    return this.#step({ kind: 'found', receiver, line: this.#line });
  }

  #step(outcome?: ReceiverDetected): ReceiverDetectionStep {
    const step = { line: this.#line, bytes: this.#bytes, wakeAt: this.#endsAt };
    return outcome === undefined ? step : { ...step, outcome };
  }
}

function allTries(): readonly Try[] {
  const lines = DIALECTS.flatMap((dialect) => SET_UPS.get(dialect)?.lines ?? TALKING.get(dialect) ?? []);
  const asked = [...new Set(lines)].flatMap((line) => {
    const probes = [...SET_UPS.values()].filter((setUp) => setUp.lines.includes(line)).map(({ probe }) => probe);
    return Array.from({ length: ASKED }, () => probes).flatMap((all) =>
      all.map((write) => ({ line, write, lasts: ANSWER })),
    );
  });
  return [...asked, ...[...TALKING.values()].map((line) => ({ line, lasts: TELEGRAM }))];
}

/** Those that mark their telegrams before those that may find them anywhere. */
const NARROWEST_FIRST: readonly Dialect[] = [
  'im871a',
  'iu891a',
  'amb8465',
  'embit',
  'cul',
  'rtl-wmbus',
  'rtl-433',
  'hex',
  'chips',
];

/** Who handed on a telegram that is among `heard`. */
function dialectOf({ wire }: Frame, heard: Buffer, line: string): Dialect {
  const bare = line === TALKING.get('rc1180') ? 'rc1180' : 'raw';
  return (
    NARROWEST_FIRST.find((dialect) => telegramsIn(heard, dialect).some((telegram) => telegram.equals(wire))) ?? bare
  );
}

function telegramsIn(bytes: Buffer, receiver: Dialect): Buffer[] {
  const splitter = new Splitter({ receiver });
  const items = [...splitter.push(bytes), ...splitter.end()];
  return items.flatMap((item) => (item.kind === 'frame' ? [item.frame.wire] : []));
}

/** A clear telegram without any mark and any check may be chance. */
function isProof({ check, encrypted }: Frame, receiver: Dialect): boolean {
  return check === 'ok' || encrypted || NARROWEST_FIRST.includes(receiver);
}
