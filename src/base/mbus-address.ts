import { upperHex } from './hex';
import { Known } from './known';
import { manufacturerLetters } from './mbus-manufacturer';

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

/** Of a link layer, at `start`: manufacturer, number, version, type (EN 13757-4). */
export function linkAddress(bytes: Buffer, start = 0): MbusAddress {
  const known = knownAddress(bytes.readUInt32LE(start + 2), bytes.readUInt16LE(start), bytes, start);
  return known ?? newAddress(bytes.subarray(start, start + ADDRESS_LENGTH));
}

/** Of a long header, at `start`: number, manufacturer, version, type (EN 13757-7). */
export function headerAddress(bytes: Buffer, start = 0): MbusAddress {
  const known = knownAddress(bytes.readUInt32LE(start), bytes.readUInt16LE(start + 4), bytes, start);
  if (known !== undefined) return known;
  const part = (from: number, to: number) => bytes.subarray(start + from, start + to);
  return newAddress(Buffer.concat([part(4, 6), part(0, 4), part(6, ADDRESS_LENGTH)]));
}

/** The same devices speak again and again: by manufacturer and number. */
const KNOWN = new Known<number, MbusAddress>(512);

/** Both forms have version and type in the same place. */
function knownAddress(id: number, manufacturer: number, bytes: Buffer, start: number): MbusAddress | undefined {
  const known = KNOWN.get(keyOf(id, manufacturer));
  return known !== undefined && known.version === bytes[start + 6] && known.type === bytes[start + 7]
    ? known
    : undefined;
}

function newAddress(bytes: Buffer): MbusAddress {
  const address = addressOf(Buffer.from(bytes));
  KNOWN.set(keyOf(bytes.readUInt32LE(2), bytes.readUInt16LE(0)), address);
  return address;
}

/** 48 bits, which a number holds. */
function keyOf(id: number, manufacturer: number): number {
  return id * 0x10000 + manufacturer;
}

function addressOf(bytes: Buffer): MbusAddress {
  return {
    id: upperHex(Buffer.of(bytes[5]!, bytes[4]!, bytes[3]!, bytes[2]!)),
    manufacturer: manufacturerLetters(bytes.readUInt16LE(0)),
    version: bytes[6]!,
    type: bytes[7]!,
    bytes,
  };
}

const TEXTS = new WeakMap<MbusAddress, string>();

/** As frames hold it: M and A as sent, in hexadecimal digits. */
export function addressText(address: MbusAddress): string {
  const known = TEXTS.get(address);
  if (known !== undefined) return known;
  const text = upperHex(address.bytes);
  TEXTS.set(address, text);
  return text;
}

/** What {@link addressText} made. */
export function addressFrom(text: string): MbusAddress {
  const known = READ.get(text);
  if (known !== undefined) return known;
  const address = linkAddress(Buffer.from(text, 'hex'));
  READ.set(text, address);
  return address;
}

/** By their text. */
const READ = new Known<string, MbusAddress>(512);

/** Whether it is one that {@link addressFrom} reads. */
export function isAddress(text: string): boolean {
  return /^[0-9A-F]{16}$/.test(text);
}
