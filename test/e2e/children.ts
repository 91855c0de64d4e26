import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/*
 * Processes that tests start. None outlives the tests, whatever fails.
 */

const running = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of running) kill(child);
});

/** Starts a program with pipes, in English, and without what a user may have set up for Node-RED. */
export function start(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'en_US.UTF-8', ...options.env };
  delete env.NODE_RED_HOME;
  delete env.NODE_OPTIONS;
  // In a group of its own, so that its own children go with it.
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true, ...options, env });
  running.add(child);
  child.on('exit', () => running.delete(child));
  // Whoever writes to a child that has ended is told by its exit.
  child.stdin?.on('error', () => {});
  return child;
}

/** Ends it, the hard way where it does not listen; resolves to its exit code. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  const patience = setTimeout(() => kill(child), 5000);
  await ended;
  clearTimeout(patience);
  return child.exitCode;
}

function kill(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    // It has ended, or never began.
  }
}
