/**
 * Octet strings stand in P1 telegrams as hexadecimal digits of ASCII (DSMR P1 Companion Standard 5.0.2, clause 6.4).
 * Gives undefined where the digits are none, or say something else than printable ASCII.
 */
export function hexText(digits: string): string | undefined {
  if (digits.length === 0 || digits.length % 2 !== 0) return undefined;
  let text = '';
  for (let at = 0; at < digits.length; at += 2) {
    const code = Number.parseInt(digits.slice(at, at + 2), 16);
    if (!(code >= 0x20 && code <= 0x7e)) return undefined;
    text += String.fromCharCode(code);
  }
  return text;
}
