import type { SerialPort } from 'serialport';
import { MeterError } from '../base/errors';
import { endOnHangUp } from './hang-up';
import type { OpenWire } from './wire';

/** Line settings of a serial port. */
export interface SerialSettings {
  /** `/dev/ttyUSB0`, `COM3` */
  path: string;
  /** Bit/s. */
  baudRate: number;
  dataBits: 7 | 8;
  parity: 'none' | 'even' | 'odd';
  stopBits: 1 | 2;
  /**
   * The line that asks the meter to send: pin 2 of the P1 plug wants 5 V (DSMR P1 Companion Standard 5.0.2, clause
   * 5.7.1), which some cables take from RTS or DTR.
   */
  dataRequest: 'none' | 'rts' | 'dtr' | 'both';
}

/** `9600 7E1` → speed in bit/s, data bits, parity, stop bits. Throws `unsupported` on anything else. */
export function lineSettings(line: string): Omit<SerialSettings, 'path' | 'dataRequest'> {
  const [, speed, data, parity, stop] = /^(\d+) ([78])([NEO])([12])$/.exec(line.trim()) ?? [];
  if (speed === undefined) throw new MeterError('unsupported', `"${line}" is no line setting such as 115200 8N1`);
  return {
    baudRate: Number(speed),
    dataBits: data === '7' ? 7 : 8,
    parity: parity === 'E' ? 'even' : parity === 'O' ? 'odd' : 'none',
    stopBits: stop === '2' ? 2 : 1,
  };
}

/** Opens a serial port. The library with the native binding is loaded here, so that nobody needs it for TCP. */
export function serialWire(settings: SerialSettings): OpenWire {
  return async (events) => {
    const { SerialPort } = await import('serialport');
    const { path, baudRate, dataBits, parity, stopBits } = settings;
    const port = new SerialPort({ path, baudRate, dataBits, parity, stopBits, autoOpen: false });
    await opened(port, path);
    endOnHangUp(port);
    let closing = false;
    port.on('data', (chunk: Buffer) => events.data(chunk));
    // Without a listener an error of the port would end the whole process; `close` follows where it is serious.
    port.on('error', () => {});
    port.on('close', () => {
      if (!closing) events.closed(new MeterError('disconnected', `${path} was unplugged`, { details: { path } }));
    });
    raiseDataRequest(port, settings.dataRequest);
    return {
      write: (bytes) => port.write(bytes),
      close: () => {
        closing = true;
        return new Promise((resolve) => (port.isOpen ? port.close(() => resolve()) : resolve()));
      },
    };
  };
}

function opened(port: SerialPort, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    port.open((error) => (error ? reject(serialError(error, path)) : resolve()));
  });
}

/** A line that the port does not have (a pseudo-terminal has none) is no reason not to listen. */
function raiseDataRequest(port: SerialPort, line: SerialSettings['dataRequest']): void {
  if (line === 'none') return;
  port.set({ rts: line !== 'dtr', dtr: line !== 'rts' }, () => {});
}

/** The operating system's words, which serialport passes on as text alone. */
const REASONS: readonly (readonly [RegExp, MeterError['code'], string])[] = [
  [/permission denied|access denied.*permission/i, 'no-permission', 'no permission to open'],
  [/cannot lock|resource (temporarily unavailable|busy)|access denied|in use/i, 'port-busy', 'another program holds'],
  [/no such file|file not found|no such device|unknown error code (2|3)\b/i, 'no-port', 'there is no'],
];

function serialError(error: Error, path: string): MeterError {
  const known = REASONS.find(([pattern]) => pattern.test(error.message));
  const details = { path };
  if (known === undefined) return new MeterError('failed', error.message, { details: { path, reason: error.message } });
  return new MeterError(known[1], `${known[2]} ${path}`, { details });
}
