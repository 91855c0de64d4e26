import { AXDR, type Data } from '../base/axdr';
import { dlmsTime } from '../parse/dlms-time';
import type { Entry } from './entry';

/**
 * A list that says nothing but its values: what each is hangs on its place.
 *
 * `form` has a letter a value: `s` a string, `t` a string of twelve bytes, which is a date-time where the clock is set, `n` an integer, `e` an
 * enum, `b` a boolean, `a` an array, `_` anything; `n13` stands for thirteen. `codes` has an OBIS code a value, empty
 * where nobody has published what it means.
 */
export interface PositionalList {
  readonly list: string;
  readonly form: string;
  readonly codes: readonly string[];
}

interface Compiled extends PositionalList {
  readonly letters: string;
  readonly obis: readonly (Buffer | undefined)[];
}

/** Throws a `RangeError` where a row has not as many codes as its form has letters. */
export function compiled(rows: readonly PositionalList[]): readonly Compiled[] {
  return rows.map((row) => {
    const letters = row.form.replaceAll(/(\w)(\d+)/g, (_, letter: string, count: string) => letter.repeat(+count));
    if (letters.length !== row.codes.length) throw new RangeError(`${row.list} ${row.form}: ${row.codes.length} codes`);
    return { ...row, letters, obis: row.codes.map(obisBytes) };
  });
}

function obisBytes(code: string): Buffer | undefined {
  return code === '' ? undefined : Buffer.from([...code.split(/[-:.]/).map(Number), 0xff]);
}

/** The list of this form, and what it says; undefined where the message has another form. */
export function positionalEntries(
  root: Data,
  lists: readonly Compiled[],
): { list: string; entries: Entry[] } | undefined {
  const items = root.tag === AXDR.structure ? root.items! : [];
  const found = lists.find(
    ({ letters }) => letters.length === items.length && items.every((item, i) => fits(item, letters[i]!)),
  );
  if (found === undefined) return undefined;
  const entries = items.map((data, i): Entry => {
    const obis = found.obis[i];
    return obis === undefined ? { data } : { obis, data };
  });
  return { list: found.list, entries };
}

const STRINGS = new Set<number>([AXDR.octetString, AXDR.visibleString, AXDR.utf8String]);

const INTEGERS = new Set<number>([
  AXDR.doubleLong,
  AXDR.doubleLongUnsigned,
  AXDR.integer,
  AXDR.long,
  AXDR.unsigned,
  AXDR.longUnsigned,
  AXDR.long64,
  AXDR.long64Unsigned,
]);

function fits({ tag, bytes, items }: Data, letter: string): boolean {
  switch (letter) {
    case 's':
      return STRINGS.has(tag) && dlmsTime(bytes!) === undefined;
    case 't':
      return (tag === AXDR.octetString || tag === AXDR.dateTime) && bytes?.length === 12;
    case 'n':
      return INTEGERS.has(tag);
    case 'e':
      return tag === AXDR.enum;
    case 'b':
      return tag === AXDR.boolean;
    case 'a':
      return items !== undefined;
    default:
      return true;
  }
}
