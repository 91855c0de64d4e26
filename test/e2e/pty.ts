import type { ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { eventually } from '../nodes/eventually';
import { end, start } from './children';

/** A serial port that is a pseudo-terminal; what is written to it, the other end reads. */
export class Pty {
  readonly path: string;
  readonly #socat: ChildProcess;

  private constructor(path: string, socat: ChildProcess) {
    this.path = path;
    this.#socat = socat;
  }

  static async open(path: string): Promise<Pty> {
    rmSync(path, { force: true });
    const pty = new Pty(path, start('socat', ['-', `pty,raw,echo=0,link=${path}`]));
    await eventually(() => existsSync(path), 5000);
    return pty;
  }

  /** Never waits: a pipe lies between, and socat. */
  write(bytes: Uint8Array): void {
    this.#socat.stdin!.write(bytes);
  }

  /** Pulls the plug: the device is gone. */
  async unplug(): Promise<void> {
    await end(this.#socat, 'SIGTERM');
    rmSync(this.path, { force: true });
  }
}
