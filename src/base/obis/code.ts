/**
 * OBIS codes (IEC 62056-61): medium A, channel B, quantity C, type D, tariff E. Value group F is not used on customer
 * ports (DSMR P1 Companion Standard 5.0.2, clause 6.4) and is left out.
 */

/** `A-B:C.D.E` as IEC 62056-61 Annex A prints it. */
export function formatObis(a: number, b: number, c: number, d: number, e: number): string {
  return `${a}-${b}:${c}.${d}.${e}`;
}

const PRINTED = /^(\d+)-(\d+):(\d+)\.(\d+)\.(\d+)$/;

/** The five groups of a code as this package prints it; throws a `RangeError` on anything else. */
export function obisGroups(code: string): [a: number, b: number, c: number, d: number, e: number] {
  const groups = PRINTED.exec(code)?.slice(1).map(Number);
  if (groups === undefined || groups.some((group) => group > 0xff)) throw new RangeError(`not an OBIS code: ${code}`);
  return groups as [number, number, number, number, number];
}
