import type { Meter, MeterObject } from '../base/telegram';

/** Which object names the meter where several could: the one that the grid company uses first. */
const IDS: Readonly<Record<string, number>> = { meterId: 4, serialNumber: 3, meterNumber: 2, logicalDeviceName: 1 };

/** FLAG codes (DLMS User Association) of the makers of lists that carry none. */
const MAKERS: readonly (readonly [listVersion: RegExp, flag: string])[] = [
  [/^AIDON/, 'ADN'],
  [/^KFM/, 'KFM'],
  [/^Kamstrup/, 'KAM'],
];

/** Three letters and the number behind them (IEC 62056-6-2, clause 4.1.8.2). */
const DEVICE_NAME = /^([A-Z]{3})\w+$/;

/** Whose list it is. */
export function meterIn(objects: readonly MeterObject[]): Meter {
  let [id, rank]: [string | undefined, number] = [undefined, 0];
  let model: string | undefined;
  let manufacturer: string | undefined;
  for (const { name, value } of objects) {
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const own = IDS[name] ?? 0;
    if (own > rank && value !== '') [id, rank] = [String(value), own];
    if (name === 'meterType' && value !== '') model = String(value);
    if (name === 'logicalDeviceName') manufacturer ??= DEVICE_NAME.exec(String(value))?.[1];
    if (name === 'listVersion') manufacturer ??= MAKERS.find(([version]) => version.test(String(value)))?.[1];
  }
  return {
    ...(id !== undefined && { id }),
    ...(manufacturer !== undefined && { manufacturer }),
    ...(model !== undefined && { model }),
  };
}
