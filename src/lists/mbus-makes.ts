import type { MbusAddress } from '../base/mbus-address';

/**
 * Electricity meters that one country alone has, by manufacturer, version and device type. They send what their grid
 * companies have agreed on, so that the records need no list of their own; the name tells the country.
 */
const MAKES: readonly (readonly [list: string, manufacturer: string, version: number | 'any', type: number])[] = [
  // Elgama GAMA 150 and 350 at Stoen and PGE (wmbusmeters, issues 1318 and 2036).
  ['gama', 'EGM', 'any', 0x02],
  // Tauron's HAN AMIplus: Apator, NES, Sanxing (wmbusmeters, driver `amiplus`; wmbusmeters issue 453).
  ['amiplus', 'APA', 0x01, 0x02],
  ['amiplus', 'APA', 0x02, 0x02],
  ['amiplus', 'APT', 0x01, 0x02],
  ['amiplus', 'DEV', 0x00, 0x02],
  ['amiplus', 'DEV', 0x01, 0x02],
  ['amiplus', 'DEV', 0x02, 0x37],
  ['amiplus', 'NES', 0x03, 0x02],
  ['amiplus', 'KPL', 'any', 0x02],
];

const MANUFACTURERS: ReadonlySet<string> = new Set(MAKES.map(([, manufacturer]) => manufacturer));

/** The list that a meter sends; undefined where its make does not tell. */
export function makeOf({ manufacturer, version, type }: MbusAddress): string | undefined {
  // Most meters are of none of them.
  if (!MANUFACTURERS.has(manufacturer)) return undefined;
  const fits = (row: (typeof MAKES)[number]) =>
    row[1] === manufacturer && (row[2] === 'any' || row[2] === version) && row[3] === type;
  return MAKES.find(fits)?.[0];
}
