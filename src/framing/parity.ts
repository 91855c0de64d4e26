/**
 * 7E1 read as 8N1 leaves the even parity bit in bit 7 (DSMR 2.2 and 3.0 meters send 7E1).
 *
 * Gives the bytes without it, or undefined where a byte's parity is odd: then bit 7 is not parity, or the line is bad.
 */
export function stripEvenParity(bytes: Uint8Array): Buffer | undefined {
  const stripped = Buffer.allocUnsafe(bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (ODD_PARITY[byte]) return undefined;
    stripped[i] = byte & 0x7f;
  }
  return stripped;
}

const ODD_PARITY = Uint8Array.from({ length: 256 }, (_, byte) => {
  let odd = 0;
  for (let rest = byte; rest !== 0; rest >>>= 1) odd ^= rest & 1;
  return odd;
});
