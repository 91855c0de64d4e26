/**
 * The three letters of a manufacturer from their 15 bits, five a letter (EN 13757-7; assigned by the
 * DLMS User Association). The top bit says that the address is not unique, which some makers set on every meter.
 */
export function manufacturerLetters(word: number): string {
  return String.fromCharCode(letter(word >> 10), letter(word >> 5), letter(word));
}

const BEFORE_A = 0x40;

function letter(bits: number): number {
  return (bits & 0x1f) + BEFORE_A;
}
