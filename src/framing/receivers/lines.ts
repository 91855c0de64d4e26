import type { Framing } from '../framing';
import type { Ending, ErrorSpan, NoiseSpan, Span } from '../span';
import { type HeardSpan, heardSpan } from './heard';
import { MIN_DIGITS } from './hex-digits';
import type { HeardLine, LineForm } from './line-form';
import { isStart } from './telegram-start';

/** The longest lines are those of rtl_433 in CSV, with all the columns of all its devices. */
const MAX_LINE = 8_192;

const TAB = 0x09;
const SPACE = 0x20;
const DELETE = 0x7f;

/** What is to be remembered once it is taken: where in the stream the same line goes on, and how to read it there. */
type LineSpan = HeardSpan & { readonly rest?: Rest | undefined };

interface Rest {
  readonly offset: number;
  readonly form: LineForm;
}

/**
 * Finds telegrams in lines of text. What else a receiver prints is passed over, and so is a line that is none of its
 * telegrams; one that was clearly to be one is an error.
 */
export class LineFraming implements Framing {
  readonly link = 'wmbus';
  readonly #forms: readonly LineForm[];
  #rest: Rest | undefined;
  /** No line ends in the stream from where the latest one began up to there. */
  #searched = 0;

  /** `forms`: those a line may have, the narrowest first. */
  constructor(forms: readonly LineForm[]) {
    this.#forms = forms;
  }

  findStart(bytes: Buffer, from: number, to: number): number {
    for (let at = from; at < to; at++) if (isText(bytes[at]!)) return at;
    return -1;
  }

  measure(bytes: Buffer, ending: Ending, offset: number): Span {
    const end = this.#endOfLine(bytes, offset);
    if (end < 0 && bytes.length >= MAX_LINE) return { kind: 'noise', end: MAX_LINE };
    if (end < 0 && ending === 'open') return { kind: 'more', until: bytes.length + 1 };
    const line = end < 0 ? bytes : bytes.subarray(0, end);
    return this.#read(line, offset);
  }

  taken(span: LineSpan | Span): void {
    this.#rest = 'rest' in span ? span.rest : undefined;
  }

  #read(line: Buffer, offset: number): LineSpan | NoiseSpan {
    const end = line.length;
    if (end < MIN_DIGITS) return { kind: 'noise', end };
    const text = line.toString('latin1');
    const forms = this.#rest?.offset === offset ? [this.#rest.form] : this.#forms;
    let damaged: LineSpan | undefined;
    for (const form of forms) {
      const heard = form(text);
      if (heard === undefined) continue;
      const span = spanOf(heard, end, offset);
      if (span.kind === 'frame') return span;
      if (isStart(heard.telegram)) damaged ??= span;
    }
    return damaged ?? { kind: 'noise', end };
  }

  /** Where a byte stands that is none of a line; -1 where there is none. */
  #endOfLine(bytes: Buffer, offset: number): number {
    const limit = Math.min(bytes.length, MAX_LINE);
    for (let at = Math.max(this.#searched - offset, 0); at < limit; at++) if (!isText(bytes[at]!)) return at;
    this.#searched = offset + limit;
    return -1;
  }
}

function spanOf({ telegram, heard, isCut, next }: HeardLine, end: number, offset: number): LineSpan {
  const to = next?.at ?? end;
  const span = isCut ? cut(to) : heardSpan(telegram, heard, to);
  return next === undefined ? span : { ...span, rest: { offset: offset + next.at, form: next.form } };
}

function cut(end: number): ErrorSpan {
  const message = 'the digits end within a byte';
  return { kind: 'error', end, next: end, intact: true, proven: end, code: 'truncated', message };
}

/** Whether the byte may be part of a line: logs have letters of other scripts. */
function isText(byte: number): boolean {
  return (byte >= SPACE && byte !== DELETE) || byte === TAB;
}
