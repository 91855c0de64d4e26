/**
 * Text of ISO 8859-1, which M-Bus sends with its last character first (EN 13757-3, clause 6.5 and annex A); undefined
 * where a byte is a control character, so that it is no text.
 */
export function latinText(bytes: Buffer): string | undefined {
  let text = '';
  for (let i = bytes.length - 1; i >= 0; i--) {
    const char = bytes[i]!;
    if (char < 0x20 || (char >= 0x7f && char < 0xa0)) return undefined;
    text += String.fromCharCode(char);
  }
  return text;
}
