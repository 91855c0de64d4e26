import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The program as it was compiled with this test. */
const PROGRAM = resolve(__dirname, '../../src/cli.js');

export interface Finished {
  code: number | null;
  out: string;
  err: string;
  /** The lines of `out`, each of which is JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into them as deep as it likes
  results: any[];
}

/** A running `han-meter`. */
export class Program {
  readonly child: ChildProcess;
  out = '';
  err = '';
  readonly #closed: Promise<number | null>;

  constructor(...args: string[]) {
    this.child = spawn(process.execPath, [PROGRAM, ...args], { stdio: 'pipe' });
    this.child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      this.out += text;
    });
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.err += text;
    });
    // A program that has ended reads no more.
    this.child.stdin!.on('error', () => {});
    this.#closed = new Promise((done) => this.child.once('close', (code) => done(code)));
  }

  /** Whole lines that have come out so far. */
  get lines(): string[] {
    return this.out.split('\n').slice(0, -1);
  }

  async finished(): Promise<Finished> {
    const code = await this.#closed;
    const { out, err } = this;
    const results = this.lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    return { code, out, err, results };
  }

  /** Asks it to stop, as Ctrl+C or a service manager does. */
  async stop(): Promise<Finished> {
    this.child.kill('SIGTERM');
    return this.finished();
  }
}

/** Runs `han-meter` to its end, `input` on its standard input. */
export function run(args: readonly string[], input: Uint8Array | string = ''): Promise<Finished> {
  const program = new Program(...args);
  program.child.stdin!.end(input);
  return program.finished();
}
