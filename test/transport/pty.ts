import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/*
 * Two serial ports joined by a cable, which the machine need not have: pseudo-terminals, joined by socat.
 */

/** The paths of the two ends. Whatever is written to one end comes out of the other. */
export interface PtyEnds {
  meterEnd: string;
  nodeEnd: string;
}

export interface PtyPair extends PtyEnds {
  /** Pulls the cable: both ends are gone, as when an adapter is unplugged. */
  close(): Promise<void>;
}

/** More than this at once may fill the pseudo-terminal's buffer and block whoever writes. */
const MAX_WRITE = 4096;

/** Lets a test pend where socat is missing; on CI it must not be. */
export function needSocat(context: Mocha.Context): void {
  if (spawnSync('socat', ['-V']).status === 0) return;
  if (process.env.CI !== undefined) throw new Error('socat is missing');
  context.skip();
}

/** Opens a pair; of `ends` that have been closed, a new one at the same paths. */
export async function openPtyPair(ends?: PtyEnds): Promise<PtyPair> {
  const { meterEnd, nodeEnd } = ends ?? (await newEnds());
  for (const end of [meterEnd, nodeEnd]) await rm(end, { force: true });
  const addresses = [meterEnd, nodeEnd].map((end) => `pty,raw,echo=0,link=${end}`);
  const socat = spawn('socat', ['-d', '-d', ...addresses], { stdio: ['ignore', 'ignore', 'pipe'] });
  await joined(socat);
  return { meterEnd, nodeEnd, close: () => stopped(socat) };
}

/**
 * Call it in a `describe`: each test has a new pair, or all of them one; it pends where socat is missing. The paths are
 * there while a test runs.
 */
export function usePtyPair(pairs: 'one each' | 'one for all' = 'one each'): PtyEnds {
  let pair: PtyPair | undefined;
  const [open, close] = pairs === 'one each' ? [beforeEach, afterEach] : [before, after];
  open(async function () {
    needSocat(this);
    pair = await openPtyPair();
  });
  close(async () => {
    await pair?.close();
    if (pair !== undefined) await removeEnds(pair);
  });
  return {
    get meterEnd() {
      return pair!.meterEnd;
    },
    get nodeEnd() {
      return pair!.nodeEnd;
    },
  };
}

/** Removes the folder of a pair that is closed for good. */
export async function removeEnds({ meterEnd }: PtyEnds): Promise<void> {
  await rm(dirname(meterEnd), { recursive: true, force: true });
}

/** Writes to an end as another program would. */
export async function writeTo(end: string, bytes: Uint8Array): Promise<void> {
  if (bytes.length > MAX_WRITE) throw new RangeError(`${bytes.length} bytes may block`);
  const file = await open(end, 'r+');
  try {
    await file.write(bytes);
  } finally {
    await file.close();
  }
}

async function newEnds(): Promise<PtyEnds> {
  const folder = await mkdtemp(join(tmpdir(), 'han-pty-'));
  return { meterEnd: join(folder, 'meter'), nodeEnd: join(folder, 'node') };
}

/** socat says when both ends are there. */
function joined(socat: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    socat.stderr!.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('starting data transfer loop')) resolve();
    });
    socat.once('error', reject);
    socat.once('exit', () => reject(new Error(`socat ended: ${said}`)));
  });
}

function stopped(socat: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (socat.exitCode !== null || socat.signalCode !== null) return resolve();
    socat.once('exit', () => resolve());
    socat.kill();
  });
}
