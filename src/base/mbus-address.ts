import { upperHex } from './hex';
import { manufacturerLetters } from './mbus-manufacturer';
import { Recent } from './recent';

/** Who a device of M-Bus is (EN 13757-7). */
export interface MbusAddress {
  /** The identification number, 8 digits; hexadecimal ones where the maker does not keep to BCD. */
  readonly id: string;
  /** Three letters. */
  readonly manufacturer: string;
  /** Version, or generation, of the device. */
  readonly version: number;
  /** Device type; `deviceTypeName` tells its name. */
  readonly type: number;
  /** M and A as radio sends them: manufacturer (2 bytes), number (4), both with the low byte first, version, type. */
  readonly bytes: Buffer;
}

export const ADDRESS_LENGTH = 8;

/** Of a link layer: manufacturer, number, version, type (EN 13757-4). Makes a copy. */
export function linkAddress(bytes: Buffer): MbusAddress {
  return addressOf(Buffer.from(bytes.subarray(0, ADDRESS_LENGTH)));
}

/** Of a long header: number, manufacturer, version, type (EN 13757-7). Makes a copy. */
export function headerAddress(bytes: Buffer): MbusAddress {
  const [number, manufacturer, rest] = [bytes.subarray(0, 4), bytes.subarray(4, 6), bytes.subarray(6, ADDRESS_LENGTH)];
  return addressOf(Buffer.concat([manufacturer, number, rest]));
}

function addressOf(bytes: Buffer): MbusAddress {
  return {
    id: bytes.readUInt32LE(2).toString(16).padStart(8, '0').toUpperCase(),
    manufacturer: manufacturerLetters(bytes.readUInt16LE(0)),
    version: bytes[6]!,
    type: bytes[7]!,
    bytes,
  };
}

/** As frames hold it: M and A as sent, in hexadecimal digits. */
export function addressText({ bytes }: MbusAddress): string {
  return upperHex(bytes);
}

/** The same devices speak again and again. */
const KNOWN = new Recent<MbusAddress>(256);

/** What {@link addressText} made. */
export function addressFrom(text: string): MbusAddress {
  const known = KNOWN.get(text);
  if (known !== undefined) return known;
  const address = addressOf(Buffer.from(text, 'hex'));
  KNOWN.set(text, address);
  return address;
}

/** Whether it is one that {@link addressFrom} reads. */
export function isAddress(text: string): boolean {
  return /^[0-9A-F]{16}$/.test(text);
}
