import { shift } from '../base/decimal';
import type { MeterObject } from '../base/telegram';
import { type Quantity, READING_UNITS, unitOf } from '../base/units';
import type { SubMeter } from './reading';
import type { Zone } from './zone';

/** A device type that stands for none, or that nobody knows. */
const NO_TYPE = '';

/** M-Bus device types, printed as decimal numbers (EN 13757-3, table of media; DSMR 5.0.2, clause 6.12). */
const DEVICE_TYPES: Readonly<Record<number, string>> = {
  2: 'electricity',
  3: 'gas',
  4: 'heat',
  6: 'hot water',
  7: 'water',
  8: 'heat cost allocator',
  10: 'cooling',
  11: 'cooling',
  12: 'heat',
  13: 'heat and cooling',
  21: 'hot water',
  22: 'water',
};

const MEASURED: ReadonlySet<Quantity> = new Set(['volume', 'heat', 'energy']);

/** A meter of the same type that has not reported for so long while another did is the one that was taken away. */
const REPLACED_AFTER = 24 * 3600_000;

interface Device {
  channel: number;
  type?: string;
  id?: string;
  reading?: MeterObject;
}

/**
 * The M-Bus devices among `objects`. A device without a valid time has been removed. Where one meter stands on two
 * channels, or an old one beside its successor, the newest reading wins.
 */
export function subMeters(objects: readonly MeterObject[], zone: Zone): SubMeter[] {
  const reporting = devices(objects).filter(
    (device) =>
      device.type !== undefined &&
      device.type !== NO_TYPE &&
      device.reading?.timestamp !== undefined &&
      isMeasured(device.reading),
  );
  return reporting
    .filter((device) => !reporting.some((other) => replaces(other, device)))
    .map((device) => subMeter(device, zone));
}

/** Objects of a channel come together; another type on the channel begins another device. DSMR 3 sends the id first. */
function devices(objects: readonly MeterObject[]): Device[] {
  const all: Device[] = [];
  const current = new Map<number, Device>();
  for (const object of objects) {
    const channel = channelOf(object);
    if (channel === undefined) continue;
    let device = current.get(channel);
    if (device === undefined || (object.name === 'subMeterType' && device.type !== undefined)) {
      device = { channel };
      current.set(channel, device);
      all.push(device);
    }
    if (object.name === 'subMeterType') device.type = DEVICE_TYPES[Number(object.value)] ?? NO_TYPE;
    else if (object.name === 'subMeterId' && object.value !== '') device.id = object.text ?? String(object.value);
    else if (object.name === 'subMeterReading' && isNewer(object, device.reading)) device.reading = object;
  }
  return all;
}

/** The channel of `0-n:`, 1 to 4; undefined for the electricity meter's own objects. */
function channelOf({ obis }: MeterObject): number | undefined {
  if (obis === undefined || obis.charCodeAt(0) !== 0x30 || obis.charCodeAt(3) !== 0x3a) return undefined;
  const channel = obis.charCodeAt(2) - 0x30;
  return channel >= 1 && channel <= 4 ? channel : undefined;
}

function isMeasured({ value, unit }: MeterObject): boolean {
  const quantity = unit === undefined ? undefined : unitOf(unit)?.quantity;
  return typeof value === 'number' && quantity !== undefined && MEASURED.has(quantity);
}

function isNewer(object: MeterObject, than: MeterObject | undefined): boolean {
  return than === undefined || (object.timestamp ?? '') > (than.timestamp ?? '');
}

function replaces(other: Device, device: Device): boolean {
  if (other === device || other.type !== device.type) return false;
  const lead = Date.parse(other.reading!.timestamp!) - Date.parse(device.reading!.timestamp!);
  if (other.id !== undefined && other.id === device.id)
    return lead > 0 || (lead === 0 && other.channel > device.channel);
  return lead > REPLACED_AFTER;
}

function subMeter({ channel, type, id, reading }: Device, zone: Zone): SubMeter {
  const { value, unit, timestamp, dst } = reading!;
  const { quantity, places } = unitOf(unit!)!;
  return {
    type: type!,
    channel,
    ...(id !== undefined && { id }),
    value: shift(value as number, places),
    unit: READING_UNITS[quantity],
    timestamp: zone.iso(dst === undefined ? { local: timestamp! } : { local: timestamp!, dst }),
  };
}
