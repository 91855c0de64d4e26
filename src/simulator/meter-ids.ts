import { mix } from './noise';

/** Equipment identifiers, as printed on the meters. */
export interface MeterIds {
  readonly id: string;
  readonly gasId: string;
}

/** Dutch meters carry a letter, four digits for the type (0099 is invented), ten for the meter, two for its year. */
export function idsOf(seed: number): MeterIds {
  const serial = String(mix(seed)).padStart(10, '0');
  return { id: `E0099${serial}26`, gasId: `G0099${serial}26` };
}

/** The same meter in the countries whose meters carry 16 digits: the letter is left out. */
export function meterNumber({ id }: MeterIds): string {
  return id.slice(1);
}

/** A logical device name of 16 characters: `SIM` for no maker, and a number (IEC 62056-6-2, clause 4.1.8.2). */
export function deviceName({ id }: MeterIds): string {
  return `SIM${id.slice(-13)}`;
}

/** The ten digits for the meter alone. */
export function serialNumber({ id }: MeterIds): string {
  return id.slice(5, 15);
}

/** The eight digits that a radio telegram has room for. */
export function radioNumber(ids: MeterIds): string {
  return serialNumber(ids).slice(-8);
}

/** The serial number as four bytes, big-endian. */
export function serialBytes(ids: MeterIds): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(Number(serialNumber(ids)) >>> 0);
  return bytes;
}

const TITLE_LENGTH = 8;

/**
 * A system title of 8 bytes: three letters of the maker and whatever the maker puts there, then the end of the serial
 * number (IEC 62056-5-3, clause 4.3.4). `start`: 4 to 7 characters.
 */
export function systemTitle(start: string, ids: MeterIds): Buffer {
  return Buffer.concat([Buffer.from(start, 'latin1'), serialBytes(ids).subarray(start.length - (TITLE_LENGTH - 4))]);
}
