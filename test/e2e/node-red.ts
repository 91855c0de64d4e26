import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from 'mocha';
import { eventually } from '../nodes/eventually';
import type { FlowNode } from '../nodes/flow-node';
import { ROOT } from '../nodes/package-root';
import { end, start } from './children';
import { freePort } from './free-port';
import { type NodeRedVersion, needs } from './requirements';

export interface StartOptions {
  version: NodeRedVersion;
  flows?: readonly FlowNode[];
  /** With all it holds, for a restart; without one there is a new one, that goes with `stop`. */
  userDir?: string;
  settings?: object;
}

/** A user directory that holds this package as a link. */
export function newUserDir(): string {
  const userDir = mkdtempSync(join(tmpdir(), 'smart-meter-e2e-'));
  const scope = join(userDir, 'node_modules', '@han-port');
  mkdirSync(scope, { recursive: true });
  symlinkSync(ROOT, join(scope, 'node-red-smart-meter'), 'junction');
  return userDir;
}

/** Call it in a `before`: without the Node.js that this Node-RED wants, the tests are pending. */
export function needsNodeRed(test: Context, version: NodeRedVersion): void {
  needs(test, `Node.js for ${version.name}`, version.node);
}

/** Resolves when the flows run. */
export async function startNodeRed({ version, flows, userDir, settings }: StartOptions): Promise<NodeRed> {
  const folder = userDir ?? newUserDir();
  const port = await freePort();
  if (flows !== undefined) writeFileSync(join(folder, 'flows.json'), JSON.stringify(flows));
  const file = join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify({ ...SETTINGS, uiPort: port, ...settings }));
  const child = start(version.node!, [version.program, '-u', folder, '-s', file], { cwd: folder });
  const nodeRed = new NodeRed(child, port, folder, userDir === undefined);
  try {
    await eventually(() => {
      if (child.exitCode !== null) throw new Error(`Node-RED ended:\n${nodeRed.log}`);
      return STARTED.test(nodeRed.log);
    }, 30_000);
  } catch (error) {
    await nodeRed.stop();
    throw new Error(`${(error as Error).message}\n${nodeRed.log}`);
  }
  return nodeRed;
}

/** In English and German; the other languages of Node-RED have no tests here. */
const STARTED = /Started flows|Flows sind gestartet/;

const SETTINGS = {
  uiHost: '127.0.0.1',
  flowFile: 'flows.json',
  credentialSecret: 'test',
  telemetry: { enabled: false, updateNotification: false },
  editorTheme: { tours: false },
};

/** A Node-RED in a process of its own. */
export class NodeRed {
  log = '';
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #userDir: string;
  readonly #temporary: boolean;

  constructor(child: ChildProcess, port: number, userDir: string, temporary: boolean) {
    this.#child = child;
    this.#userDir = userDir;
    this.#temporary = temporary;
    this.url = `http://127.0.0.1:${port}`;
    for (const output of [child.stdout, child.stderr]) {
      output!.setEncoding('utf8').on('data', (text: string) => {
        this.log += text;
      });
    }
  }

  get lives(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The lines of the log that tell of an error. */
  get errors(): string[] {
    return this.log.split('\n').filter((line) => /\[(error|fatal)\]|\[red\] Uncaught|^\s+at /.test(line));
  }

  async get(path: string): Promise<Response> {
    return this.#fetch(path, {});
  }

  /** With a JSON body. */
  async post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Response> {
    return this.#fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  async deploy(flows: readonly FlowNode[], type: 'full' | 'flows' | 'nodes' = 'full'): Promise<void> {
    await this.post('/flows', flows, { 'Node-RED-API-Version': 'v1', 'Node-RED-Deployment-Type': type });
  }

  /** Resolves to the exit code, after everything is saved. */
  async stop(): Promise<number | null> {
    const code = await end(this.#child, 'SIGINT');
    if (this.#temporary) rmSync(this.#userDir, { recursive: true, force: true });
    return code;
  }

  async #fetch(path: string, options: RequestInit): Promise<Response> {
    const response = await fetch(this.url + path, { ...options, signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response;
  }
}
