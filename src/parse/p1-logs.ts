import type { CatalogueRow } from '../base/obis/catalogue';
import type { MeterEntry, MeterObject } from '../base/telegram';
import { type Content, contentOfText } from './p1-content';
import { countOf, stamped } from './p1-text';

/**
 * `(count)(0-0:96.7.19)` and then, for each power failure longer than three minutes, the time of its end and its
 * duration (DSMR P1 Companion Standard 5.0.2, clause 6.12). The count is often larger than what follows.
 */
export function failures({ obis, name }: CatalogueRow, [count, , ...rest]: readonly Content[]): MeterObject {
  const entries: MeterEntry[] = [];
  for (let i = 0; i + 1 < rest.length; i += 2) {
    const { value, printed, unit = 's' } = rest[i + 1]!;
    entries.push(stamped({ value: countOf(printed) ?? value, unit }, rest[i]!.printed));
  }
  return { obis, name, value: count!.value, entries };
}

/**
 * `(count)(1-0:1.6.0)(1-0:1.6.0)` and then, for each month, the end of the month, when its peak occurred, and the peak
 * (Belgian e-MUCS). Undefined for the lists of other meters, which have other columns.
 */
export function peaks({ obis, name }: CatalogueRow, contents: readonly Content[]): MeterObject | undefined {
  const [count, ...rest] = contents;
  const columns = rest.findIndex(({ printed }) => !/^\d+-\d+:[\d.]+$/.test(printed));
  if (columns !== 2 || rest[0]!.printed !== rest[1]!.printed) return undefined;
  const entries: MeterEntry[] = [];
  for (let i = columns; i + 2 < rest.length; i += 3) {
    const { value, unit } = rest[i + 2]!;
    const entry = stamped({ value, ...(unit !== undefined && { unit }) } as MeterEntry, rest[i + 1]!.printed);
    const { timestamp } = stamped({ value } as MeterEntry, rest[i]!.printed);
    if (timestamp !== undefined) entry.periodEnd = timestamp;
    entries.push(entry);
  }
  return { obis, name, value: count!.value, entries };
}

/**
 * `(TST)(status)(minutes)(channels)(code)(unit)`, the value in brackets on the next line: the last hourly reading of an
 * M-Bus device (DSMR P1 Companion Standard 3.0, clause 5.6). Undefined for any other form.
 */
export function hourly({ obis, name }: CatalogueRow, contents: readonly Content[]): MeterObject | undefined {
  const [time, , , , , unit, value] = contents;
  if (value === undefined || contents.length !== 7) return undefined;
  const measured = contentOfText(`${value.printed}*${unit!.printed}`);
  if (measured.unit === undefined) return undefined;
  return stamped({ obis, name, value: measured.value, unit: measured.unit }, time!.printed);
}
