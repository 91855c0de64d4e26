import { crc16Arc } from '../base/crc';
import { shift } from '../base/decimal';
import type { HouseholdRecord } from './household-state';
import type { LocalClock } from './local-clock';

/*
 * What the encoders of P1 telegrams share. Clauses are of the DSMR P1 Companion Standard 5.0.2.
 */

/** Equipment identifiers, as printed on the meters. */
export interface MeterIds {
  readonly id: string;
  readonly gasId: string;
}

/** A data line: its OBIS code, and its brackets from what the house does. */
export type Line<State = HouseholdRecord> = readonly [obis: string, brackets: (state: State, ids: MeterIds) => string];

export function printed<State>(lines: readonly Line<State>[], state: State, ids: MeterIds): string[] {
  return lines.map(([obis, brackets]) => obis + brackets(state, ids));
}

/** `Fn(x,y)`: `digits` digits in all, `decimals` of them behind the point, of the integer `mantissa` (clause 6.4). */
export function fixed(mantissa: number, digits: number, decimals: number): string {
  const text = String(mantissa).padStart(digits, '0');
  return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

/** `Sn` of an identifier: ASCII, each byte as two hexadecimal digits (clause 6.4). */
export function hexText(text: string): string {
  return Buffer.from(text, 'latin1').toString('hex').toUpperCase();
}

/** `TST`, YYMMDDhhmmssX: X is S in summer time, else W (table 5-1). `time`: epoch milliseconds. */
export function timeStamp(time: number, clock: LocalClock): string {
  return timeStamp12(time, clock) + (clock.isSummer(time) ? 'S' : 'W');
}

/** `TST12`, YYMMDDhhmmss (DSMR P1 Companion Standard 3.0). */
export function timeStamp12(time: number, clock: LocalClock): string {
  return new Date(clock.local(time)).toISOString().slice(2, 19).replace(/\D/g, '');
}

/** A bracket with a number as {@link fixed} prints it, and its unit. */
export function measure(mantissa: number, digits: number, decimals: number, unit: string): string {
  return `(${fixed(mantissa, digits, decimals)}*${unit})`;
}

/** The same of a register, which begins again from 0 when it has come to its end. */
export function register(mantissa: number, digits: number, decimals: number, unit: string): string {
  return measure(mantissa % 10 ** digits, digits, decimals, unit);
}

/** V, one decimal → F4(1,1) */
export function volts(voltage: number): string {
  return measure(shift(voltage, 1), 4, 1, 'V');
}

/** A → whole ones, F3(0,0) */
export function wholeAmperes(current: number): string {
  return measure(Math.round(current), 3, 0, 'A');
}

/** Identification, an empty line, the lines, `!` (DSMR P1 Companion Standard 3.0, clause 5.2). */
export function plainTelegram(identification: string, lines: readonly string[]): Buffer {
  return Buffer.from(`${untilEnd(identification, lines)}\r\n`, 'latin1');
}

/** The same and the CRC over all of it up to the `!` (clause 6.2). */
export function checkedTelegram(identification: string, lines: readonly string[]): Buffer {
  const body = Buffer.from(untilEnd(identification, lines), 'latin1');
  const crc = crc16Arc(body, 0, body.length).toString(16).toUpperCase().padStart(4, '0');
  return Buffer.concat([body, Buffer.from(`${crc}\r\n`, 'latin1')]);
}

function untilEnd(identification: string, lines: readonly string[]): string {
  return `/${identification}\r\n\r\n${lines.map((line) => `${line}\r\n`).join('')}!`;
}
