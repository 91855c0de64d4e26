import { cmac } from '@noble/ciphers/aes.js';
import type { MbusAddress } from '../../base/mbus-address';

/** What a message key is for. */
const ENCRYPTION = 0x00;
const AUTHENTICATION = 0x01;

/** The keys of one message. */
export interface MessageKeys {
  readonly encryption: Buffer;
  readonly authentication: Buffer;
}

/**
 * Key derivation A (EN 13757-7; OMS Specification Volume 2): AES-CMAC, with the meter's key,
 * of what it is for, counter, number of the meter, and 07 seven times. `counter`: 4 bytes as sent, low byte first.
 */
export function messageKeys(key: Buffer, counter: Buffer, meter: MbusAddress): MessageKeys {
  return {
    encryption: derive(key, ENCRYPTION, counter, meter),
    authentication: derive(key, AUTHENTICATION, counter, meter),
  };
}

function derive(key: Buffer, purpose: number, counter: Buffer, meter: MbusAddress): Buffer {
  const input = Buffer.alloc(16, 0x07);
  input[0] = purpose;
  counter.copy(input, 1);
  meter.bytes.copy(input, 5, 2, 6);
  return aesCmac(key, input);
}

/** AES-CMAC (NIST SP 800-38B). */
export function aesCmac(key: Buffer, message: Buffer): Buffer {
  return Buffer.from(cmac(message, key));
}
