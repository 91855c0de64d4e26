import { crc16Xmodem } from '../base/crc';
import type { HouseholdRecord } from './household-state';
import { type MeterIds, serialBytes } from './meter-ids';
import type { Responder, ResponderOptions } from './meter-model';

/*
 * The Kamstrup Meter Protocol as its users describe it (bsdphk/PyKamstrup; gertvdijk/PyKMP; Kamstrup, MULTICAL 62
 * technical description 5512-1036, clause 12): start byte, address, command, data, CRC-16/XMODEM with its high byte
 * first, stop byte. What lies between the two is stuffed after its CRC was summed.
 */

const FROM_MASTER = 0x80;
const FROM_METER = 0x40;
const STOP = 0x0d;
const ESCAPE = 0x1b;
const STUFFED: ReadonlySet<number> = new Set([0x06, STOP, ESCAPE, FROM_METER, FROM_MASTER]);

const ADDRESS = 0x3f;
const GET_TYPE = 0x01;
const GET_SERIAL = 0x02;
const GET_REGISTER = 0x10;
const MAX_REGISTERS = 8;
/** Address, command, count, eight registers, CRC, each byte stuffed. */
const MAX_REQUEST = 2 * (3 + 2 * MAX_REGISTERS + 2);

/** What a register says: mantissa × 10^exponent in a unit (PyKamstrup's table of units). */
export interface KmpRegister {
  readonly unit: number;
  readonly exponent: number;
  /** 0 to 2^32 - 1. */
  readonly mantissa: (state: HouseholdRecord) => number;
}

export interface KmpMeter {
  /** Meter type and software revision, two bytes each. */
  readonly type: Buffer;
  readonly registers: ReadonlyMap<number, KmpRegister>;
}

/** A meter that tells its type, its serial number, and its registers. It does not answer what it does not understand. */
export class KmpResponder implements Responder {
  readonly #meter: KmpMeter;
  readonly #echo: boolean;
  /** Of the request that is arriving, without its start byte. */
  #request: number[] = [];

  constructor(meter: KmpMeter, { echo }: ResponderOptions) {
    this.#meter = meter;
    this.#echo = echo;
  }

  answer(bytes: Uint8Array, state: HouseholdRecord, ids: MeterIds): Buffer {
    const answers: Buffer[] = this.#echo ? [Buffer.from(bytes)] : [];
    for (const byte of bytes) {
      if (byte === FROM_MASTER) this.#request = [];
      else if (byte === STOP) answers.push(this.#reply(state, ids));
      else if (this.#request.length < MAX_REQUEST) this.#request.push(byte);
    }
    return Buffer.concat(answers);
  }

  #reply(state: HouseholdRecord, ids: MeterIds): Buffer {
    const content = unstuffed(this.#request);
    this.#request = [];
    if (content[0] !== ADDRESS || crc16Xmodem(content, 0, content.length) !== 0) return NOTHING;
    const command = content[1]!;
    const data = this.#data(command, content.subarray(2, -2), state, ids);
    return data === undefined ? NOTHING : response(Buffer.concat([Buffer.of(ADDRESS, command), data]));
  }

  #data(command: number, asked: Buffer, state: HouseholdRecord, ids: MeterIds): Buffer | undefined {
    if (command === GET_TYPE) return this.#meter.type;
    if (command === GET_SERIAL) return serialBytes(ids);
    if (command === GET_REGISTER) return this.#registers(asked, state);
    return undefined;
  }

  /** Those that it does not have are left out. */
  #registers(asked: Buffer, state: HouseholdRecord): Buffer | undefined {
    const [count = 0] = asked;
    if (count > MAX_REGISTERS || asked.length !== 1 + 2 * count) return undefined;
    const numbers = Array.from({ length: count }, (_, i) => asked.readUInt16BE(1 + 2 * i));
    return Buffer.concat(
      numbers.map((number) => {
        const register = this.#meter.registers.get(number);
        return register === undefined ? NOTHING : registerBytes(number, register, state);
      }),
    );
  }
}

const NOTHING = Buffer.alloc(0);
const MANTISSA_LENGTH = 4;
const NEGATIVE_EXPONENT = 0x40;

/** Number, unit, length of the mantissa, signs and exponent, mantissa; numbers big-endian. */
function registerBytes(number: number, { unit, exponent, mantissa }: KmpRegister, state: HouseholdRecord): Buffer {
  const bytes = Buffer.alloc(9);
  bytes.writeUInt16BE(number, 0);
  bytes[2] = unit;
  bytes[3] = MANTISSA_LENGTH;
  bytes[4] = (exponent < 0 ? NEGATIVE_EXPONENT : 0) | Math.abs(exponent);
  bytes.writeUInt32BE(mantissa(state) >>> 0, 5);
  return bytes;
}

function response(content: Buffer): Buffer {
  const crc = crc16Xmodem(content, 0, content.length);
  const stuffed = [...content, crc >> 8, crc & 0xff].flatMap((byte) =>
    STUFFED.has(byte) ? [ESCAPE, byte ^ 0xff] : [byte],
  );
  return Buffer.of(FROM_METER, ...stuffed, STOP);
}

function unstuffed(bytes: readonly number[]): Buffer {
  const plain: number[] = [];
  for (let i = 0; i < bytes.length; i++) plain.push(bytes[i] === ESCAPE ? (bytes[++i] ?? 0) ^ 0xff : bytes[i]!);
  return Buffer.from(plain);
}
