/**
 * Registers of Kamstrup's electricity meters by OBIS code (bsdphk/PyKamstrup, `kamstrup_382_var`;
 * MichaelRosenlund/382M_to_mqtt; gertvdijk/PyKMP, `REGISTERS`).
 */
const CODES: readonly (readonly [register: number, obis: string])[] = [
  [0x0001, '1-0:1.8.0'],
  [0x0002, '1-0:2.8.0'],
  [0x03ff, '1-0:1.7.0'],
  [0x0400, '1-0:2.7.0'],
  [0x041e, '1-0:32.7.0'],
  [0x041f, '1-0:52.7.0'],
  [0x0420, '1-0:72.7.0'],
  [0x0434, '1-0:31.7.0'],
  [0x0435, '1-0:51.7.0'],
  [0x0436, '1-0:71.7.0'],
  [0x0438, '1-0:21.7.0'],
  [0x0439, '1-0:41.7.0'],
  [0x043a, '1-0:61.7.0'],
  [0x0540, '1-0:22.7.0'],
  [0x0541, '1-0:42.7.0'],
  [0x0542, '1-0:62.7.0'],
];

/**
 * Registers that say the same with more digits (same sources, "hi-res"). On the display they leave out what is above 999
 * kWh (Kamstrup 162M/382M, technical description 5512-1040, clause 3.2.3), and nobody says whether they do so here.
 */
export const FINER: readonly (readonly [register: number, coarse: number])[] = [
  [0x000d, 0x0001],
  [0x000e, 0x0002],
];

const BY_REGISTER: ReadonlyMap<number, string> = new Map(CODES);

/** The OBIS code of a register; undefined where it has none of its own. */
export function codeOfRegister(register: number): string | undefined {
  return BY_REGISTER.get(register);
}

/** What one asks an electricity meter for; registers that are compared stand side by side. */
export const ELECTRICITY_REGISTERS: readonly number[] = [
  ...new Set([...FINER.flatMap(([fine, coarse]) => [coarse, fine]), ...BY_REGISTER.keys()]),
];
