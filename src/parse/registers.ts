import { Cursor } from '../base/cursor';
import { shift } from '../base/decimal';
import { MeterError } from '../base/errors';
import type { Note } from '../base/frame';
import { upperHex } from '../base/hex';
import { catalogueRow } from '../base/obis/catalogue';
import { obisGroups } from '../base/obis/code';
import type { Meter, MeterObject, Telegram } from '../base/telegram';
import { unitOf } from '../base/units';
import { KMP } from '../framing/kmp';
import { codeOfRegister, FINER } from './kmp-registers';
import { type KmpRecord, kmpValue } from './kmp-value';

/**
 * Reads responses of the Kamstrup Meter Protocol that stand one after the other, as `KmpFraming` gives them: one byte
 * with the length of what follows, then address, command and data (Kamstrup, MULTICAL 62 technical description
 * 5512-1036, clause 12.1; gertvdijk/PyKMP, `messages.py`).
 *
 * Throws `truncated` where a length announces more than is there, `unsupported` for other commands; with the offset.
 */
export function parseRegisters(message: Buffer, note?: Note): Telegram {
  const meter: Meter = { manufacturer: 'KAM' };
  const objects: MeterObject[] = [];
  const cursor = new Cursor(message);
  while (cursor.left > 0) readResponse(responseAt(cursor), { objects, meter, list: 'kmp' }, note);
  preferFiner(objects);
  return { objects, meter, list: 'kmp' };
}

/** The response that follows, and the cursor behind it. */
function responseAt(cursor: Cursor): Cursor {
  const length = cursor.u8();
  const start = cursor.at;
  cursor.skip(length);
  return new Cursor(cursor.bytes, start, start + length);
}

function readResponse(response: Cursor, { objects, meter }: Telegram, note: Note | undefined): void {
  response.skip(ADDRESS_LENGTH);
  const at = response.at;
  const command = response.u8();
  const data = response.at;
  switch (command) {
    case KMP.getType:
      if (response.left !== TYPE_LENGTH + REVISION_LENGTH) return;
      meter.model = upperHex(response.take(TYPE_LENGTH));
      note?.(data, response.at, 'meterType');
      return;
    case KMP.getSerialNo:
      if (response.left !== SERIAL_LENGTH) return;
      meter.id = String(response.u32());
      note?.(data, response.at, 'meterId');
      return;
    case KMP.getRegister:
      while (response.left > 0) objects.push(readRegister(response, note));
      return;
    default:
      throw new MeterError('unsupported', `a response to command ${command}`, { offset: at });
  }
}

const ADDRESS_LENGTH = 1;
const TYPE_LENGTH = 2;
const REVISION_LENGTH = 2;
const SERIAL_LENGTH = 4;

function readRegister(response: Cursor, note: Note | undefined): MeterObject {
  const start = response.at;
  const register = response.u16();
  const unit = response.u8();
  const length = response.u8();
  const signs = response.u8();
  const record: KmpRecord = { register, unit, signs, mantissa: response.take(length) };
  const obis = codeOfRegister(register);
  const named = obis === undefined ? { name: nameOf(register) } : catalogued(obis);
  note?.(start, response.at, named.name);
  return { ...named, register, ...kmpValue(record) };
}

function catalogued(code: string): { obis: string; name: string } {
  const { obis, name } = catalogueRow(...obisGroups(code));
  return { obis, name };
}

function nameOf(register: number): string {
  return `register ${register}`;
}

/**
 * Gives the code of a register to the one that says the same with more digits, so that it occurs once. Where the two
 * disagree, or only the finer one is there, it may be one that leaves out what is above 999 kWh, and goes without.
 */
function preferFiner(objects: MeterObject[]): void {
  for (const [fine, coarse] of FINER) {
    const finer = objects.find(({ register }) => register === fine);
    const plain = objects.find(({ register }) => register === coarse);
    if (finer === undefined || plain === undefined || !agree(finer, plain)) continue;
    Object.assign(finer, catalogued(codeOfRegister(coarse)!));
    plain.name = nameOf(coarse);
    delete plain.obis;
  }
}

/** kWh: what a register of whole kWh leaves out, and one that is counted between the two. */
const TOLERANCE = 2;

function agree(finer: MeterObject, plain: MeterObject): boolean {
  const [one, other] = [kilowattHours(finer), kilowattHours(plain)];
  return one !== undefined && other !== undefined && Math.abs(one - other) < TOLERANCE;
}

function kilowattHours({ value, unit }: MeterObject): number | undefined {
  const known = unit === undefined ? undefined : unitOf(unit);
  return known?.quantity === 'energy' && typeof value === 'number' ? shift(value, known.places) : undefined;
}
