const DIGITS: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0').toUpperCase(),
);

/** A few bytes in hexadecimal digits, capitals: for what is read out byte by byte faster than by a call. */
export function upperHex(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let digits = '';
  for (let at = start; at < end; at++) digits += DIGITS[bytes[at]!];
  return digits;
}
