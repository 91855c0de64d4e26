import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReceiverDetectionStep } from '../../src/session/receiver-detect';
import { RECEIVER_ANSWERS } from '../../src/simulator/receivers/answers';
import { detectReceiver } from '../../src/transport/detect-receiver';
import { lineSettings, serialWire } from '../../src/transport/serial';
import { needSocat } from './pty';
import { until } from './until';

/** A receiver at the other end of a pseudo-terminal that understands what is said at its own speed only. */
class Receiver {
  readonly path: string;
  readonly #speed: number;
  readonly #answer: (bytes: Buffer) => Buffer | undefined;
  #socat: ChildProcess | undefined;

  constructor(folder: string, speed: number, answer: (bytes: Buffer) => Buffer | undefined) {
    this.path = join(folder, 'port');
    this.#speed = speed;
    this.#answer = answer;
  }

  async start(): Promise<void> {
    this.#socat = spawn('socat', ['-d', '-d', `pty,raw,echo=0,link=${this.path}`, 'stdio'], { stdio: 'pipe' });
    let said = '';
    this.#socat.stderr!.on('data', (text: Buffer) => {
      said += text;
    });
    this.#socat.stdout!.on('data', (bytes: Buffer) => this.#hear(bytes));
    await until(() => said.includes('starting data transfer loop'), 'the port is there');
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#socat!.once('exit', resolve));
    this.#socat!.kill();
    await ended;
  }

  #hear(bytes: Buffer): void {
    const speed = Number(execFileSync('stty', ['-F', this.path, 'speed']).toString());
    const answer = speed === this.#speed ? this.#answer(bytes) : undefined;
    if (answer !== undefined) this.#socat!.stdin!.write(answer);
  }
}

describe('detection of a receiver on a port', function () {
  this.timeout(60_000);
  let folder: string;
  let receiver: Receiver | undefined;
  before(function () {
    needSocat(this);
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'han-receiver-'));
  });
  afterEach(async () => {
    await receiver?.stop();
    receiver = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  function detect(tell: (step: ReceiverDetectionStep) => void, givenUp = new AbortController()) {
    const { path } = receiver!;
    const openWith = (line: string) => serialWire({ path, ...lineSettings(line), dataRequest: 'none' });
    return detectReceiver(openWith, tell, givenUp.signal);
  }

  it('finds the one that answers at its own speed', async () => {
    receiver = new Receiver(folder, 115200, (bytes) => RECEIVER_ANSWERS.get('iu891a')!(bytes)?.answer);
    await receiver.start();
    const lines = new Set<string>();
    const outcome = await detect(({ line }) => lines.add(line));
    assert.deepEqual(outcome, { kind: 'found', receiver: 'iu891a', line: '115200 8N1' });
    assert.deepEqual([...lines], ['57600 8N1', '115200 8N1']);
  });

  it('asks it again where it does not answer at once', async () => {
    let asked = 0;
    receiver = new Receiver(folder, 57600, (bytes) =>
      asked++ === 0 ? undefined : RECEIVER_ANSWERS.get('im871a')!(bytes)?.answer,
    );
    await receiver.start();
    const outcome = await detect(() => {});
    assert.deepEqual(outcome, { kind: 'found', receiver: 'im871a', line: '57600 8N1' });
    assert.equal(asked, 2);
  });

  it('that is given up frees the port', async () => {
    receiver = new Receiver(folder, 300, () => undefined);
    await receiver.start();
    const givenUp = new AbortController();
    let told = false;
    const detection = detect(() => {
      told = true;
    }, givenUp);
    await until(() => told, 'the port is open');
    givenUp.abort();
    await assert.rejects(detection, { code: 'failed' });
    const again = await serialWire({ path: receiver.path, ...lineSettings('9600 8N1'), dataRequest: 'none' })(
      { data: () => {}, closed: () => {} },
      new AbortController().signal,
    );
    await again.close();
  });
});
