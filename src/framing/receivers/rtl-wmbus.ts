import { heardDigits } from './hex-digits';
import type { HeardLine } from './line-form';

/**
 * Mode, CRC and code are right, time, strength of the telegram and at present, number, and the telegram; whatever stands
 * before, as `-v` puts the name of an algorithm there.
 */
const LINE = /(?:^|[^0-9A-Za-z])[A-Z]\d[a-z]?;1;1;[^;]*;([^;]*);[^;]*;[^;]*(?=;0x)/;

const TELEGRAM = /^;0x([0-9A-Fa-f]+)/;

/** Of no scale where they are not negative: rtl_wmbus prints how loud it was. */
const DECIBELS = /^-\d+(?:\.\d+)?$/;

/**
 * A line of rtl_wmbus (xaelsouth/rtl-wmbus), or of ESPHome components that write as it does, with the strength in dBm.
 * Some builds print several telegrams in one line.
 */
export function readRtlWmbusLine(line: string): HeardLine | undefined {
  const match = LINE.exec(line);
  if (match === null) return undefined;
  const strength = match[1]!.trim();
  return telegramAt(line, match.index + match[0].length, DECIBELS.test(strength) ? Number(strength) : undefined);
}

function telegramAt(line: string, at: number, rssi: number | undefined): HeardLine | undefined {
  const [match, digits = ''] = TELEGRAM.exec(line.slice(at)) ?? [];
  const heard = heardDigits(digits, { format: 'none', rssi });
  if (match === undefined || heard === undefined) return undefined;
  const end = at + match.length;
  if (!TELEGRAM.test(line.slice(end))) return heard;
  return { ...heard, next: { at: end, form: (rest) => telegramAt(rest, 0, rssi) } };
}
