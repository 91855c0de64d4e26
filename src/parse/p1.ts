import { BLANK, CLOSING_BRACKET, COLON, CR, LF, MINUS, OPENING_BRACKET, POINT, STAR } from '../base/ascii';
import { MeterError } from '../base/errors';
import type { Note } from '../base/frame';
import { type CatalogueRow, catalogueRow } from '../base/obis/catalogue';
import type { Meter, MeterObject, Telegram } from '../base/telegram';
import { AboutMeter } from './about-meter';
import { identification } from './identification';
import { lineObject, textObject } from './p1-line';
import { measuredValue } from './p1-value';
import { Spellings } from './spellings';

/**
 * Reads the data lines of a P1 telegram (DSMR P1 Companion Standard 5.0.2, clauses 6.3 to 6.12): `message` goes from
 * the `/` to before the `!`.
 *
 * With `checked` the meter did send these bytes, so a line of an unknown form is kept as text. Without, it is damage.
 *
 * Throws a `MeterError` `malformed`, its offset that of the line.
 */
export function parseP1(message: Buffer, checked: boolean, note?: Note): Telegram {
  const reader = new P1Reader(message, checked, note);
  return reader.read();
}

const texts = new Spellings();

class P1Reader {
  readonly #bytes: Buffer;
  readonly #checked: boolean;
  readonly #note: Note | undefined;
  readonly #objects: MeterObject[] = [];
  #at = 0;
  readonly #about = new AboutMeter();

  constructor(bytes: Buffer, checked: boolean, note: Note | undefined) {
    this.#bytes = bytes;
    this.#checked = checked;
    this.#note = note;
  }

  read(): Telegram {
    const meter = this.#identification();
    while (this.#skipLineEnds()) {
      const start = this.#at;
      const row = this.#code();
      const read = row !== undefined && (this.#measured(row) || this.#text(row) || this.#brackets(row));
      if (!read) this.#unreadable(start);
      this.#note?.(start, this.#at, read ? row.name : 'unknown');
    }
    if (this.#objects.length === 0) throw new MeterError('malformed', 'the telegram has no data line', { offset: 0 });
    const { id, time } = this.#about;
    if (id !== undefined) meter.id = id;
    return time === undefined ? { objects: this.#objects, meter } : { objects: this.#objects, meter, time };
  }

  #identification(): Meter {
    const end = this.#endOfLine(0);
    this.#note?.(0, end, 'identification');
    this.#at = end;
    return identification(this.#bytes.toString('latin1', 1, end));
  }

  #endOfLine(from: number): number {
    const bytes = this.#bytes;
    for (let at = from; at < bytes.length; at++) if (bytes[at] === LF || bytes[at] === CR) return at;
    return bytes.length;
  }

  /** Whether another line begins. */
  #skipLineEnds(): boolean {
    const bytes = this.#bytes;
    let at = this.#at;
    while (at < bytes.length && (bytes[at] === LF || bytes[at] === CR)) at++;
    this.#at = at;
    return at < bytes.length;
  }

  /** Reads `A-B:C.D.E`, perhaps with `.F` or `*F`, up to its bracket. Any of `-:.*` parts two groups. */
  #code(): CatalogueRow | undefined {
    const bytes = this.#bytes;
    let at = this.#at;
    let group = 0;
    let groups = 0;
    let digits = 0;
    let ab = 0;
    let cde = 0;
    for (; at < bytes.length; at++) {
      const char = bytes[at]!;
      const digit = char - 0x30;
      if (digit >= 0 && digit <= 9) {
        group = group * 10 + digit;
        digits++;
        continue;
      }
      if (digits === 0 || group > 0xff) return undefined;
      if (groups < 2) ab = (ab << 8) | group;
      else if (groups < 5) cde = (cde << 8) | group;
      groups++;
      if (char === OPENING_BRACKET) break;
      if (char !== POINT && char !== COLON && char !== MINUS && char !== STAR) return undefined;
      group = 0;
      digits = 0;
    }
    if (at === bytes.length || groups < 5 || groups > 6) return undefined;
    this.#at = at;
    return catalogueRow(ab >> 8, ab & 0xff, cde >> 16, (cde >> 8) & 0xff, cde & 0xff);
  }

  /** The common case: one bracket that holds a number and its unit, then the line end. */
  #measured(row: CatalogueRow): boolean {
    const measured = measuredValue(this.#bytes, this.#at + 1, row.kind === 'measure');
    if (measured === undefined || !this.#isLineEnd(measured.end + 1)) return false;
    this.#objects.push({ obis: row.obis, name: row.name, value: measured.value, unit: measured.unit });
    this.#at = measured.end + 1;
    return true;
  }

  /** The other common case: one bracket that holds text, then the line end. */
  #text(row: CatalogueRow): boolean {
    const bytes = this.#bytes;
    const start = this.#at + 1;
    let end = start;
    while (end < bytes.length && isPlain(bytes[end]!)) end++;
    if (bytes[end] !== CLOSING_BRACKET || !this.#isLineEnd(end + 1)) return false;
    this.#add(row, textObject(row, texts.at(bytes, start, end)));
    this.#at = end + 1;
    return true;
  }

  /** Any other line: logs, readings with their time, a value broken over two lines. */
  #brackets(row: CatalogueRow): boolean {
    const bytes = this.#bytes;
    const brackets: number[] = [];
    let at = this.#at;
    while (bytes[at] === OPENING_BRACKET) {
      const end = endOfBracket(bytes, at);
      if (end < 0 || brackets.length === MAX_BRACKETS) return false;
      brackets.push(at + 1, end);
      at = end + 1;
      const next = startOfNextLine(bytes, at);
      if (bytes[next] === OPENING_BRACKET) at = next;
    }
    if (!this.#isLineEnd(at)) return false;
    const object = lineObject(bytes, row, brackets, this.#checked);
    if (object === undefined) return false;
    this.#add(row, object);
    this.#at = at;
    return true;
  }

  #add(row: CatalogueRow, object: MeterObject): void {
    this.#objects.push(object);
    this.#about.add(row, object);
  }

  #isLineEnd(at: number): boolean {
    const char = this.#bytes[at];
    return char === CR || char === LF || at === this.#bytes.length;
  }

  #unreadable(start: number): void {
    const end = this.#endOfLine(start);
    const line = this.#bytes.toString('latin1', start, end);
    if (!this.#checked) throw new MeterError('malformed', `cannot read the line "${line}"`, { offset: start });
    this.#objects.push({ name: 'unknown', value: line });
    this.#at = end;
  }
}

/** Whether a text goes on: neither a bracket nor a `*` nor a line end. */
function isPlain(char: number): boolean {
  return char > STAR || (char >= BLANK && char < OPENING_BRACKET);
}

/** Positions of brackets in a line, two each: no log of any meter comes near. */
const MAX_BRACKETS = 512;

/** Behind the line end at `at`; a line that begins with a bracket goes on with the line before it (DSMR 2.2 and 3.0). */
function startOfNextLine(bytes: Buffer, at: number): number {
  const next = bytes[at] === CR ? at + 1 : at;
  return bytes[next] === LF ? next + 1 : at;
}

/** Where the bracket closes that opens at `opening`; -1 where it does not, and the next line's bracket begins first. */
function endOfBracket(bytes: Buffer, opening: number): number {
  let broken = false;
  for (let at = opening + 1; at < bytes.length; at++) {
    const char = bytes[at];
    if (char === CLOSING_BRACKET) return at;
    if (char === OPENING_BRACKET && broken) return -1;
    if (char === LF) broken = true;
  }
  return -1;
}
