import { ADDRESS_LENGTH, headerAddress, type MbusAddress } from '../base/mbus-address';
import { AUTHENTICATION_LAYER, applicationOf, EXTENDED_LINKS } from '../base/mbus-ci';

/** What one can see of a message of M-Bus from without. */
export interface Seen {
  /** A key is needed to read it, or to prove it. */
  readonly encrypted: boolean;
  /** Of its long header. */
  readonly meter?: MbusAddress;
}

/** What stands before a transport layer. */
interface Layers {
  /** Where it begins; at the end of the bytes, or behind, where it cannot be seen. */
  readonly transport: number;
  /** A key is needed to read, or to prove, what these layers carry. */
  readonly encrypted: boolean;
}

/** Of an extended link layer: control information, control, access number. */
const EXTENDED_LENGTH = 3;
const SESSION_LENGTH = 4;
const PAYLOAD_CRC_LENGTH = 2;
/** In front of a configuration field: access number, status. */
const HEADER_LENGTH = 2;
/** Of the last byte of a session number, and of the second one of a configuration field (EN 13757-4, EN 13757-7). */
const SESSION_ENCRYPTION = 0xe0;
const SECURITY_MODE = 0x1f;

/** The layers that begin with the control information field at `start`; all of it may be of any length. */
function layersAt(bytes: Buffer, start: number): Layers {
  let encrypted = false;
  for (let at = start; ; ) {
    const ci = bytes[at];
    const link = EXTENDED_LINKS.get(ci ?? 0);
    if (ci === AUTHENTICATION_LAYER) {
      encrypted = true;
      at += 2 + (bytes[at + 1] ?? 0);
    } else if (link !== undefined) {
      at += EXTENDED_LENGTH + (link.receiver ? ADDRESS_LENGTH : 0);
      if (!link.session) continue;
      if (isSet(bytes, at + SESSION_LENGTH - 1, SESSION_ENCRYPTION)) {
        return { transport: bytes.length, encrypted: true };
      }
      at += SESSION_LENGTH + PAYLOAD_CRC_LENGTH;
    } else {
      return { transport: at, encrypted };
    }
  }
}

/**
 * Where the configuration field of a transport layer stands, by the control information field at `transport`; undefined
 * where it leads no header.
 */
function configurationAt(bytes: Buffer, transport: number): number | undefined {
  const form = applicationOf(bytes[transport] ?? 0)?.header ?? 'none';
  return form === 'none' ? undefined : transport + 1 + (form === 'long' ? ADDRESS_LENGTH : 0) + HEADER_LENGTH;
}

/** The same behind the layers that begin at `start`. */
export function configurationBehind(bytes: Buffer, start: number): number | undefined {
  return configurationAt(bytes, layersAt(bytes, start).transport);
}

/** Looks at what begins with a control information field, and may be of any length. */
export function seenFromWithout(content: Buffer): Seen {
  const { transport, encrypted: sealed } = layersAt(content, 0);
  const configuration = configurationAt(content, transport);
  if (configuration === undefined) return { encrypted: sealed };
  const encrypted = sealed || isSet(content, configuration + 1, SECURITY_MODE);
  const isLong = applicationOf(content[transport]!)?.header === 'long';
  if (!isLong || content.length <= transport + ADDRESS_LENGTH) return { encrypted };
  return { encrypted, meter: headerAddress(content, transport + 1) };
}

function isSet(bytes: Buffer, at: number, bits: number): boolean {
  return at < bytes.length && (bytes[at]! & bits) !== 0;
}
