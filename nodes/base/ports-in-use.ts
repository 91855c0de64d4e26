import type { MeterPort } from './meter-port';

/** The serial ports of the flows, by path, so that a dialog can borrow one. */
const ports = new Map<string, MeterPort>();

export function portAt(path: string): MeterPort | undefined {
  return ports.get(path);
}

export function rememberPort(path: string, port: MeterPort): void {
  ports.set(path, port);
}

export function forgetPort(path: string, port: MeterPort): void {
  if (ports.get(path) === port) ports.delete(path);
}
