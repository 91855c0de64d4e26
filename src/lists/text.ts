/**
 * What an octet string says in ASCII; undefined where it is no text. Meters fill texts up with zeros or blanks, and send
 * zeros alone where they have nothing to say.
 */
export function printableText(bytes: Buffer): string | undefined {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === 0x20)) end--;
  for (let at = 0; at < end; at++) if (bytes[at]! < 0x20 || bytes[at]! > 0x7e) return undefined;
  return bytes.toString('latin1', 0, end);
}
