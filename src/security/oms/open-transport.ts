import { timingSafeEqual } from 'node:crypto';
import { MeterError } from '../../base/errors';
import type { MeterKeys } from '../../base/keys';
import type { MbusAddress } from '../../base/mbus-address';
import { Aes128 } from './aes';
import type { MacOfMessage } from './afl';
import { cameClear, decryptBlocks, encryptedLength, initialisationVector, ZEROS } from './blocks';
import type { Transport } from './header';
import { aesCmac, type MessageKeys, messageKeys } from './message-keys';
import { keysFor, type MeterKey } from './meter-keys';
import { notActive } from './not-active';
import { alreadyClear, type Opened, openedWith, unprotected } from './opened';

/** A transport layer that may be protected. */
export interface Envelope {
  readonly transport: Transport;
  /** Who sent it: the meter, or its radio converter. */
  readonly sender: MbusAddress;
  /** The code of the message around it. */
  readonly mac: MacOfMessage | undefined;
  /** Of the message: 4 bytes, low byte first. */
  readonly counter: Buffer | undefined;
}

/**
 * What a transport layer carries. Its code is verified first; the first bytes of the clear text prove the key. Throws
 * `no-key`, `wrong-key`, `truncated`; `unsupported` where there is no counter to make keys of.
 */
export function openTransport(envelope: Envelope, keys: readonly MeterKeys[]): Opened {
  const { transport, sender, mac } = envelope;
  const { protection, content } = transport;
  const length = protection.mode === 0 ? 0 : encryptedLength(content, protection.blocks);
  if (length === 0 && mac === undefined) return unprotected(content);
  const toTry = keysFor(keys, transport.meter ? [transport.meter, sender] : [sender]);
  for (const key of toTry.keys) {
    const opened = openWith(key, envelope, length);
    if (opened !== undefined) return opened;
  }
  // Where a code would prove it, and the meter's key is there, nothing else does.
  const isClear = length === 0 || cameClear(content);
  if (!isClear || (mac !== undefined && toTry.own)) {
    throw notActive(transport.meter ?? sender, transport) ?? toTry.misfit();
  }
  return length === 0 ? unprotected(content) : alreadyClear(content);
}

/** Shorter codes can be guessed. */
const MIN_PROOF = 8;

function openWith(key: MeterKey, envelope: Envelope, length: number): Opened | undefined {
  const { transport, sender, mac } = envelope;
  const { protection, content, accessNumber = 0, meter = sender } = transport;
  const once = mac !== undefined || protection.mode === 7 ? keysOfMessage(key, envelope.counter, meter) : undefined;
  if (mac !== undefined && !isProven(mac, once!.authentication)) return undefined;
  const authenticated = mac !== undefined && mac.mac.length >= MIN_PROOF;
  if (length === 0) return openedWith(key, content, undefined, authenticated);
  const [aes, iv, cipher] =
    protection.mode === 7
      ? ([new Aes128(once!.encryption), ZEROS, 'mode-7'] as const)
      : ([key.aes, initialisationVector(meter, accessNumber), 'mode-5'] as const);
  const clear = decryptBlocks(aes, iv, content, length, meter);
  return clear && openedWith(key, clear, cipher, authenticated);
}

function keysOfMessage(key: MeterKey, counter: Buffer | undefined, meter: MbusAddress): MessageKeys {
  if (counter !== undefined) return messageKeys(key.bytes, counter, meter);
  throw new MeterError('unsupported', 'the message has no counter to make its keys of', {
    details: { reason: 'counter' },
  });
}

function isProven({ mac, input }: MacOfMessage, key: Buffer): boolean {
  return timingSafeEqual(aesCmac(key, input).subarray(0, mac.length), mac);
}
