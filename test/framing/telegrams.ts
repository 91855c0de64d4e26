import { SimulatedMeter } from '../../src/simulator/meters';
import { checkedTelegram } from '../../src/simulator/p1-lines';

/*
 * Telegrams for tests: of the simulated meter, or made of lines that a test types. The ids are invented.
 */

export const NOON = Date.parse('2026-01-14T12:00:00Z');

/** What a simulated DSMR 5 meter sends, second by second from {@link NOON}. */
export function simulatedTelegrams(count: number): Buffer[] {
  const meter = new SimulatedMeter({ meter: 'dsmr5', start: NOON });
  return Array.from({ length: count }, (_, second) => meter.telegram(NOON + second * 1000));
}

export const SIMULATED = simulatedTelegrams(1)[0]!;

export const IDENTIFICATION = 'SIM5\\2TEST';

/** A telegram with a CRC, of data lines. */
export function checked(...lines: string[]): Buffer {
  return checkedTelegram(IDENTIFICATION, lines);
}

/** A telegram without CRC, as before DSMR 4 (DSMR P1 3.0, clause 5.2). */
export function unchecked(...lines: string[]): Buffer {
  return Buffer.from(`/${IDENTIFICATION}\r\n\r\n${lines.map((line) => `${line}\r\n`).join('')}!\r\n`, 'latin1');
}

/** The telegram of a meter after DSMR P1 3.0 (clause 6.10) without M-Bus devices, values and id invented. */
export const DSMR3 = unchecked(
  '0-0:96.1.1(45303039393132333435363738393132)',
  '1-0:1.8.1(01234.567*kWh)',
  '1-0:1.8.2(02345.678*kWh)',
  '1-0:2.8.1(00000.000*kWh)',
  '1-0:2.8.2(00000.000*kWh)',
  '0-0:96.14.0(0002)',
  '1-0:1.7.0(0001.19*kW)',
  '1-0:2.7.0(0000.00*kW)',
  '0-0:17.0.0(016*A)',
  '0-0:96.3.10(1)',
  '0-0:96.13.1()',
  '0-0:96.13.0()',
);

/** What a 7E1 line looks like when it is read as 8N1: bit 7 makes the number of ones even. */
export function withEvenParity(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.map((byte) => (ones(byte) % 2 === 0 ? byte : byte | 0x80)));
}

function ones(byte: number): number {
  return byte.toString(2).replaceAll('0', '').length;
}

/** `bytes` with a piece replaced; the piece occurs in it. */
export function replaced(bytes: Buffer, piece: string, by: string): Buffer {
  const text = bytes.toString('latin1');
  if (!text.includes(piece)) throw new Error(`no ${piece} in the telegram`);
  return Buffer.from(
    text.replace(piece, () => by),
    'latin1',
  );
}
