/**
 * A reflected CRC-16 (least significant bit first), as its parameters stand in the catalogues: register before the
 * first byte, and what is combined with the result.
 */
export type Crc16 = (bytes: Uint8Array, start: number, end: number) => number;

const SLICES = 8;

/**
 * Makes the function that sums `bytes[start..end)`. Eight tables take eight bytes a step (slicing-by-8, Kounavis and
 * Berry, 2005), which costs 4 KiB and is several times faster than one table.
 */
export function reflectedCrc16(polynomial: number, init: number, xorOut: number): Crc16 {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = slicingTables(polynomial) as EightTables;
  return (bytes, start, end) => {
    let crc = init;
    let i = start;
    for (const stop = end - (SLICES - 1); i < stop; i += SLICES) {
      crc =
        t7[(crc ^ bytes[i]!) & 0xff]! ^
        t6[(crc >>> 8) ^ bytes[i + 1]!]! ^
        t5[bytes[i + 2]!]! ^
        t4[bytes[i + 3]!]! ^
        t3[bytes[i + 4]!]! ^
        t2[bytes[i + 5]!]! ^
        t1[bytes[i + 6]!]! ^
        t0[bytes[i + 7]!]!;
    }
    for (; i < end; i++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[i]!) & 0xff]!;
    return crc ^ xorOut;
  };
}

type EightTables = [Table, Table, Table, Table, Table, Table, Table, Table];
type Table = Uint16Array;

/** Table k holds what a byte does to the register when k more bytes follow it. */
function slicingTables(polynomial: number): Table[] {
  const first = Uint16Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    return crc;
  });
  const tables = [first];
  for (let k = 1; k < SLICES; k++) {
    tables.push(tables[k - 1]!.map((crc) => (crc >>> 8) ^ first[crc & 0xff]!));
  }
  return tables;
}

/** CRC-16/ARC, check value BB3D: P1 telegrams (DSMR P1 Companion Standard 5.0.2, clause 6.2). */
export const crc16Arc = reflectedCrc16(0xa001, 0x0000, 0x0000);

/** CRC-16/X-25, check value 906E: HDLC header and frame check sequences (ISO/IEC 13239, annex A). */
export const crc16X25 = reflectedCrc16(0x8408, 0xffff, 0xffff);

/**
 * CRC-16/XMODEM, check value 31C3, most significant bit first: the Kamstrup Meter Protocol. Its frames are short, so one
 * table does.
 */
export const crc16Xmodem: Crc16 = (bytes, start, end) => {
  let crc = 0;
  for (let i = start; i < end; i++) crc = ((crc << 8) & 0xffff) ^ XMODEM[(crc >>> 8) ^ bytes[i]!]!;
  return crc;
};

const XMODEM = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
  return crc & 0xffff;
});
