import { AXDR, type Data } from '../base/axdr';
import { shift } from '../base/decimal';
import { upperHex } from '../base/hex';
import type { CatalogueRow } from '../base/obis/catalogue';
import type { MeterObject, MeterTime, Piece } from '../base/telegram';
import { dlmsTime } from '../parse/dlms-time';
import { printableText } from './text';

/** How a number is meant: `value` = raw × 10^`scaler`. */
export interface Scale {
  /** Undefined: nobody can tell yet. */
  readonly scaler: number | undefined;
  readonly unit: string | undefined;
  readonly from: 'wire' | 'list';
}

/** The object that a code and a piece of data make. */
export function objectOf(row: CatalogueRow, data: Data, scale: Scale | undefined): MeterObject {
  const { obis, name, kind } = row;
  const { value, bytes } = data;
  if (bytes !== undefined) {
    const time = timeIn(data);
    if (time !== undefined) return timeObject({ obis, name }, time);
    return { obis, name, value: halfTime(kind, bytes) ?? plainValue(data) };
  }
  if (typeof value === 'number' || typeof value === 'bigint') return numberObject(row, value, scale);
  return valueObject({ obis, name }, data);
}

/** The object of a value that is neither a time nor a number with a unit: text, a state, or a structure of such. */
export function valueObject(named: { obis?: string; name: string }, data: Data): MeterObject {
  const object: MeterObject = { ...named, value: plainValue(data) };
  if (data.items !== undefined) object.items = data.items.map(pieceOf);
  return object;
}

function pieceOf(data: Data): Piece {
  return data.items === undefined ? plainValue(data) : data.items.map(pieceOf);
}

/** Text where it is text, else hexadecimal digits. */
function plainValue({ value, bytes }: Data): number | string | null {
  if (bytes !== undefined) return printableText(bytes) ?? upperHex(bytes);
  if (typeof value === 'boolean') return String(value);
  return value === null ? null : plainNumber(value);
}

/** An octet string of twelve bytes that is a time is a time; no text that a meter sends is both. */
function timeIn({ tag, bytes }: Data): MeterTime | undefined {
  return tag === AXDR.octetString || tag === AXDR.dateTime ? dlmsTime(bytes!) : undefined;
}

function timeObject(named: { obis: string; name: string }, { local, dst, deviation }: MeterTime): MeterObject {
  const object: MeterObject = { ...named, value: local + offsetText(deviation), timestamp: local };
  if (dst !== undefined) object.dst = dst;
  return object;
}

/** Date (5 bytes) and time of day (4 bytes) as meters print them where each has a code of its own. */
function halfTime(kind: CatalogueRow['kind'], bytes: Buffer): string | undefined {
  const pad = (part: number) => String(part).padStart(2, '0');
  if (kind === 'date' && bytes.length === 5) {
    return `${bytes.readUInt16BE(0)}-${pad(bytes[2]!)}-${pad(bytes[3]!)}`;
  }
  return kind === 'time-of-day' && bytes.length === 4
    ? `${pad(bytes[0]!)}:${pad(bytes[1]!)}:${pad(bytes[2]!)}`
    : undefined;
}

/** A deviation counts from local time to UTC, an offset the other way (IEC 62056-6-2, clause 4.1.6.1). */
function offsetText(deviation: number | undefined): string {
  if (deviation === undefined) return '';
  const minutes = Math.abs(deviation);
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${deviation > 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** Literals, as they make one shape each: objects that grow are several times slower to make. */
function numberObject({ obis, name }: CatalogueRow, sent: number | bigint, scale: Scale | undefined): MeterObject {
  const raw = plainNumber(sent);
  if (scale === undefined) return { obis, name, value: raw };
  const { scaler, unit, from: scalerFrom } = scale;
  if (scaler === undefined) return { obis, name, value: null, ...(unit !== undefined && { unit }), raw, scalerFrom };
  const value = scaled(raw, scaler);
  if (unit === undefined) return { obis, name, value, raw, scaler, scalerFrom };
  return { obis, name, value, unit, raw, scaler, scalerFrom };
}

/** A number where it is exact, else its decimal digits. */
function plainNumber(sent: number | bigint): number | string {
  const number = Number(sent);
  return typeof sent === 'number' || BigInt(number) === sent ? number : String(sent);
}

/** `raw` × 10^`scaler`; digits that no number holds exactly stay digits. */
export function scaled(raw: number | string, scaler: number): number | string {
  if (typeof raw === 'number') return shift(raw, scaler);
  return scaler === 0 ? raw : `${raw}e${scaler}`;
}
