import { MeterError } from '../base/errors';
import type { Frame, Framed } from '../base/frame';
import { Splitter } from '../framing/splitter';
import { ELECTRICITY_REGISTERS } from '../parse/kmp-registers';
import { KmpCycle } from './kmp-cycle';
import { KmpEcho } from './kmp-echo';
import { KmpLine } from './kmp-line';
import { KmpQuestions, type Question, requestFor, toldIn } from './kmp-questions';
import type { Step, Talker } from './talker';

export interface KmpPollOptions {
  /** From one cycle to the next, ms; 10,000 by default, 2,000 at least. */
  interval?: number;
  /** What to ask for; the registers of electricity meters by default. */
  registers?: readonly number[];
}

const INTERVAL = 10_000;
const MIN_INTERVAL = 2_000;
/** A meter that does not answer is asked so often, unless the interval is longer. */
const LOST_INTERVAL = 30_000;
/** Between two cycles, also where one takes longer than the interval: the meter has more to do than to answer. */
const PAUSE = 1_000;
/** Between an answer and the next request, as the line turns round in between. */
const TURN = 100;

/** After the request, or after the last byte since. */
const NO_ANSWER_AFTER = 1_500;
/** Whatever else comes. */
const NO_ANSWER_AT_ALL_AFTER = 5_000;
const TRIES = 2;
/** With so many questions unanswered a meter that is lost is let alone: serial number, type, registers, one register. */
const LOST_QUESTIONS = 4;

interface Asked {
  readonly question: Question;
  readonly tries: number;
}

/**
 * Asks a meter that speaks the Kamstrup Meter Protocol again and again: who it is, where it has not said so, then its
 * registers. The answers of a cycle make one frame. Times are epoch ms.
 */
export class KmpPoll implements Talker {
  readonly #splitter = new Splitter({ link: 'kmp' });
  readonly #echo = new KmpEcho();
  readonly #cycle = new KmpCycle();
  readonly #line = new KmpLine();
  readonly #questions: KmpQuestions;
  readonly #interval: number;
  /** Yet to be asked in this cycle. */
  #queue: Asked[] = [];
  #pending: (Asked & { sentAt: number }) | undefined;
  #lastByteAt = Number.NEGATIVE_INFINITY;
  /** When to ask next, where nothing is pending. */
  #nextAt = 0;
  #cycleStartedAt = 0;
  #unanswered = 0;

  constructor({ interval = INTERVAL, registers = ELECTRICITY_REGISTERS }: KmpPollOptions = {}) {
    this.#interval = Math.max(MIN_INTERVAL, interval);
    this.#questions = new KmpQuestions(registers);
  }

  start(now: number): Step {
    this.#nextAt = now;
    return this.#step([], now);
  }

  push(chunk: Uint8Array, now: number): Step {
    const found: Framed[] = [];
    const bytes = this.#echo.drop(chunk);
    if (bytes.length > 0) {
      this.#lastByteAt = now;
      this.#line.heard();
      for (const item of this.#splitter.push(bytes, new Date(now))) this.#take(item, found, now);
    }
    return this.#step(found, now);
  }

  wake(now: number): Step {
    const found: Framed[] = [];
    if (this.#pending !== undefined && now >= this.#deadline(this.#pending.sentAt)) {
      found.push(...this.#splitter.flush());
      this.#giveUp(this.#pending, found, now);
    }
    return this.#step(found, now);
  }

  #deadline(sentAt: number): number {
    return Math.min(Math.max(sentAt, this.#lastByteAt) + NO_ANSWER_AFTER, sentAt + NO_ANSWER_AT_ALL_AFTER);
  }

  #take(item: Framed, found: Framed[], now: number): void {
    if (item.kind === 'frame') this.#takeResponse(item.frame, found, now);
    else found.push(item);
  }

  #takeResponse(response: Frame, found: Framed[], now: number): void {
    const question = this.#pending?.question;
    const told = question && readAnswer(response, question);
    if (told instanceof MeterError) {
      found.push({ kind: 'error', error: told });
    } else if (told === undefined) {
      // The answer to a request that had been given up already.
      found.push({ kind: 'discarded', count: response.wire.length, reason: 'repeat', offset: 0 });
    } else {
      this.#pending = undefined;
      this.#line.answered(now);
      this.#questions.answered(question!, told);
      if (told.size > 0) this.#cycle.add(response);
      this.#goOn(found, now, now + TURN);
    }
  }

  #giveUp({ question, tries }: Asked, found: Framed[], now: number): void {
    this.#pending = undefined;
    this.#line.unanswered();
    if (tries < TRIES) {
      this.#queue.unshift({ question, tries });
    } else {
      this.#queue.unshift(...this.#questions.unanswered(question).map(untried));
      this.#unanswered++;
      if (this.#line.isLost(now) && this.#unanswered >= LOST_QUESTIONS) this.#queue = [];
    }
    this.#goOn(found, now, now);
  }

  /** Asks on at `nextAt`; where nothing is left to ask the cycle is over. */
  #goOn(found: Framed[], now: number, nextAt: number): void {
    this.#nextAt = nextAt;
    if (this.#queue.length > 0) return;
    const frame = this.#cycle.end();
    if (frame !== undefined) found.push({ kind: 'frame', frame });
    this.#line.cycleEnded(frame !== undefined);
    const lost = this.#line.isLost(now);
    if (lost) {
      this.#questions.forgetMeter();
      this.#cycle.forgetMeter();
    }
    const interval = lost ? Math.max(this.#interval, LOST_INTERVAL) : this.#interval;
    this.#nextAt = Math.max(this.#cycleStartedAt + interval, now + PAUSE);
  }

  #step(found: Framed[], now: number): Step {
    const write = this.#pending === undefined && now >= this.#nextAt ? this.#ask(found, now) : undefined;
    const times = [this.#pending === undefined ? this.#nextAt : this.#deadline(this.#pending.sentAt)];
    const { lostAt } = this.#line;
    if (lostAt !== undefined && lostAt > now) times.push(lostAt);
    const step: Step = { found, state: this.#line.state(now), wakeAt: Math.min(...times) };
    return write === undefined ? step : { ...step, write };
  }

  /** Undefined where the meter knows nothing of what is due. */
  #ask(found: Framed[], now: number): Buffer | undefined {
    if (this.#queue.length === 0) {
      this.#cycleStartedAt = now;
      this.#unanswered = 0;
      this.#queue = this.#questions.next().map(untried);
    }
    const asked = this.#queue.shift();
    if (asked === undefined) {
      this.#goOn(found, now, now);
      return undefined;
    }
    this.#pending = { question: asked.question, tries: asked.tries + 1, sentAt: now };
    this.#line.asked(now);
    const request = requestFor(asked.question);
    this.#echo.expect(request);
    return request;
  }
}

/** See {@link toldIn}. */
function readAnswer({ message }: Frame, question: Question): ReturnType<typeof toldIn> | MeterError {
  try {
    return toldIn(message, question);
  } catch (error) {
    if (error instanceof MeterError) return error;
    throw error;
  }
}

function untried(question: Question): Asked {
  return { question, tries: 0 };
}
