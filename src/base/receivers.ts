/** How a radio receiver hands on the telegrams that it hears. */
export type Dialect = (typeof DIALECTS)[number];

/** Every one of them, in the order in which people meet them. */
export const DIALECTS = [
  'im871a', // IMST iM871A-USB: WiMOD HCI
  'hex', // lines of hexadecimal digits, as ESP bridges print and publish them
  'iu891a', // IMST iU891A-XL: WiMOD HCI in SLIP
  'amb8465', // Amber Wireless, Würth: AMB8465-M, Metis-I, Metis-II
  'cul', // CUL, nanoCUL: culfw, a-culfw
  'rc1180', // Radiocrafts RC1180-MBUS
  'embit', // Embit WMB modules
  'rtl-wmbus', // lines of rtl_wmbus
  'rtl-433', // JSON, CSV or text of rtl_433
  'raw', // bytes of telegrams, one behind the other
  'chips', // chips of modes T and C from a radio chip, from the synchronisation word on
] as const;

export function isDialect(name: unknown): name is Dialect {
  return DIALECTS.some((dialect) => dialect === name);
}

/** Modes of wireless M-Bus (EN 13757-4) that a receiver can be told to listen to. */
export type RadioMode = (typeof RADIO_MODES)[number];

export const RADIO_MODES = ['T1', 'C1', 'S1', 'T1+C1'] as const;
