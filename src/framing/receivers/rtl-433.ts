import { blockFits, CRC_LENGTH } from '../wmbus-blocks';
import { heardDigits } from './hex-digits';
import { jsonObject } from './json-line';
import type { HeardLine } from './line-form';
import { mayStart } from './telegram-start';

const MODEL = 'Wireless-MBus';

/** Of the output for people: a field of a long line. */
const TEXT = /(?:^|\s)Data\s{0,16}:\s{0,16}([0-9a-f]+)(?:\s|$)/;

/** Of format B, where it has two CRCs: what the first one covers. */
const FIRST_PART = 126;

/**
 * A line of rtl_433 in JSON, CSV or as people read it (merbanan/rtl_433, `src/devices/m_bus.c`). CRCs are removed, but for
 * the last one in format B and in older builds. What it says of strength is dB below the most that it can hear, not dBm.
 */
export function readRtl433Line(line: string): HeardLine | undefined {
  const digits = fromJson(line) ?? fromCsv(line) ?? fromText(line);
  const heard = digits === undefined ? undefined : heardDigits(digits);
  return heard && { ...heard, telegram: withoutLastCrc(heard.telegram) };
}

function fromJson(line: string): string | undefined {
  const { model, data } = jsonObject(line) ?? {};
  return model === MODEL && typeof data === 'string' ? data : undefined;
}

/** Which columns there are hangs on the devices that it looks for. */
function fromCsv(line: string): string | undefined {
  const columns = line.split(',');
  if (!columns.includes(MODEL)) return undefined;
  return columns.find((column) => {
    const heard = /^[0-9a-f]+$/.test(column) ? heardDigits(column) : undefined;
    return heard !== undefined && mayStart(heard.telegram);
  });
}

function fromText(line: string): string | undefined {
  return TEXT.exec(line)?.[1];
}

/** Of format B in two parts only the second CRC is left, and L counts both: nothing else reads that. */
function withoutLastCrc(telegram: Buffer): Buffer {
  const end = telegram.length - CRC_LENGTH;
  const isSecond = telegram[0] === telegram.length - 1 + CRC_LENGTH && blockFits(telegram, FIRST_PART, end);
  return end > FIRST_PART && isSecond ? telegram.subarray(0, end) : telegram;
}
