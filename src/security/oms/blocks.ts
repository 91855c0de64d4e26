import { MeterError } from '../../base/errors';
import { ADDRESS_LENGTH, type MbusAddress } from '../../base/mbus-address';
import { type Aes128, BLOCK } from './aes';

/*
 * AES-128-CBC of whole blocks. What is clear behind them stays as it is (partial encryption: OMS Specification Volume
 * 2, annex N.5.3).
 */

/** As many blocks as the field can say: some senders mean all there are. */
const ALL = 15;

/** How many of the bytes are encrypted. Throws `truncated` where fewer are there. */
export function encryptedLength(content: Buffer, blocks: number): number {
  const announced = blocks * BLOCK;
  if (announced <= content.length) return announced;
  if (blocks === ALL && content.length >= BLOCK) return content.length - (content.length % BLOCK);
  throw new MeterError('truncated', `${announced} encrypted bytes are announced, ${content.length} are there`);
}

/** Of mode 5: manufacturer and address of the meter, and the access number eight times (EN 13757-7). */
export function initialisationVector(meter: MbusAddress, accessNumber: number): Buffer {
  const iv = Buffer.alloc(BLOCK, accessNumber);
  meter.bytes.copy(iv, 0, 0, ADDRESS_LENGTH);
  return iv;
}

/** Of mode 7. */
export const ZEROS = Buffer.alloc(BLOCK);

/** What decryption is to begin with (EN 13757-7). */
const CHECK = 0x2f2f;
export const CHECK_LENGTH = 2;
/**
 * Meters of KPL (Sanxing) begin with this, the key being right (zelo66/esphome-wmbus; Kustonium/esphome-components).
 */
const CHECK_OF_KPL = 0x609b;

/** Whether the first block of `meter` begins as a decrypted one does. */
function isRightlyDecrypted(clear: Buffer, meter: MbusAddress): boolean {
  const check = clear.readUInt16BE(0);
  return check === CHECK || (check === CHECK_OF_KPL && meter.manufacturer === 'KPL');
}

/** Whether blocks that should be encrypted came clear, as from receivers that decrypt themselves. */
export function cameClear(content: Buffer): boolean {
  return content.readUInt16BE(0) === CHECK;
}

/** The content with its first `length` bytes decrypted; undefined where the key does not fit. */
export function decryptBlocks(
  aes: Aes128,
  iv: Buffer,
  content: Buffer,
  length: number,
  meter: MbusAddress,
): Buffer | undefined {
  const clear = aes.cbc(iv, length === content.length ? content : content.subarray(0, length));
  if (!isRightlyDecrypted(clear, meter)) return undefined;
  return length === content.length ? clear : Buffer.concat([clear, content.subarray(length)]);
}
