import type { CatalogueRow } from '../base/obis/catalogue';
import type { MeterObject } from '../base/telegram';
import { type Content, contentOf } from './p1-content';
import { failures, hourly, peaks } from './p1-logs';
import { countOf, hexText, stamped } from './p1-text';
import { isP1Time } from './p1-time';

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
    const content = contentOf(bytes, brackets[i]!, brackets[i + 1]!, row.kind === 'measure');
    if (!checked && content.unit === undefined && content.printed.includes('*')) return undefined;
    contents.push(content);
  }
  const { obis, name } = row;
  const [first, second] = contents as [Content, Content | undefined];
  if (second === undefined) {
    return first.unit === undefined
      ? textObject(row, first.printed)
      : { obis, name, value: first.value, unit: first.unit };
  }
  return logObject(row, contents) ?? timedObject(row, contents) ?? listObject(row, contents);
}

/** The object of a line with one bracket that holds no unit. */
export function textObject(row: CatalogueRow, printed: string): MeterObject {
  const { obis, name } = row;
  switch (row.kind) {
    case 'count':
      return { obis, name, value: countOf(printed) ?? printed };
    case 'clock':
      return stamped({ obis, name, value: printed }, printed);
    case 'hex': {
      const text = hexText(printed);
      return text === undefined ? { obis, name, value: printed } : { obis, name, value: printed, text };
    }
    case 'failures':
    case 'peaks':
      return { obis, name, value: printed, entries: [] };
    default:
      return { obis, name, value: printed };
  }
}

function logObject(row: CatalogueRow, contents: readonly Content[]): MeterObject | undefined {
  switch (row.kind) {
    case 'failures':
      return failures(row, contents);
    case 'peaks':
      return peaks(row, contents);
    case 'hourly':
      return hourly(row, contents);
    default:
      return undefined;
  }
}

/**
 * `(TST)(Mv*U)`: the reading of an M-Bus device, a peak (DSMR P1 Companion Standard 5.0.2, clause 6.4). Some meters
 * print the value first.
 */
function timedObject({ obis, name }: CatalogueRow, contents: readonly Content[]): MeterObject | undefined {
  const [first, second] = contents as [Content, Content];
  if (contents.length !== 2) return undefined;
  const [time, { value, unit }] = isP1Time(first.printed) ? [first, second] : [second, first];
  if (!isP1Time(time.printed)) return undefined;
  return stamped(unit === undefined ? { obis, name, value } : { obis, name, value, unit }, time.printed);
}

/** A line of a form that nobody knows: all of it, as printed. */
function listObject({ obis, name }: CatalogueRow, contents: readonly Content[]): MeterObject {
  return { obis, name, value: contents.map(({ printed }) => printed) };
}
