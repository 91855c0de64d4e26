/** The signal strength in dBm, of a byte from a register of the radio chip (Texas Instruments, CC1101, SWRS061). */
export function chipDecibels(byte: number): number {
  return (byte >= 0x80 ? byte - 0x100 : byte) / 2 - 74;
}
