import type { Dialect } from '../../base/receivers';
import { Splitter } from '../splitter';
import { unwrap, unwrapWhole } from '../unwrap';
import { lineFormsOf } from './index';
import { LineFraming } from './lines';

/**
 * What is to be pushed of a message of another program that carries what a radio receiver hands on: bytes, an array of
 * them, text, JSON or what was made of it. A message that is a whole line gets the end of one. Undefined where there is
 * nothing.
 *
 * `begins`: nothing of an earlier message waits. Then digits may also be bytes, where the receiver may be one that prints
 * none.
 */
export function receiverBytes(payload: unknown, receiver: Dialect | 'auto', begins: boolean): Uint8Array | undefined {
  const forms = lineFormsOf(receiver === 'auto' ? undefined : receiver);
  const text = forms.length > 0 ? textOf(payload) : undefined;
  if (text !== undefined && holdsTelegram(text, new LineFraming(forms))) {
    // What waits was none of it: a message cut short, or one that says something else.
    return Buffer.from(begins ? `${text}\n` : `\n${text}\n`, 'latin1');
  }
  const bytes = begins ? unwrapWhole(payload) : unwrap(payload);
  const isLines = receiver !== 'auto' || (isChunk(payload) && !(begins && holdsFrame(bytes)));
  return text !== undefined && isLines ? Buffer.from(text, 'latin1') : bytes;
}

/** Whether it may be a piece of something, as what comes over a connection is. */
function isChunk(payload: unknown): boolean {
  return typeof payload === 'string' || payload instanceof Uint8Array;
}

function holdsFrame(bytes: Uint8Array | undefined): boolean {
  if (bytes === undefined) return false;
  const splitter = new Splitter({ receiver: 'auto' });
  return [...splitter.push(bytes), ...splitter.end()].some(({ kind }) => kind === 'frame');
}

/** A character a byte; JSON in one line. */
function textOf(payload: unknown): string | undefined {
  if (typeof payload === 'string') return inOneLine(Buffer.from(payload).toString('latin1'));
  if (payload instanceof Uint8Array) return inOneLine(Buffer.from(payload).toString('latin1'));
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return undefined;
  try {
    return Buffer.from(JSON.stringify(payload)).toString('latin1');
  } catch {
    // It holds itself, or numbers that JSON has not.
    return undefined;
  }
}

function inOneLine(text: string): string {
  if (!text.trimStart().startsWith('{')) return text;
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

/** Whether the last line, which has no end, is a whole telegram. */
function holdsTelegram(text: string, lines: LineFraming): boolean {
  const line = Buffer.from(text.trimEnd().split('\n').at(-1)!, 'latin1');
  return lines.measure(line, 'ended', 0).kind === 'frame';
}
