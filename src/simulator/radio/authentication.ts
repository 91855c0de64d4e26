import { cmac } from '@noble/ciphers/aes.js';
import type { RadioAddress } from './address';
import { messageKey } from './message-key';

const AUTHENTICATION_LAYER = 0x90;
/** It has message control, counter and code (EN 13757-7). */
const FIELDS = Buffer.of(0x00, 0x2c);
/** There is a counter; the code is of AES-CMAC, 8 bytes. */
const MESSAGE_CONTROL = 0x25;
const MAC_LENGTH = 8;

/**
 * The authentication and fragmentation layer around what the transport layer carries, from its control information field
 * on. `counter`: 4 bytes, low byte first.
 */
export function authenticated(meter: RadioAddress, transport: Buffer, key: Buffer, counter: Buffer): Buffer {
  const proven = Buffer.concat([Buffer.of(MESSAGE_CONTROL), counter]);
  const once = messageKey(key, 'authentication', counter, meter);
  const mac = Buffer.from(cmac(Buffer.concat([proven, transport]), once)).subarray(0, MAC_LENGTH);
  const fields = Buffer.concat([FIELDS, proven, mac]);
  return Buffer.concat([Buffer.of(AUTHENTICATION_LAYER, fields.length), fields, transport]);
}
