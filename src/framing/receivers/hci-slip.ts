import { crc16X25 } from '../../base/crc';
import type { HciMessage } from './hci';
import { END, slip, unslip } from './slip';

/*
 * The host controller interface of newer WiMOD modules: endpoint, message, payload, CRC-16/X-25 of these with its low byte
 * first, in SLIP (lvogt/ioBroker.wireless-mbus, HciMessageV2.js; wmbusmeters, wmbus_iu891a.cc).
 */

/** The endpoint of its radio. */
export const GATEWAY = 9;

const CRC_LENGTH = 2;
const MIN_LENGTH = 2 + CRC_LENGTH;
/** The longest telegram and what stands before and behind it. */
const MAX_LENGTH = MIN_LENGTH + 8 + 256;
/** The same if each byte is escaped, and two ENDs. */
export const MAX_SLIP = 2 * MAX_LENGTH + 2;

/** The bytes of a message, as they go to the module. */
export function encodeHciSlip({ endpoint, id, payload }: HciMessage): Buffer {
  const bytes = Buffer.of(endpoint, id, ...payload, 0, 0);
  const end = bytes.length - CRC_LENGTH;
  bytes.writeUInt16LE(crc16X25(bytes, 0, end), end);
  return slip(bytes);
}

/** Where the END stands that ends the message `bytes` begin with; -1 where it has not come. */
export function endOfSlip(bytes: Buffer): number {
  return bytes.subarray(0, MAX_SLIP).indexOf(END, 1);
}

/** The message that `bytes` begin with, END first; undefined where it is not whole or its CRC does not fit. */
export function decodeHciSlip(bytes: Buffer): HciMessage | undefined {
  const end = bytes[0] === END ? endOfSlip(bytes) : -1;
  const content = end < 0 ? undefined : unslip(bytes.subarray(1, end));
  if (content === undefined || content.length < MIN_LENGTH) return undefined;
  const crc = content.length - CRC_LENGTH;
  if (crc16X25(content, 0, crc) !== content.readUInt16LE(crc)) return undefined;
  return { endpoint: content[0]!, id: content[1]!, payload: content.subarray(2, crc) };
}
