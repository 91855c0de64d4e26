import type { Meter } from '../base/telegram';

/**
 * The first line of a telegram without its `/`: FLAG code of the maker, a baud rate digit, perhaps `\` and a mode
 * character, the maker's own text (IEC 62056-21, clause 6.3.2; DSMR P1 Companion Standard 5.0.2, clause 6.2).
 *
 * Meters take liberties: no digit, a blank for it, lower-case letters, `=` for `\`. What does not begin with three
 * letters is model.
 */
export function identification(line: string): Meter {
  const [, flag, rest] = /^([A-Za-z]{3})(?:\d|(?=[ \\]|$))(.*)$/s.exec(line) ?? [];
  if (flag === undefined || rest === undefined) return line === '' ? {} : { model: line };
  const model = rest.replace(/^[\\=]\w/, '').trim();
  return model === '' ? { manufacturer: flag.toUpperCase() } : { manufacturer: flag.toUpperCase(), model };
}
