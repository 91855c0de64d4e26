export const LLC_LENGTH = 3;

/** Whether the header of the logical link control stands in front: E6 E7 00 from a meter, E6 E6 00 to it (IEC 62056-46, clause 6.2). */
export function hasLlc(bytes: Buffer, at = 0): boolean {
  return bytes[at] === 0xe6 && (bytes[at + 1] === 0xe7 || bytes[at + 1] === 0xe6) && bytes[at + 2] === 0;
}
