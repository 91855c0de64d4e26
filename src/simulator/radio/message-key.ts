import { cmac } from '@noble/ciphers/aes.js';
import { numberBytes, type RadioAddress } from './address';

const PURPOSES = { encryption: 0x00, authentication: 0x01 } as const;
const FILLER_LENGTH = 7;

/** Key derivation A (EN 13757-7): a key for one message of the meter. `counter`: 4 bytes, low byte first. */
export function messageKey(
  key: Buffer,
  purpose: keyof typeof PURPOSES,
  counter: Buffer,
  meter: Pick<RadioAddress, 'number'>,
): Buffer {
  const derived = [Buffer.of(PURPOSES[purpose]), counter, numberBytes(meter), Buffer.alloc(FILLER_LENGTH, 7)];
  return Buffer.from(cmac(Buffer.concat(derived), key));
}
