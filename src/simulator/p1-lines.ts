import { crc16Arc } from '../base/crc';
import { shift } from '../base/decimal';
import type { HouseholdRecord, HouseholdState, PhaseState } from './household-state';
import type { LocalClock } from './local-clock';
import type { MeterIds } from './meter-ids';

/*
 * What the encoders of P1 telegrams share. Clauses are of the DSMR P1 Companion Standard 5.0.2.
 */

/** A data line: its OBIS code, and its brackets from what the house does. */
export type Line<State = HouseholdRecord> = readonly [obis: string, brackets: (state: State, ids: MeterIds) => string];

export function printed<State>(lines: readonly Line<State>[], state: State, ids: MeterIds): string[] {
  return lines.map(([obis, brackets]) => obis + brackets(state, ids));
}

/**
 * A line for each phase. Value group C is 20 more for each, `c` is that of L1; value group D is 7, the moment, where no
 * other is given (IEC 62056-61, clause 5.3).
 */
export function perPhase(c: number, brackets: (phase: PhaseState) => string, d = 7): readonly Line<HouseholdState>[] {
  return ([0, 1, 2] as const).map((i) => [`1-0:${c + 20 * i}.${d}.0`, ({ phases }) => brackets(phases[i])]);
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

/** W → F5(3,3) */
export function kilowatts(power: number): string {
  return measure(power, 5, 3, 'kW');
}

/** var → F5(3,3) */
export function kilovars(power: number): string {
  return measure(power, 5, 3, 'kvar');
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
