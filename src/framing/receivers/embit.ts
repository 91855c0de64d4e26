import type { Framing } from '../framing';
import { type Ending, NOISE, type Span, undecided } from '../span';
import { crcsCounted, FIRST_BLOCK } from '../wmbus-blocks';
import { EBI, EBI_HEADER, ebiPayload, mayBeEbiAnswer } from './ebi';
import { damaged, mayLead } from './envelope';
import { heardSpan } from './heard';

/** Of the options, with which the payload begins: what stands before the telegram. */
const RSSI = 0x8000;
const TIMESTAMP = 0x0008;
const OPTIONS_LENGTH = 2;
const TIMESTAMP_LENGTH = 4;

/** Of messages with the shortest telegram, and with the longest. */
const MIN_LENGTH = EBI_HEADER + OPTIONS_LENGTH + FIRST_BLOCK + 2;
const MAX_LENGTH = EBI_HEADER + OPTIONS_LENGTH + 1 + TIMESTAMP_LENGTH + 256 + 1;

/** Finds telegrams of an Embit module that speaks EBI (as lvogt/ioBroker.wireless-mbus reads them). What it answers is idle. */
export class EmbitFraming implements Framing {
  readonly link = 'wmbus';

  findStart(bytes: Buffer, from: number, to: number): number {
    for (let at = from; at < to; at++) if (bytes[at]! <= MAX_LENGTH >> 8) return at;
    return -1;
  }

  measure(bytes: Buffer, ending: Ending): Span {
    if (bytes.length < EBI_HEADER) return undecided(bytes.length, ending);
    const isAnswer = mayBeEbiAnswer(bytes);
    if (!isAnswer && (bytes[2] !== EBI.received || !mayBeTelegram(bytes))) return NOISE;
    const end = bytes.readUInt16BE(0);
    if (bytes.length < end && ending === 'open') return { kind: 'more', until: bytes.length + 1 };
    const payload = ebiPayload(bytes);
    if (isAnswer) return payload === undefined ? NOISE : { kind: 'idle', end, proven: end };
    if (payload === undefined) return hasLead(bytes) ? damaged(bytes.length, end) : NOISE;
    const at = telegramAt(bytes) - EBI_HEADER;
    const rssi = payload.readUInt16BE(0) & RSSI ? payload.readInt8(OPTIONS_LENGTH) : undefined;
    return heardSpan(payload.subarray(at), { format: 'none', rssi, checked: true }, end);
  }
}

/** Where the telegram begins in a message; what has come of it has its options. */
function telegramAt(bytes: Buffer): number {
  const options = bytes.readUInt16BE(EBI_HEADER);
  const rssi = options & RSSI ? 1 : 0;
  return EBI_HEADER + OPTIONS_LENGTH + rssi + (options & TIMESTAMP ? TIMESTAMP_LENGTH : 0);
}

/** Whether so much has come that what fails is worth a word: the L and C fields of the telegram. */
function hasLead(bytes: Buffer): boolean {
  return bytes.length >= EBI_HEADER + OPTIONS_LENGTH && bytes.length >= telegramAt(bytes) + 2;
}

/** Whether its length and the L field fit each other: the sum alone proves little. */
function mayBeTelegram(bytes: Buffer): boolean {
  const length = bytes.readUInt16BE(0);
  if (length < MIN_LENGTH) return false;
  if (bytes.length < EBI_HEADER + OPTIONS_LENGTH) return true;
  const at = telegramAt(bytes);
  const [counted, control] = bytes.subarray(at, at + 2);
  if (counted === undefined) return true;
  const left = length - 1 - at - 1 - counted;
  return (left === 0 || left === -crcsCounted(counted)) && mayLead(counted, control);
}
