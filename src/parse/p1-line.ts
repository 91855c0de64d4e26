import type { CatalogueRow } from '../base/obis/catalogue';
import type { MeterEntry, MeterObject } from '../base/telegram';
import { hexText } from './p1-text';
import { isP1Time, p1Time } from './p1-time';
import { measuredValue } from './p1-value';

/**
 * The object of a data line, from the content of its brackets: `brackets` holds the start and the end of each in turn.
 * Undefined where a number is damaged and no check says that the meter sent it so.
 */
export function lineObject(
  bytes: Buffer,
  row: CatalogueRow,
  brackets: readonly number[],
  checked: boolean,
): MeterObject | undefined {
  const contents: Content[] = [];
  for (let i = 0; i < brackets.length; i += 2) {
    const content = contentOf(bytes, brackets[i]!, brackets[i + 1]!);
    if (!checked && content.unit === undefined && content.printed.includes('*')) return undefined;
    contents.push(content);
  }
  const [first, second] = contents as [Content, Content | undefined];
  const object: MeterObject = { obis: row.obis, name: row.name, value: first.value };
  if (row.kind === 'failures') {
    object.entries = failures(contents.slice(2));
  } else if (contents.length === 2) {
    Object.assign(object, timed(first, second!));
  } else if (contents.length > 2) {
    object.value = contents.map(({ printed }) => printed);
  } else if (first.unit !== undefined) {
    object.unit = first.unit;
  } else {
    Object.assign(object, unitless(row, first.printed));
  }
  return object;
}

/** What stands in one bracket: a number and its unit, or text. */
interface Content {
  value: number | string;
  unit?: string;
  printed: string;
}

function contentOf(bytes: Buffer, start: number, end: number): Content {
  const text = bytes.toString('latin1', start, end);
  const printed = text.includes('\n') ? text.replaceAll(/[\r\n]/g, '') : text;
  const measured = measuredValue(bytes, start);
  return measured?.end === end ? { value: measured.value, unit: measured.unit, printed } : { value: printed, printed };
}

function unitless(row: CatalogueRow, value: string): Partial<MeterObject> {
  switch (row.kind) {
    case 'count':
      return /^\d{1,15}$/.test(value) ? { value: Number(value) } : {};
    case 'time':
      return timeOf(value);
    case 'hex': {
      const text = hexText(value);
      return text === undefined ? {} : { text };
    }
    default:
      return {};
  }
}

/** `(TST)(Mv*U)`: the reading of an M-Bus device (DSMR P1 Companion Standard 5.0.2, clause 6.4). */
function timed(first: Content, second: Content): Partial<MeterObject> {
  if (!isP1Time(first.printed)) return { value: [first.printed, second.printed] };
  return { value: second.value, ...(second.unit !== undefined && { unit: second.unit }), ...timeOf(first.printed) };
}

/**
 * `(count)(0-0:96.7.19)` and then, for each power failure longer than three minutes, the time of its end and its
 * duration (DSMR P1 Companion Standard 5.0.2, clause 6.12). The count is often larger than what follows.
 */
function failures(contents: readonly Content[]): MeterEntry[] {
  const entries: MeterEntry[] = [];
  for (let i = 0; i + 1 < contents.length; i += 2) {
    const { value, unit } = contents[i + 1]!;
    const seconds = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
    entries.push({ ...timeOf(contents[i]!.printed), value: seconds, unit: unit ?? 's' });
  }
  return entries;
}

function timeOf(value: string): { timestamp?: string; dst?: boolean } {
  const time = p1Time(value);
  if (time === undefined) return {};
  return { timestamp: time.local, ...(time.dst !== undefined && { dst: time.dst }) };
}
