import { BANG, CR, LF, SLASH } from '../base/ascii';
import { crc16Arc, crc16X25 } from '../base/crc';
import type { Frame } from '../base/frame';
import { APDU } from './apdu';
import { titledContent } from './apdu-end';
import { type EndLine, isText, readEndLine } from './p1-check';
import { MAX_MESSAGE } from './piece';
import { type Ending, NOISE, type Span, undecided } from './span';

/**
 * Whether encrypted data stand behind the identification that ends before `lines`: an empty line, and the length of a
 * system title, perhaps behind the tag of general-glo-ciphering.
 */
export function isEncryptedPart(bytes: Buffer, lines: number): boolean {
  if (bytes[lines] !== CR || bytes[lines + 1] !== LF) return false;
  const opening = bytes[lines + 2];
  return opening === 0 || opening === 8 || opening === APDU.generalGloCiphering;
}

/**
 * What begins with `/`: the identification in clear, an empty line, general-glo-ciphering without or with its tag, `!`
 * and a checksum in clear (Polish meters of Stoen Operator, as public captures show them). The data end where their
 * length says, as `!` and `/` occur within.
 */
export function measureEncrypted(bytes: Buffer, lines: number, ending: Ending): Span {
  const slash = lastSlash(bytes, lines);
  if (slash > 0) return { kind: 'noise', end: slash };
  if (!isText(bytes, 0, lines)) return NOISE;
  const tag = lines + 2;
  const { header, end: bang } = titledContent(bytes, bytes[tag] === APDU.generalGloCiphering ? tag + 1 : tag);
  if (bang < 0 || bang > tag + MAX_MESSAGE) return NOISE;
  if (header > bytes.length) return undecided(bytes.length, ending);
  const final = ending !== 'open';
  if (bytes.length <= bang) {
    return final ? cut(bytes.length, bang, header) : { kind: 'more', until: bang + 1, proven: header };
  }
  if (bytes[bang] !== BANG) return cut(bang, bang, header);
  const endLine = readEndLine(bytes, bang, final);
  if (endLine === undefined) return { kind: 'more', until: bytes.length + 1, proven: header };
  return frameOf(bytes, endLine, header);
}

/** An identification holds one `/` (IEC 62056-21, clause 6.3.2). */
function lastSlash(bytes: Buffer, lines: number): number {
  return bytes.lastIndexOf(SLASH, lines - 1);
}

function frameOf(bytes: Buffer, endLine: EndLine, proven: number): Span {
  const wire = Buffer.from(bytes.subarray(0, endLine.end));
  const message = wire.subarray(0, endLine.bang);
  const check = checkOf(wire, endLine);
  return {
    kind: 'frame',
    end: endLine.end,
    proven,
    frame: { link: 'p1', content: 'p1', wire, message, check, encrypted: true },
  };
}

/**
 * Nobody has documented the checksum. The one frame known in full (GAMA 350) has CRC-16/X-25 from `/` to `!`, low byte
 * first; DSMR has CRC-16/ARC there. Either is taken, in either order.
 */
function checkOf(wire: Buffer, { bang, digits, crc }: EndLine): Frame['check'] {
  if (digits === 0) return 'absent';
  const swapped = ((crc & 0xff) << 8) | (crc >> 8);
  const sums = [crc16Arc(wire, 0, bang + 1), crc16X25(wire, 0, bang + 1)];
  return digits > 0 && (sums.includes(crc) || sums.includes(swapped)) ? 'ok' : 'failed';
}

function cut(length: number, announced: number, proven: number): Span {
  const message = `the telegram ends after ${length} bytes without its "!", which belongs behind ${announced}`;
  return { kind: 'error', end: length, next: 1, proven, code: 'truncated', message };
}
