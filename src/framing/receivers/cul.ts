import { crcFormatOf, lengthWithCrcs } from '../wmbus-blocks';
import { chipDecibels } from './chip-rssi';
import { heardDigits } from './hex-digits';
import type { HeardLine } from './line-form';

/** `b`, for format B `bY`, the digits, and what FHEM appends; whatever stands before. */
const LINE = /(?:^|[^0-9A-Za-z])b(Y?)([0-9A-Fa-f]+)(?:::(-?\d+(?:\.\d+)?):?)?\s*$/;

/** Link quality and signal strength. */
const ATTACHED = 2;

/**
 * A line of culfw or a-culfw (`clib/rf_mbus.c`): a telegram with its CRCs, and after the command `X21` link quality and
 * signal strength behind it. FHEM makes a decimal number of these (`36_WMBUS.pm`). The lines of all modes are alike.
 */
export function readCulLine(line: string): HeardLine | undefined {
  const [, b, digits = '', decibels] = LINE.exec(line) ?? [];
  // Half a byte behind the last CRC harms nothing.
  const telegram = heardDigits(digits)?.telegram;
  if (telegram === undefined) return undefined;
  const format = b === 'Y' ? 'B' : crcFormatOf(telegram);
  const attached = telegram.subarray(lengthWithCrcs(telegram[0]!, format));
  const rssi = attached.length === ATTACHED ? chipDecibels(attached[1]!) : undefined;
  return { telegram, heard: { format, rssi: decibels === undefined ? rssi : Number(decibels) } };
}
