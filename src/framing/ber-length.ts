/*
 * Lengths and counts in BER, ahead of their bytes: short form, or long form with 1 to 4 bytes, padded with zeros or not
 * (ISO/IEC 8825-1, clause 8.1.3).
 */

/** How many bytes the length takes that begins with `first`; 0 where no length begins so. */
export function lengthSize(first: number): number {
  if (first < 0x80) return 1;
  const size = first & 0x7f;
  return size === 0 || size > 4 ? 0 : 1 + size;
}

/** What the length at `at` says; all of its bytes are there. */
export function lengthAt(bytes: Buffer, at: number): number {
  const first = bytes[at]!;
  return first < 0x80 ? first : bytes.readUIntBE(at + 1, first & 0x7f);
}
