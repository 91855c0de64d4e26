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
  const meter: Meter = {};
  let rank = 0;
  for (const { name, value } of objects) {
    if (value === '' || value === null) continue;
    const text = String(value);
    const own = IDS[name] ?? 0;
    if (own > rank) {
      meter.id = text;
      rank = own;
    }
    if (name === 'meterType') meter.model = text;
    if (name === 'logicalDeviceName') meter.manufacturer ??= DEVICE_NAME.exec(text)?.[1] as string;
    if (name === 'listVersion') meter.manufacturer ??= MAKERS.find(([version]) => version.test(text))?.[1] as string;
  }
  if (meter.manufacturer === undefined) delete meter.manufacturer;
  return meter;
}
