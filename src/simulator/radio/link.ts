import { linkAddress, type RadioAddress } from './address';

/** Send, no reply (EN 13757-4). */
const SND_NR = 0x44;

/** A telegram from L on, without CRCs: length, control, address, content from its control information field on. */
export function linkLayer(sender: RadioAddress, content: Buffer): Buffer {
  const rest = Buffer.concat([Buffer.of(SND_NR), linkAddress(sender), content]);
  const length = Buffer.alloc(1);
  length.writeUInt8(rest.length);
  return Buffer.concat([length, rest]);
}
