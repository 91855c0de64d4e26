import type { MeterKeys } from '../base/keys';

/**
 * The keys of every simulated meter that encrypts: published, so they keep nothing secret. They are those of the
 * examples of the DLMS UA Green Book.
 */
export const TEST_KEYS = {
  encryption: '000102030405060708090A0B0C0D0E0F',
  authentication: 'D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF',
} as const satisfies MeterKeys;

/** Luxembourg's authentication key is the same for all meters, and public (Smarty P1 specification, clause 3.2.5). */
export const LUXEMBOURG_TEST_KEYS = {
  encryption: TEST_KEYS.encryption,
  authentication: '00112233445566778899AABBCCDDEEFF',
} as const satisfies MeterKeys;
