import type { Crc16 } from './crc';

/**
 * CRC-16/EN-13757, check value C2B7, most significant bit first: the blocks of wireless M-Bus (EN 13757-4), its payload
 * CRC and the signatures of its formats. Blocks are short, so one table does.
 */
export const crc16En13757: Crc16 = (bytes, start, end) => {
  let crc = 0;
  for (let i = start; i < end; i++) crc = ((crc << 8) & 0xffff) ^ TABLE[(crc >>> 8) ^ bytes[i]!]!;
  return crc ^ 0xffff;
};

const POLYNOMIAL = 0x3d65;

const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
  return crc & 0xffff;
});
