import type { Framing } from '../framing';
import { type Ending, type ErrorSpan, NOISE, type Span } from '../span';
import { damaged } from './envelope';
import { DEVICE_MANAGEMENT } from './hci';
import { decodeHciSlip, endOfSlip, GATEWAY, MAX_SLIP } from './hci-slip';
import { heardSpan } from './heard';
import { END } from './slip';

const TELEGRAM = 0x20;
/** Timestamp (4), status of decryption, mode of encryption, frame format, RSSI. */
const RSSI_AT = 7;
const TELEGRAM_AT = 8;

/**
 * Finds telegrams of an IMST iU891A-XL. What it answers is idle. The END behind a message is left where it stands: if
 * that was lost, it is the one before the next message.
 */
export class Iu891aFraming implements Framing {
  readonly link = 'wmbus';
  readonly fill = END;

  findStart(bytes: Buffer, from: number, to: number): number {
    return bytes.subarray(0, to).indexOf(END, from);
  }

  measure(bytes: Buffer, ending: Ending): Span {
    if (bytes[1] !== undefined && bytes[1] !== DEVICE_MANAGEMENT && bytes[1] !== GATEWAY) return NOISE;
    const mark = endOfSlip(bytes);
    if (mark < 0 && bytes.length >= MAX_SLIP) return NOISE;
    if (mark < 0 && ending === 'open') return { kind: 'more', until: bytes.length + 1 };
    const message = decodeHciSlip(bytes);
    if (message === undefined) return isTelegram(bytes) ? broken(bytes.length, mark) : NOISE;
    const { endpoint, id, payload } = message;
    if (endpoint !== GATEWAY || id !== TELEGRAM || payload.length <= TELEGRAM_AT) {
      return { kind: 'idle', end: mark, proven: mark };
    }
    const rssi = payload.readInt8(RSSI_AT);
    return heardSpan(payload.subarray(TELEGRAM_AT), { format: 'none', rssi, checked: true }, mark);
  }
}

/** Whether the beginning is so much one that what fails is worth a word. */
function isTelegram(bytes: Buffer): boolean {
  return bytes[1] === GATEWAY && bytes[2] === TELEGRAM;
}

function broken(length: number, mark: number): ErrorSpan {
  if (mark >= 0) return damaged(mark, mark);
  const message = `the message has no end within ${length} bytes`;
  return { kind: 'error', end: length, next: 1, code: 'truncated', message };
}
