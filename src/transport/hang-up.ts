import { read } from 'node:fs';
import { promisify } from 'node:util';
import type { SerialPort } from 'serialport';

/** What serialport's ports have on Linux and macOS. */
interface UnixPort {
  readonly isOpen: boolean;
  readonly fd: number | null;
  readonly poller: { once(event: 'readable', callback: (error: Error | null) => void): void };
  read(buffer: Buffer, offset: number, length: number): Promise<{ buffer: Buffer; bytesRead: number }>;
}

/**
 * Lets an open port end where it was unplugged. The system then gives no bytes, at once and for ever, and the library
 * asks again without a pause until the memory is full (serialport/bindings-cpp, issue 162). On Windows nothing is done.
 */
export function endOnHangUp({ port }: SerialPort): void {
  const unix = port as unknown as Partial<UnixPort> | undefined;
  if (unix?.poller === undefined || unix.fd === undefined) return;
  unix.read = (buffer, offset, length) => readOrEnd(unix as UnixPort, buffer, offset, length);
}

/** Rejects with an error that is `canceled` where the port has been closed here; any other one is an end of the port. */
async function readOrEnd(port: UnixPort, buffer: Buffer, offset: number, length: number) {
  while (true) {
    const bytesRead = await waiting(openFile(port), buffer, offset, length);
    if (bytesRead === 0) throw new Error('the port was hung up');
    if (bytesRead !== undefined) return { buffer, bytesRead };
    // It may have been closed meanwhile, and a closed one must not be polled.
    openFile(port);
    await readable(port);
  }
}

function openFile({ isOpen, fd }: UnixPort): number {
  if (isOpen && fd !== null) return fd;
  throw Object.assign(new Error('the port is closed'), { canceled: true });
}

const readFile = promisify(read);

/** How many bytes were waiting; undefined where none was. */
async function waiting(fd: number, buffer: Buffer, offset: number, length: number): Promise<number | undefined> {
  try {
    const { bytesRead } = await readFile(fd, buffer, offset, length, null);
    return bytesRead;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN' || code === 'EINTR') return undefined;
    throw error;
  }
}

function readable({ poller }: UnixPort): Promise<void> {
  return new Promise((resolve, reject) => {
    poller.once('readable', (error) => (error ? reject(error) : resolve()));
  });
}
