import { ADDRESS_LENGTH, headerAddress, type MbusAddress } from '../base/mbus-address';
import { AUTHENTICATION_LAYER, applicationOf, EXTENDED_LINKS } from '../base/mbus-ci';

/** What one can see of a message of M-Bus from without. */
export interface Seen {
  /** A key is needed to read it, or to prove it. */
  readonly encrypted: boolean;
  /** Of its long header. */
  readonly meter?: MbusAddress;
}

/** Behind an address: access number, status. */
const HEADER_LENGTH = 2;
const SESSION_LENGTH = 4;
const PAYLOAD_CRC_LENGTH = 2;
/** Of the last byte of a session number, and of the second one of a configuration field (EN 13757-4, EN 13757-7). */
const SESSION_ENCRYPTION = 0xe0;
const SECURITY_MODE = 0x1f;

/** Looks at what begins with a control information field, and may be of any length. */
export function seenFromWithout(content: Buffer): Seen {
  const ci = content[0];
  if (ci === undefined) return { encrypted: false };
  if (ci === AUTHENTICATION_LAYER) {
    const within = seenFromWithout(content.subarray(2 + (content[1] ?? 0)));
    return { ...within, encrypted: true };
  }
  const link = EXTENDED_LINKS.get(ci);
  if (link === undefined) return seenInHeader(content, applicationOf(ci)?.header ?? 'none');
  const session = 3 + (link.receiver ? ADDRESS_LENGTH : 0);
  if (!link.session) return seenFromWithout(content.subarray(session));
  const payload = session + SESSION_LENGTH;
  if (isSet(content, payload - 1, SESSION_ENCRYPTION)) return { encrypted: true };
  return seenFromWithout(content.subarray(payload + PAYLOAD_CRC_LENGTH));
}

function seenInHeader(content: Buffer, form: 'none' | 'short' | 'long'): Seen {
  if (form === 'none') return { encrypted: false };
  const address = form === 'long' ? ADDRESS_LENGTH : 0;
  const encrypted = isSet(content, 1 + address + HEADER_LENGTH + 1, SECURITY_MODE);
  if (address === 0 || content.length <= address) return { encrypted };
  return { encrypted, meter: headerAddress(content, 1) };
}

function isSet(content: Buffer, at: number, bits: number): boolean {
  return at < content.length && (content[at]! & bits) !== 0;
}
