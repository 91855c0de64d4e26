import type { Framing } from '../framing';
import { type Ending, NOISE, type Span, undecided } from '../span';
import { damaged, mayLead } from './envelope';
import { decodeHci, HCI_HEADER, HCI_START, hciLength, mayBeHci, RADIO_LINK } from './hci';
import { heardSpan } from './heard';

const TELEGRAM = 0x03;

/** Finds telegrams of an IMST iM871A-USB. What it answers is idle. */
export class Im871aFraming implements Framing {
  readonly link = 'wmbus';

  findStart(bytes: Buffer, from: number, to: number): number {
    return bytes.subarray(0, to).indexOf(HCI_START, from);
  }

  measure(bytes: Buffer, ending: Ending): Span {
    if (!mayBeHci(bytes)) return NOISE;
    if (bytes.length < HCI_HEADER) return undecided(bytes.length, ending);
    const end = hciLength(bytes);
    if (bytes.length < end && ending === 'open') return { kind: 'more', until: end };
    const message = decodeHci(bytes);
    if (message === undefined) return isTelegram(bytes) ? damaged(bytes.length, end) : NOISE;
    const { endpoint, id, payload, rssi } = message;
    if (endpoint !== RADIO_LINK || id !== TELEGRAM) return { kind: 'idle', end, proven: end };
    // The length of the payload is the L field.
    const telegram = Buffer.of(payload.length, ...payload);
    return heardSpan(telegram, { format: 'none', rssi: decibels(rssi), checked: true }, end);
  }
}

/** Whether the beginning is so much one that what fails is worth a word. */
function isTelegram(bytes: Buffer): boolean {
  const isRadio = (bytes[1]! & 0x0f) === RADIO_LINK && bytes[2] === TELEGRAM;
  return isRadio && bytes.length > HCI_HEADER && mayLead(bytes[3], bytes[HCI_HEADER]);
}

/** Two points of the curve of the radio chip (Silicon Labs Si1002, figure 7-3), as wmbusmeters lays a line through. */
const SATURATED = 230;

function decibels(rssi: number | undefined): number | undefined {
  if (rssi === undefined) return undefined;
  return rssi >= SATURATED ? 0 : -100 + (rssi - 45) / 2;
}
