import { scaled } from '../../base/decimal';
import { upperHex } from '../../base/hex';
import type { MeterObject, RecordDetails } from '../../base/telegram';
import { bcdDigits, bcdNumber, namingDigits } from './bcd';
import type { RecordData } from './data';
import { recordTime } from './date-time';
import type { Meaning } from './meaning';
import { integer, real } from './number';
import { latinText } from './text';

/** The object of a record, into which its data are read. */
export interface RecordObject extends MeterObject {
  record: RecordDetails;
}

/** No quantity needs an integer of more bytes: what is longer stands for something else. */
const MAX_INTEGER = 8;

/** Puts into `object` what the data of its record say. */
export function readValue(object: RecordObject, data: RecordData, meaning: Meaning): void {
  if (data.variable && meaning.profile !== undefined) {
    object.value = upperHex(data.bytes);
    return;
  }
  switch (data.coding) {
    case 'none':
      if (meaning.error !== undefined) object.record.error = meaning.error;
      return;
    case 'text':
      object.value = latinText(data.bytes) ?? upperHex(data.bytes);
      return;
    case 'binary':
      object.value = upperHex(data.bytes);
      return;
    case 'real':
      realValue(object, data, meaning);
      return;
    case 'bcd':
      bcdValue(object, data, meaning);
      return;
    case 'integer':
      integerValue(object, data, meaning);
  }
}

function realValue(object: RecordObject, data: RecordData, meaning: Meaning): void {
  const number = real(data.bytes);
  if (number === undefined) invalid(object, data);
  else if (hasScale(meaning)) scaledValue(object, number, meaning);
  else withoutValue(object, number, meaning);
}

function bcdValue(object: RecordObject, data: RecordData, meaning: Meaning): void {
  const isName = meaning.kind === 'identification';
  const digits = isName ? namingDigits(data.bytes) : bcdDigits(data.source, data.start, data.end);
  if (digits === undefined || (data.negative && digits.startsWith('-'))) invalid(object, data);
  else if (isName) object.value = digits;
  else numberValue(object, bcdNumber(data.negative ? `-${digits}` : digits), meaning);
}

function integerValue(object: RecordObject, data: RecordData, meaning: Meaning): void {
  if (meaning.kind === 'time') timeValue(object, data);
  else if (meaning.kind === 'bytes' || data.length > MAX_INTEGER) object.value = upperHex(data.bytes);
  else if (meaning.kind === 'identification') object.value = identification(data.bytes);
  else numberValue(object, integer(data.source, meaning.kind === 'number', data.start, data.end), meaning);
}

/** Eight bytes are an address of M-Bus: number, manufacturer, version, device type (EN 13757-3, clause 6.4.2). */
function identification(bytes: Buffer): string {
  return bytes.length === MAX_INTEGER ? upperHex(bytes) : String(integer(bytes, false));
}

function numberValue(object: RecordObject, raw: number | string, meaning: Meaning): void {
  if (!hasScale(meaning)) {
    withoutValue(object, raw, meaning);
    return;
  }
  scaledValue(object, raw, meaning);
  if (meaning.unit === undefined && meaning.exponent === 0) return;
  object.raw = raw;
  object.scaler = meaning.exponent;
  object.scalerFrom = 'wire';
}

/** What tells how large a number is. */
interface Scaled extends Meaning {
  readonly exponent: number;
}

function hasScale(meaning: Meaning): meaning is Scaled {
  return meaning.error === undefined && meaning.exponent !== undefined;
}

function scaledValue(object: RecordObject, raw: number | string, { exponent, unit }: Scaled): void {
  object.value = scaled(raw, exponent);
  if (unit !== undefined) object.unit = unit;
}

/** What was sent is no value, or nobody can tell its scale. */
function withoutValue(object: RecordObject, raw: number | string, { error }: Meaning): void {
  object.raw = raw;
  if (error !== undefined) object.record.error = error;
}

function timeValue(object: RecordObject, data: RecordData): void {
  const time = recordTime(data.bytes);
  if (time === undefined) {
    invalid(object, data);
    return;
  }
  object.value = time.text;
  if (time.complete) object.timestamp = time.text;
  if (time.complete && time.dst !== undefined) object.dst = time.dst;
  if (time.doubtful) object.record.doubtful = true;
}

function invalid(object: RecordObject, data: RecordData): void {
  object.record.bytes = upperHex(data.source, data.start, data.end);
}
