import { ADDRESS_LENGTH } from '../base/mbus-address';
import { AUTHENTICATION_LAYER, applicationOf, EXTENDED_LINKS } from '../base/mbus-ci';

/** Behind an address: access number, status. */
const HEADER_LENGTH = 2;
const SESSION_LENGTH = 4;
/** Of the last byte of a session number, and of the second one of a configuration field (EN 13757-4, EN 13757-7). */
const SESSION_ENCRYPTION = 0xe0;
const SECURITY_MODE = 0x1f;

/** Whether a key is needed to read, or to prove, what begins with a control information field. */
export function isProtected(content: Buffer): boolean {
  const ci = content[0]!;
  if (ci === AUTHENTICATION_LAYER) return true;
  const link = EXTENDED_LINKS.get(ci);
  if (link !== undefined) {
    const session = 3 + (link.receiver ? ADDRESS_LENGTH : 0);
    if (!link.session) return content.length > session && isProtected(content.subarray(session));
    return isSet(content, session + SESSION_LENGTH - 1, SESSION_ENCRYPTION) || isProtectedWithin(content, session);
  }
  const header = applicationOf(ci)?.header ?? 'none';
  if (header === 'none') return false;
  return isSet(content, 1 + (header === 'long' ? ADDRESS_LENGTH : 0) + HEADER_LENGTH + 1, SECURITY_MODE);
}

/** Behind a session number that says the payload is clear, and the CRC of that. */
function isProtectedWithin(content: Buffer, session: number): boolean {
  const payload = session + SESSION_LENGTH + 2;
  return content.length > payload && isProtected(content.subarray(payload));
}

function isSet(content: Buffer, at: number, bits: number): boolean {
  return at < content.length && (content[at]! & bits) !== 0;
}
