/** Tags of application protocol data units (DLMS UA Green Book, edition 8, clause 9.5: the choice of COSEMpdu). */
export const APDU = {
  dataNotification: 0x0f,
  eventNotification: 0xc2,
  generalGloCiphering: 0xdb,
  generalDedCiphering: 0xdc,
  generalCiphering: 0xdd,
  generalBlockTransfer: 0xe0,
} as const;

/** `glo-` and `ded-` with the service that they cipher: initiate, read, write, ..., get, set, event, action. */
const SERVICE_CIPHERING: readonly number[] = [
  ...[0x21, 0x25, 0x26, 0x28, 0x2c, 0x2d, 0x2e, 0x36, 0x38],
  ...[0x41, 0x45, 0x46, 0x48, 0x4c, 0x4d, 0x4e, 0x56, 0x58],
  ...[0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xcf],
  ...[0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd7],
];

const ENCRYPTED: ReadonlySet<number> = new Set([
  ...SERVICE_CIPHERING,
  APDU.generalGloCiphering,
  APDU.generalDedCiphering,
  APDU.generalCiphering,
]);

/** Clear requests and responses: get, set, event, action, exception, access. */
const CLEAR_SERVICES = [0xc0, 0xc1, APDU.eventNotification, 0xc3, 0xc4, 0xc5, 0xc7, 0xd8, 0xd9, 0xda];

const KNOWN: ReadonlySet<number> = new Set([
  ...ENCRYPTED,
  ...CLEAR_SERVICES,
  APDU.dataNotification,
  APDU.generalBlockTransfer,
]);

/** Whether the APDU with this tag is ciphered. */
export function isEncrypted(tag: number | undefined): boolean {
  return tag !== undefined && ENCRYPTED.has(tag);
}

/** Whether an APDU may begin with this byte. */
export function isApduTag(byte: number | undefined): boolean {
  return byte !== undefined && KNOWN.has(byte);
}
