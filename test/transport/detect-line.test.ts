import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DetectionStep } from '../../src/session/detect';
import { detectLine } from '../../src/transport/detect-line';
import { lineSettings, serialWire } from '../../src/transport/serial';
import { SIMULATED } from '../framing/telegrams';
import { needSocat } from './pty';
import { until } from './until';

/** Looks of a meter at the line, ms. */
const INTERVAL = 200;

/**
 * A meter at the other end of a pseudo-terminal that hears at which speed the line runs, as a real line would show it:
 * at its own speed its telegrams arrive, at any other one noise does.
 */
class Meter {
  readonly #folder: string;
  readonly #speed: number;
  #socat: ChildProcess | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(folder: string, speed: number) {
    this.#folder = folder;
    this.#speed = speed;
  }

  get path(): string {
    return join(this.#folder, 'port');
  }

  async start(): Promise<void> {
    this.#socat = spawn('socat', ['-d', '-d', `pty,raw,echo=0,link=${this.path}`, 'stdio'], { stdio: 'pipe' });
    let said = '';
    this.#socat.stderr!.on('data', (text: Buffer) => {
      said += text;
    });
    await until(() => said.includes('starting data transfer loop'), 'the port is there');
    this.#timer = setInterval(() => this.#send(), INTERVAL);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    const ended = new Promise((resolve) => this.#socat!.once('exit', resolve));
    this.#socat!.kill();
    await ended;
  }

  #send(): void {
    const speed = Number(execFileSync('stty', ['-F', this.path, 'speed']).toString());
    this.#socat!.stdin!.write(speed === this.#speed ? SIMULATED : NOISE);
  }
}

/** What a UART makes of bits that are not its own; invented. */
const NOISE = Buffer.from('f8c0fe00e6f880fe78', 'hex');

describe('detection on a port', function () {
  this.timeout(60_000);
  let folder: string;
  let meter: Meter | undefined;
  before(function () {
    needSocat(this);
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'han-detect-'));
  });
  afterEach(async () => {
    await meter?.stop();
    meter = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  function detect(lines: string[], tell: (step: DetectionStep) => void = () => {}, givenUp = new AbortController()) {
    const { path } = meter!;
    const openWith = (line: string) => serialWire({ path, ...lineSettings(line), dataRequest: 'none' });
    return detectLine(lines, openWith, tell, givenUp.signal);
  }

  it('finds the speed at which telegrams come, past one at which noise comes', async () => {
    meter = new Meter(folder, 9600);
    await meter.start();
    const heard = new Set<string>();
    const outcome = await detect(['115200 8N1', '9600 8N1'], ({ line, bytes }) => bytes > 0 && heard.add(line));
    assert.deepEqual(outcome, { kind: 'found', line: '9600 8N1', link: 'p1' });
    assert.deepEqual([...heard], ['115200 8N1', '9600 8N1']);
  });

  it('finds the first setting at once where it is the right one', async () => {
    meter = new Meter(folder, 115200);
    await meter.start();
    const outcome = await detect(['115200 8N1', '9600 8N1']);
    assert.deepEqual(outcome, { kind: 'found', line: '115200 8N1', link: 'p1' });
  });

  it('that is given up frees the port', async () => {
    meter = new Meter(folder, 300);
    await meter.start();
    const givenUp = new AbortController();
    let listened = false;
    const detection = detect(
      ['115200 8N1'],
      () => {
        listened = true;
      },
      givenUp,
    );
    await until(() => listened, 'the port is open');
    givenUp.abort();
    await assert.rejects(detection, { code: 'failed' });
    const again = await serialWire({ path: meter.path, ...lineSettings('9600 8N1'), dataRequest: 'none' })(
      { data: () => {}, closed: () => {} },
      new AbortController().signal,
    );
    await again.close();
  });
});
