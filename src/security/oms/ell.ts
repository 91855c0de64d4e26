import { crc16En13757 } from '../../base/crc-en13757';
import { Cursor } from '../../base/cursor';
import { MeterError } from '../../base/errors';
import { ADDRESS_LENGTH, type MbusAddress } from '../../base/mbus-address';
import { EXTENDED_LINKS } from '../../base/mbus-ci';
import { type Aes128, BLOCK } from './aes';

/** The extended link layer (EN 13757-4), up to what may be encrypted. */
export interface ExtendedLink {
  readonly control: number;
  readonly accessNumber: number;
  /** Session number as sent, 4 bytes; where there is one, a payload CRC leads `content`. */
  readonly session: Buffer | undefined;
  readonly content: Buffer;
}

const VARIABLE = 0x86;

const SESSION_LENGTH = 4;
const CRC_LENGTH = 2;

/**
 * The extended link layer that begins with its CI; undefined where there is none. Throws `truncated`, `unsupported`.
 */
export function readExtendedLink(bytes: Buffer): ExtendedLink | undefined {
  if (bytes[0] === VARIABLE) {
    throw new MeterError('unsupported', 'the extended link layer is of variable length', {
      details: { reason: 'ell' },
    });
  }
  const form = EXTENDED_LINKS.get(bytes[0]!);
  if (form === undefined) return undefined;
  const cursor = new Cursor(bytes, 1);
  const [control, accessNumber] = [cursor.u8(), cursor.u8()];
  // Whom it is for: the sender stands in the link layer.
  if (form.receiver) cursor.skip(ADDRESS_LENGTH);
  return {
    control,
    accessNumber,
    session: form.session ? cursor.take(SESSION_LENGTH) : undefined,
    content: cursor.take(cursor.left),
  };
}

/** How `content` is encrypted: the top bits of the session number. Throws `unsupported` for what no standard names. */
export function isSessionEncrypted(session: Buffer): boolean {
  const encryption = session[3]! >> 5;
  if (encryption > 1) {
    const message = `nobody knows encryption ${encryption} of the extended link layer`;
    throw new MeterError('unsupported', message, { details: { reason: 'ell', mode: encryption } });
  }
  return encryption === 1;
}

/** What the payload CRC, low byte first, leads; undefined where it does not fit. */
export function checkedPayload(content: Buffer): Buffer | undefined {
  if (content.length <= CRC_LENGTH) return undefined;
  const fits = crc16En13757(content, CRC_LENGTH, content.length) === content.readUInt16LE(0);
  return fits ? content.subarray(CRC_LENGTH) : undefined;
}

/** Bits of the control field that repeaters change: hop counter and repeated access. */
const CHANGED_ON_THE_WAY = 0x12;

/**
 * AES-128-CTR from the payload CRC on: manufacturer and address of the sender, control field, session number, frame
 * number and block counter from 0 (EN 13757-4).
 */
export function decryptSession(aes: Aes128, sender: MbusAddress, link: ExtendedLink, session: Buffer): Buffer {
  const iv = Buffer.allocUnsafe(BLOCK).fill(0, ADDRESS_LENGTH);
  iv.set(sender.bytes);
  iv[ADDRESS_LENGTH] = link.control & ~CHANGED_ON_THE_WAY;
  iv.set(session, ADDRESS_LENGTH + 1);
  return aes.ctr(iv, link.content);
}
