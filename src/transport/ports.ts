import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';

/** A serial port to choose. */
export interface PortChoice {
  path: string;
  /** What the system knows of the device: the adapter's name. */
  name?: string;
}

const BY_ID = '/dev/serial/by-id';
const ADAPTER = /^tty(USB|ACM|AMA)\d+$/;

/**
 * The serial ports of this machine, those with a lasting name first: `/dev/ttyUSB0` may be another adapter after the
 * next start. What cannot be asked (no udev in a container, no such folder) is left out.
 */
export async function listPorts(): Promise<PortChoice[]> {
  const choices = new Map<string, PortChoice>();
  const devices = new Set<string>();
  for (const name of await entries(BY_ID)) {
    const path = join(BY_ID, name);
    choices.set(path, { path, name: name.replace(/^usb-/, '').replaceAll('_', ' ') });
    devices.add(await realpath(path).catch(() => path));
  }
  for (const port of await systemPorts()) {
    if (!devices.has(port.path)) choices.set(port.path, port);
  }
  for (const name of await entries('/dev')) {
    const path = join('/dev', name);
    if (ADAPTER.test(name) && !devices.has(path) && !choices.has(path)) choices.set(path, { path });
  }
  return [...choices.values()];
}

async function entries(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).toSorted();
}

/** What serialport lists; it asks `udevadm` on Linux, which containers seldom have. */
async function systemPorts(): Promise<PortChoice[]> {
  try {
    const { SerialPort } = await import('serialport');
    return (await SerialPort.list()).map(({ path, manufacturer }) => ({
      path,
      ...(manufacturer && { name: manufacturer }),
    }));
  } catch {
    return [];
  }
}
