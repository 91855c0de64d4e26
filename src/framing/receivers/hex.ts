import { crcFormatOf, FIRST_BLOCK } from '../wmbus-blocks';
import type { FrameFormat } from '../wmbus-telegram';
import { heardDigits } from './hex-digits';
import { decibelsIn, jsonObject } from './json-line';
import type { HeardLine, LineForm } from './line-form';
import { mayStart } from './telegram-start';

/** A line that holds a telegram as digits, however it is dressed. */
export const readHexLine: LineForm = (line) => fromJson(line) ?? fromLog(line) ?? fromAddress(line) ?? fromDigits(line);

/**
 * Digits and what tools put between them for the eye: `0x`, spaces, underscores, bars. wmbusmeters writes `telegram=` in
 * front and how many seconds it came after the first one behind; `Z` says that the CRCs are there
 * (lvogt/ioBroker.wireless-mbus).
 */
function fromDigits(line: string): HeardLine | undefined {
  const [, crcs, dressed = ''] = /^(?:telegram=)?(Z?)((?:0x|[0-9A-Fa-f\s_|])+)(?:\+\d+)?$/.exec(line.trim()) ?? [];
  const heard = heardDigits(dressed.replaceAll(/0x|[\s_|]/g, ''));
  return heard && crcs === 'Z' ? { ...heard, heard: { format: crcFormatOf(heard.telegram) } } : heard;
}

/**
 * What components of ESPHome log of a telegram: `RSSI: -70dBm T: 1c44… (29)` (IoTLabs-pl/ESPHome-Components,
 * SzczepanLeon/esphome-components).
 */
function fromLog(line: string): HeardLine | undefined {
  const [, digits = ''] = /\bT: ?([0-9A-Fa-f]+)/.exec(line) ?? [];
  const [, rssi] = /\bRSSI: ?(-\d+) ?dBm/.exec(line) ?? [];
  return heardDigits(digits, { rssi: rssi === undefined ? undefined : Number(rssi) });
}

/** The address of an analysis (wmbusmeters.org). A key may stand behind the telegram: nobody reads it here. */
function fromAddress(line: string): HeardLine | undefined {
  const [, digits = ''] = /\/analyze\/([0-9A-Fa-f]+)/.exec(line) ?? [];
  return heardDigits(digits);
}

/** JSON may be nested so deep; the telegram lies near the top of every bridge's message. */
const MAX_DEPTH = 4;

/**
 * JSON with a text of digits somewhere in it. ioBroker.wireless-mbus says whether the CRCs are there, and how they lie:
 * `{"frameType":"A","containsCrc":false,"data":"2C44…"}`.
 */
function fromJson(line: string): HeardLine | undefined {
  const object = jsonObject(line);
  return object && heardIn(object, 0);
}

function heardIn(object: Readonly<Record<string, unknown>>, depth: number): HeardLine | undefined {
  for (const member of Object.values(object)) {
    const digits = typeof member === 'string' ? fromDigits(member) : undefined;
    // Other texts may be digits as well.
    if (digits && mayStart(digits.telegram.subarray(0, FIRST_BLOCK))) {
      const { format } = digits.heard;
      return { ...digits, heard: { format: formatIn(object) ?? format, rssi: decibelsIn(object.rssi) } };
    }
    if (depth === MAX_DEPTH || typeof member !== 'object' || member === null) continue;
    const heard = heardIn(member as Record<string, unknown>, depth + 1);
    if (heard !== undefined) return heard;
  }
  return undefined;
}

function formatIn({ containsCrc, frameType }: Readonly<Record<string, unknown>>): FrameFormat | undefined {
  if (containsCrc === false) return 'none';
  return containsCrc === true && (frameType === 'A' || frameType === 'B') ? frameType : undefined;
}
