import { AXDR } from '../../base/axdr';
import { obisGroups } from '../../base/obis/code';

/*
 * Data in A-XDR, each with its tag (IEC 62056-6-2, clause 4.1.5; IEC 61334-6). Numbers are big-endian; what a register
 * cannot hold begins again from 0.
 */

export const NULL_DATA = Buffer.of(AXDR.nullData);

export function structure(...members: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.of(AXDR.structure), berLength(members.length), ...members]);
}

export function array(...items: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.of(AXDR.array), berLength(items.length), ...items]);
}

export function octetString(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(AXDR.octetString), berLength(bytes.length), bytes]);
}

/** ASCII in an octet string. */
export function octetText(text: string): Buffer {
  return octetString(Buffer.from(text, 'latin1'));
}

/** ASCII. */
export function visibleString(text: string): Buffer {
  return Buffer.concat([Buffer.of(AXDR.visibleString), berLength(text.length), Buffer.from(text, 'latin1')]);
}

/** Of 8 bits, signed. */
export function integer(value: number): Buffer {
  return Buffer.of(AXDR.integer, value & 0xff);
}

/** Of 16 bits, signed. */
export function long(value: number): Buffer {
  return Buffer.of(AXDR.long, (value >> 8) & 0xff, value & 0xff);
}

/** Of 16 bits. */
export function longUnsigned(value: number): Buffer {
  return Buffer.of(AXDR.longUnsigned, (value >> 8) & 0xff, value & 0xff);
}

/** Of 32 bits. */
export function doubleLongUnsigned(value: number): Buffer {
  const bytes = Buffer.of(AXDR.doubleLongUnsigned, 0, 0, 0, 0);
  bytes.writeUInt32BE(value >>> 0, 1);
  return bytes;
}

export function enumerated(value: number): Buffer {
  return Buffer.of(AXDR.enum, value & 0xff);
}

/** A code `A-B:C.D.E` as an octet string of six bytes; value group F is not used. */
export function obisCode(code: string): Buffer {
  return octetString(Buffer.of(...obisGroups(code), 0xff));
}

/** The short or the long form of BER (ISO/IEC 8825-1, clause 8.1.3), in as few bytes as it takes. */
export function berLength(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  if (length < 0x100) return Buffer.of(0x81, length);
  return longBerLength(length);
}

/** In three bytes, as meters write it before what they encrypt, however short that is. */
export function longBerLength(length: number): Buffer {
  return Buffer.of(0x82, length >> 8, length & 0xff);
}
