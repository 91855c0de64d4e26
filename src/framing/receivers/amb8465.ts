import type { Framing } from '../framing';
import { type Ending, type IdleSpan, NOISE, type Span, undecided } from '../span';
import {
  AMBER,
  AMBER_HEADER,
  AMBER_START,
  amberAnswer,
  amberLength,
  amberPayload,
  mayBeAmberAnswer,
  PARAMETER,
  parameterIn,
} from './amber';
import { chipDecibels } from './chip-rssi';
import { encryptedEnd } from './encrypted-end';
import { damaged, mayLead } from './envelope';
import { heardSpan } from './heard';

/** An answer. */
interface AnswerSpan extends IdleSpan {
  /** Whether the receiver counts a signal strength in the length, if it says so. */
  readonly counted?: boolean | undefined;
}

/**
 * Finds telegrams of an AMB8465-M, a Metis-I or Metis-II that is told to mark them (UART_CMD_Out). Whether a signal strength
 * is counted in their length, the answer about RSSI_Enable tells if it was asked; else the telegrams do.
 */
export class Amb8465Framing implements Framing {
  readonly link = 'wmbus';
  /** As the receiver said. */
  #told: boolean | undefined;
  /** As the latest telegrams were. */
  #learned = false;

  findStart(bytes: Buffer, from: number, to: number): number {
    return bytes.subarray(0, to).indexOf(AMBER_START, from);
  }

  measure(bytes: Buffer, ending: Ending): Span {
    const isAnswer = mayBeAmberAnswer(bytes) && bytes[1] !== undefined;
    if (!isAnswer && !mayBeTelegram(bytes)) return NOISE;
    if (bytes.length <= AMBER_HEADER) return undecided(bytes.length, ending);
    const end = amberLength(bytes);
    if (bytes.length < end && ending === 'open') return { kind: 'more', until: end };
    const payload = amberPayload(bytes);
    if (isAnswer) return payload === undefined ? NOISE : answer(bytes, end);
    return payload === undefined ? damaged(bytes.length, end) : this.#telegram(payload, end);
  }

  taken(span: Span): void {
    if (span.kind === 'idle') this.#told = (span as AnswerSpan).counted ?? this.#told;
    if (span.kind === 'frame') this.#learned = span.frame.rssi !== undefined;
  }

  #telegram(payload: Buffer, end: number): Span {
    const telegram = Buffer.of(payload.length, ...payload);
    if (!(this.#told ?? countsRssi(telegram) ?? this.#learned)) {
      return heardSpan(telegram, { format: 'none', checked: true }, end);
    }
    telegram[0] = payload.length - 1;
    const rssi = chipDecibels(telegram[payload.length]!);
    return heardSpan(telegram.subarray(0, -1), { format: 'none', rssi, checked: true }, end);
  }
}

function mayBeTelegram(bytes: Buffer): boolean {
  const [, command, length, control] = bytes;
  return (command === undefined || command === AMBER.received) && mayLead(length, control);
}

function answer(bytes: Buffer, end: number): AnswerSpan {
  const parameters = amberAnswer(bytes, AMBER.get);
  const rssi = parameters && parameterIn(parameters, PARAMETER.rssi);
  return { kind: 'idle', end, proven: end, counted: rssi === undefined ? undefined : rssi !== 0 };
}

/** Whether the last byte is a signal strength: it is where all but one byte is encrypted, is not where all is. */
function countsRssi(telegram: Buffer): boolean | undefined {
  const clear = telegram.length - (encryptedEnd(telegram) ?? Number.NEGATIVE_INFINITY);
  return clear === 0 || clear === 1 ? clear === 1 : undefined;
}
