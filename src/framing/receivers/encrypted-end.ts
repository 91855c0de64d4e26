import { ADDRESS_LENGTH } from '../../base/mbus-address';
import { AUTHENTICATION_LAYER, applicationOf, EXTENDED_LINKS } from '../../base/mbus-ci';
import { FIRST_BLOCK } from '../wmbus-blocks';

/** Of an extended link layer: control information, control, access number; session number and CRC of the payload. */
const EXTENDED_LENGTH = 3;
const SESSION_LENGTH = 6;
/** Of its session number, in the last byte: what follows is encrypted with it. */
const SESSION_ENCRYPTION = 0xe0;
const BLOCK = 16;

/**
 * Where the encrypted blocks of a telegram without CRCs end, as its headers say (EN 13757-7): what most telegrams end
 * with. It may lie behind `telegram`. Undefined where there are no such blocks, or not enough bytes to tell.
 */
export function encryptedEnd(telegram: Buffer): number | undefined {
  const transport = transportAt(telegram);
  const form = applicationOf(telegram[transport] ?? 0)?.header ?? 'none';
  if (form === 'none') return undefined;
  // Behind control information, address, access number and status.
  const at = transport + 1 + (form === 'long' ? ADDRESS_LENGTH : 0) + 2;
  if (at + 2 >= telegram.length) return undefined;
  const field = telegram.readUInt16LE(at);
  const header = HEADER_LENGTHS.get((field >> 8) & 0x1f)?.(field, telegram[at + 2]!);
  const blocks = (field >> 4) & 0x0f;
  return header === undefined || blocks === 0 ? undefined : at + header + blocks * BLOCK;
}

/** Where the transport layer begins, behind those that may stand before it. */
function transportAt(telegram: Buffer): number {
  let at = FIRST_BLOCK;
  const link = EXTENDED_LINKS.get(telegram[at] ?? 0);
  if (link !== undefined) {
    const session = at + EXTENDED_LENGTH + (link.receiver ? ADDRESS_LENGTH : 0);
    if (link.session && (telegram[session + 3] ?? 0) & SESSION_ENCRYPTION) return telegram.length;
    at = session + (link.session ? SESSION_LENGTH : 0);
  }
  return telegram[at] === AUTHENTICATION_LAYER ? at + 2 + (telegram[at + 1] ?? 0) : at;
}

/** Key version, and the counter, in the configuration of mode 7 (EN 13757-7:2018, clause 7.7.5). */
const HAS_KEY_VERSION = 0x40;
const HAS_COUNTER = 0x2000;

/** By security mode: how long the configuration field is, with its extension. */
const HEADER_LENGTHS: ReadonlyMap<number, (field: number, extension: number) => number> = new Map([
  [5, () => 2],
  [7, (field: number, extension: number) => 3 + (extension & HAS_KEY_VERSION ? 1 : 0) + (field & HAS_COUNTER ? 4 : 0)],
]);
