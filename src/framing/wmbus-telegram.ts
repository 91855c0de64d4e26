import { MeterError } from '../base/errors';
import type { Frame } from '../base/frame';
import { linkAddress, type MbusAddress } from '../base/mbus-address';
import {
  CRC_LENGTH,
  crcsCounted,
  endsWithLastCrc,
  FIRST_BLOCK,
  looksLikeFormatA,
  looksLikeFormatB,
  type Stripped,
  stripFormatA,
  stripFormatB,
} from './wmbus-blocks';
import { isControl } from './wmbus-control';

/** How the CRCs lie; `none`: the receiver has removed them. */
export type FrameFormat = 'A' | 'B' | 'none';

/** A telegram of wireless M-Bus, its link layer read (EN 13757-4). */
export interface RadioTelegram {
  readonly format: FrameFormat;
  /** `absent`: its CRCs were removed, so that nobody can check them again. */
  readonly check: Extract<Frame['check'], 'ok' | 'absent'>;
  /** The control field; `controlName` tells its name. */
  readonly control: number;
  /** Who sent it: the meter, or the radio converter of one. */
  readonly sender: MbusAddress;
  /** The telegram without CRCs, with a length that counts none; its own copy. */
  readonly message: Buffer;
  /** What the link layer carries, from the control information field on: the end of `message`. */
  readonly content: Buffer;
  /** How many bytes lay behind the telegram. */
  readonly excess: number;
}

/** Receivers put the signal strength behind a telegram, or leave CRCs there; nobody puts more. */
const MAX_EXCESS = 8;
/** C, M, A, and a control information field. */
const MIN_LENGTH = FIRST_BLOCK;
/** The telegram, its CRCs in format A, and what lies behind. */
const MAX_RECEIVED = 256 + 2 * 17 + MAX_EXCESS;

/**
 * Reads one whole telegram, from its L field on. `format` as the receiver says; where nobody tells, the CRCs themselves
 * do. A telegram whose CRCs were removed is believed as it is, with `check` `absent`; therefore one of format B whose
 * only CRC is damaged passes for one of those unless `format` is told.
 *
 * Of telegrams without CRCs, these are read too: L may count CRCs that are gone, and may be short of the last one that
 * is still there.
 *
 * Throws `checksum`; `truncated` where bytes are missing; `malformed` where L does not fit, or the control field is
 * none.
 */
export function readRadioTelegram(bytes: Buffer, format = formatOf(bytes)): RadioTelegram {
  if (bytes.length > MAX_RECEIVED) throw new MeterError('too-long', `${bytes.length} bytes in one telegram`);
  if (bytes.length === 0) throw new MeterError('truncated', 'there are no bytes', { offset: 0 });
  if (bytes[0]! < MIN_LENGTH) throw malformed(`a length of ${bytes[0]}`, 0);
  const { bytes: stripped, end } = STRIP[format](bytes);
  const excess = bytes.length - end;
  if (excess > MAX_EXCESS) throw malformed(`${excess} bytes lie behind the telegram`, end);
  if (stripped.length <= FIRST_BLOCK) throw malformed('the telegram carries nothing', stripped.length);
  const message = Buffer.from(stripped);
  message[0] = message.length - 1;
  const control = message[1]!;
  if (!isControl(control)) throw malformed(`nobody knows the control field ${control.toString(16)}`, 1);
  return {
    format,
    check: format === 'none' ? 'absent' : 'ok',
    control,
    sender: linkAddress(message, 2),
    message,
    content: message.subarray(FIRST_BLOCK),
    excess,
  };
}

const STRIP: Readonly<Record<FrameFormat, (bytes: Buffer) => Stripped>> = {
  A: stripFormatA,
  B: (bytes) => stripFormatB(withOwnLength(bytes)),
  none: withoutCrcs,
};

function formatOf(bytes: Buffer): FrameFormat {
  if (bytes.length <= FIRST_BLOCK) return 'none';
  if (looksLikeFormatA(bytes)) return 'A';
  return looksLikeFormatB(bytes) || looksLikeFormatB(ofAllBytes(bytes)) ? 'B' : 'none';
}

/** Receivers that take the CRCs off the length, but not out of the telegram, leave it to the CRC to tell. */
function withOwnLength(bytes: Buffer): Buffer {
  if (looksLikeFormatB(bytes)) return bytes;
  const whole = ofAllBytes(bytes);
  return looksLikeFormatB(whole) ? whole : bytes;
}

/** With the length that counts every byte. */
function ofAllBytes(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[0] = Math.min(bytes.length - 1, 0xff);
  return copy;
}

function withoutCrcs(bytes: Buffer): Stripped {
  const end = endWithoutCrcs(bytes);
  return { bytes: end === bytes.length ? bytes : bytes.subarray(0, end), end };
}

function endWithoutCrcs(bytes: Buffer): number {
  const announced = bytes[0]! + 1;
  if (bytes.length === announced - crcsCounted(bytes[0]!)) return bytes.length;
  if (bytes.length === announced + 2 * CRC_LENGTH && endsWithLastCrc(bytes)) return bytes.length - CRC_LENGTH;
  if (bytes.length >= announced) return announced;
  const message = `${announced} bytes are announced, ${bytes.length} came`;
  throw new MeterError('truncated', message, { offset: bytes.length });
}

function malformed(message: string, offset: number): MeterError {
  return new MeterError('malformed', message, { offset });
}
