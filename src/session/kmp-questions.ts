import { KMP, KMP_COMMAND, kmpRequest } from '../framing/kmp';
import { parseRegisters } from '../parse/registers';

/** Something that a meter can be asked for, and what has come of it. */
interface Topic {
  readonly command: number;
  /** Absent where the command asks for one thing only. */
  readonly register?: number;
  /** The meter has told it. */
  known: boolean;
  /** The meter has told it in one answer with others; or only when nothing else was asked for. */
  company?: 'others' | 'none';
  /** It was asked for in vain. */
  seldom: boolean;
}

/** What one request asks for. */
export interface Question {
  readonly topics: readonly Topic[];
  /** Asked together with others, these were left unanswered. */
  readonly apart?: true;
}

/** What a meter has never told is asked for once in so many cycles. */
const SELDOM = 50;

/** More no meter takes (gertvdijk/PyKMP, `messages.py`). */
const MAX_REGISTERS = 8;

/** Learns what a meter can be asked for, and how many registers at a time. */
export class KmpQuestions {
  readonly #identity: readonly Topic[] = [topicOf(KMP.getSerialNo), topicOf(KMP.getType)];
  readonly #registers: readonly Topic[];
  #cycle = 0;
  /** It has answered anything since it was last silent. */
  #present = false;

  constructor(registers: readonly number[]) {
    this.#registers = registers.map((register) => topicOf(KMP.getRegister, register));
  }

  /** What to ask in the next cycle: who the meter is, where it has not said so, and its registers. */
  next(): Question[] {
    const cycle = this.#cycle++;
    const isDue = ({ seldom }: Topic, i: number) => !seldom || (cycle + i) % SELDOM === 0;
    const due = this.#registers.filter(isDue);
    const isApart = ({ seldom, company }: Topic) => seldom || company === 'none';
    return [
      ...this.#identity
        .filter(isDue)
        .filter(({ known }) => !known)
        .map(alone),
      ...groupsOf(due.filter((topic) => !isApart(topic))),
      ...due.filter(isApart).map(alone),
    ];
  }

  /** `registers`: those that the answer holds. */
  answered({ topics, apart }: Question, registers: ReadonlySet<number | undefined>): void {
    this.#present = true;
    for (const topic of topics) {
      topic.known ||= registers.has(topic.register);
      topic.seldom = !topic.known;
      if (!registers.has(topic.register)) continue;
      if (topics.length > 1) topic.company = 'others';
      else if (apart) topic.company ??= 'none';
    }
  }

  /** Gives what to ask instead: some meters take one register at a time, or none that they do not have. */
  unanswered({ topics }: Question): Question[] {
    if (topics.length > 1) return topics.map((topic) => ({ topics: [topic], apart: true }));
    for (const topic of topics) topic.seldom = this.#present && !topic.known;
    return [];
  }

  /** The meter has fallen silent; it may be another one that speaks next. */
  forgetMeter(): void {
    this.#present = false;
    for (const topic of this.#identity) topic.known = false;
  }
}

/** The bytes of the request. */
export function requestFor({ topics }: Question): Buffer {
  const registers = topics.flatMap(({ register }) => (register === undefined ? [] : [register >> 8, register & 0xff]));
  const data = registers.length === 0 ? [] : [registers.length / 2, ...registers];
  return kmpRequest(topics[0]!.command, Buffer.from(data));
}

/**
 * The registers that the message of a response holds, or the one thing that the question was for; undefined where it
 * answers another question. Throws the `MeterError` of a damaged one.
 */
export function toldIn(message: Buffer, { topics }: Question): ReadonlySet<number | undefined> | undefined {
  const [{ command }] = topics as [Topic];
  if (message[KMP_COMMAND] !== command) return undefined;
  if (command !== KMP.getRegister) return new Set([undefined]);
  const registers = parseRegisters(message).objects.map((object) => object.register);
  return registers.every((register) => topics.some((topic) => topic.register === register))
    ? new Set(registers)
    : undefined;
}

function topicOf(command: number, register?: number): Topic {
  const topic = { command, known: false, seldom: false };
  return register === undefined ? topic : { ...topic, register };
}

function alone(topic: Topic): Question {
  return { topics: [topic] };
}

function groupsOf(topics: readonly Topic[]): Question[] {
  const groups: Question[] = [];
  for (let i = 0; i < topics.length; i += MAX_REGISTERS) groups.push({ topics: topics.slice(i, i + MAX_REGISTERS) });
  return groups;
}
