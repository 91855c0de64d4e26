/** What a device is (EN 13757-7; OMS Specification Volume 2). What is not listed is reserved. */
const DEVICE_TYPES: readonly (readonly [code: number, name: string])[] = [
  [0x00, 'other'],
  [0x01, 'oil'],
  [0x02, 'electricity'],
  [0x03, 'gas'],
  [0x04, 'heat'],
  [0x05, 'steam'],
  [0x06, 'warm water'], // 30 to 90 °C
  [0x07, 'water'],
  [0x08, 'heat cost allocator'],
  [0x09, 'compressed air'],
  [0x0a, 'cooling, volume at outlet'],
  [0x0b, 'cooling, volume at inlet'],
  [0x0c, 'heat, volume at inlet'],
  [0x0d, 'heat and cooling'],
  [0x0e, 'system component'],
  [0x0f, 'unknown'],
  [0x10, 'irrigation water'],
  [0x11, 'water data logger'],
  [0x12, 'gas data logger'],
  [0x13, 'gas converter'],
  [0x14, 'calorific value'],
  [0x15, 'hot water'], // from 90 °C
  [0x16, 'cold water'],
  [0x17, 'hot and cold water'],
  [0x18, 'pressure'],
  [0x19, 'A/D converter'],
  [0x1a, 'smoke detector'],
  [0x1b, 'room sensor'],
  [0x1c, 'gas detector'],
  [0x20, 'breaker'],
  [0x21, 'valve'],
  [0x25, 'customer unit'],
  [0x28, 'waste water'],
  [0x29, 'garbage'],
  [0x31, 'communication controller'],
  [0x32, 'unidirectional repeater'],
  [0x33, 'bidirectional repeater'],
  [0x36, 'radio converter, system side'],
  [0x37, 'radio converter, meter side'],
  [0x38, 'bus converter, meter side'],
];

const NAMES: ReadonlyMap<number, string> = new Map(DEVICE_TYPES);

/** The name of a device type; undefined where the code is reserved. */
export function deviceTypeName(code: number): string | undefined {
  return NAMES.get(code);
}
