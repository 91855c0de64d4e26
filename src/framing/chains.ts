import { MeterError } from '../base/errors';
import type { Framed } from '../base/frame';
import { MAX_MESSAGE, type Piece } from './piece';

/** A piece, or several that were joined, and where and when the first byte came. */
export interface Part extends Omit<Piece, 'wire'> {
  readonly wires: readonly Buffer[];
  /** In the stream. */
  readonly offset: number;
  readonly receivedAt?: string;
}

/** The parts of a message of which more are to come. */
interface Chain {
  readonly parts: Part[];
  /** Received, from all parts. */
  bytes: number;
  /** What keeps it from becoming a message: then the parts only wait for the last one, to be reported with it. */
  fault?: 'truncated' | 'too-long';
}

/** So many messages may be under way at once, as several meters may share a line. */
const MAX_CHAINS = 8;
/** So many parts may a message have; each of them may be empty. */
const MAX_PARTS = 256;

/** Joins the parts of messages. */
export class Chains {
  readonly #chains = new Map<string, Chain>();
  /** The part that completed the latest message of several parts. */
  #completing: Part | undefined;

  get size(): number {
    return this.#chains.size;
  }

  isOpen(conversation: string): boolean {
    return this.#chains.has(conversation);
  }

  /** The message that `part` completes; undefined where it completes none. What is lost comes out as `found`. */
  add(part: Part, found: Framed[]): Part | undefined {
    const { number, last } = part.place;
    const chain = this.#chains.get(part.conversation);
    if (isRepeat(chain, chain?.parts.at(-1) ?? this.#completing, part)) {
      found.push({ kind: 'discarded', count: bytesOf(part), reason: 'repeat', offset: part.offset });
      return undefined;
    }
    if (number === 'first' || number === 0) {
      if (chain !== undefined) this.#drop(part.conversation, chain, found);
      return last ? part : this.#open(part, undefined, found);
    }
    if (chain === undefined) this.#open(part, 'truncated', found);
    else append(chain, part);
    return last ? this.#close(part.conversation, found) : undefined;
  }

  /** Bytes were lost: those who do not count their parts cannot know how many. */
  interrupt(): void {
    for (const chain of this.#chains.values()) {
      if (typeof chain.parts[0]!.place.number !== 'number') chain.fault ??= 'truncated';
    }
  }

  /** Nothing that is under way will go on. */
  dropAll(found: Framed[]): void {
    for (const [conversation, chain] of this.#chains) this.#drop(conversation, chain, found);
  }

  #open(part: Part, fault: Chain['fault'], found: Framed[]): undefined {
    if (this.#chains.size === MAX_CHAINS) {
      const [oldest, chain] = this.#chains.entries().next().value!;
      this.#drop(oldest, chain, found);
    }
    const chain = { parts: [part], bytes: bytesOf(part) };
    this.#chains.set(part.conversation, fault === undefined ? chain : { ...chain, fault });
  }

  #close(conversation: string, found: Framed[]): Part | undefined {
    const chain = this.#chains.get(conversation)!;
    if (chain.fault !== undefined) {
      this.#drop(conversation, chain, found);
      return undefined;
    }
    const { parts } = chain;
    this.#chains.delete(conversation);
    this.#completing = parts.at(-1)!;
    const content = Buffer.concat(parts.map((part) => part.content));
    return { ...parts[0]!, wires: parts.flatMap((part) => part.wires), content };
  }

  #drop(conversation: string, { parts, bytes, fault = 'truncated' }: Chain, found: Framed[]): void {
    this.#chains.delete(conversation);
    const message = { truncated: 'a piece of the message is missing', 'too-long': 'the message is too long' }[fault];
    const { offset } = parts[0]!;
    found.push({ kind: 'error', error: new MeterError(fault, `${message}, of which ${bytes} bytes came`, { offset }) });
  }
}

/** What follows on a fault is counted only, so that a message without end does not fill the memory. */
function append(chain: Chain, part: Part): void {
  const { number } = part.place;
  const { parts } = chain;
  chain.bytes += bytesOf(part);
  if (typeof number === 'number' && number !== parts.length) chain.fault ??= 'truncated';
  if (chain.fault !== undefined) return;
  parts.push(part);
  const size = parts.reduce((sum, { content }) => sum + content.length, 0);
  if (parts.length > MAX_PARTS || size > MAX_MESSAGE) chain.fault = 'too-long';
}

/** Whether `part` is the `latest` one, sent once more. */
function isRepeat(chain: Chain | undefined, latest: Part | undefined, part: Part): boolean {
  const { number } = part.place;
  if (typeof number !== 'number' || chain?.fault !== undefined) return false;
  if (latest?.conversation !== part.conversation || number !== latest.place.number) return false;
  return part.content.equals(latest.content);
}

function bytesOf({ wires }: Part): number {
  return wires.reduce((sum, wire) => sum + wire.length, 0);
}
