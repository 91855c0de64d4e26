import { measuredValue } from './p1-value';

/** What stands in one bracket: a number and its unit, or text. */
export interface Content {
  value: number | string;
  unit?: string;
  printed: string;
}

/** The content of `bytes[start..end)`; `starless` as in {@link measuredValue}. */
export function contentOf(bytes: Buffer, start: number, end: number, starless: boolean): Content {
  const printed = bytes.toString('latin1', start, end);
  if (printed.includes('\n')) return contentOfText(printed.replaceAll(/[\r\n]/g, ''), starless);
  const measured = measuredValue(bytes, start, starless);
  return measured?.end === end ? { value: measured.value, unit: measured.unit, printed } : { value: printed, printed };
}

/** The same for a bracket that was broken over two lines, or whose parts stand apart. */
export function contentOfText(printed: string, starless = false): Content {
  return contentOf(Buffer.from(`${printed})`, 'latin1'), 0, printed.length, starless);
}
