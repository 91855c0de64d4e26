/** Who a meter is on the radio. */
export interface RadioAddress {
  /** Three letters (DLMS User Association). */
  readonly manufacturer: string;
  /** Eight digits. */
  readonly number: string;
  readonly version: number;
  /** EN 13757-7:2018, table 13. */
  readonly type: number;
}

/** Of a link layer: manufacturer, number, version, type; numbers with their low byte first (EN 13757-4). */
export function linkAddress(address: RadioAddress): Buffer {
  return Buffer.concat([manufacturerBytes(address), numberBytes(address), kindBytes(address)]);
}

/** Of a long header: number, manufacturer, version, type (EN 13757-7). */
export function headerAddress(address: RadioAddress): Buffer {
  return Buffer.concat([numberBytes(address), manufacturerBytes(address), kindBytes(address)]);
}

/** BCD, 4 bytes, low byte first. */
export function numberBytes({ number }: Pick<RadioAddress, 'number'>): Buffer {
  return Buffer.from(number, 'hex').reverse();
}

const BEFORE_A = 0x40;

/** Five bits a letter, A is 1. */
function manufacturerBytes({ manufacturer }: RadioAddress): Buffer {
  const word = [...manufacturer].reduce((bits, letter) => (bits << 5) | (letter.charCodeAt(0) - BEFORE_A), 0);
  return Buffer.of(word & 0xff, word >> 8);
}

function kindBytes({ version, type }: RadioAddress): Buffer {
  return Buffer.of(version, type);
}
