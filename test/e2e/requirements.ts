import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Context } from 'mocha';
import { ROOT } from '../nodes/package-root';

/** Where a program lies; undefined where there is none. */
export function programAt(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Call it in a `before`: without what a test needs it is pending, but on CI it fails. */
export function needs(test: Context, what: string, path: string | undefined): void {
  if (path !== undefined) return;
  if (process.env.CI) throw new Error(`${what} is missing`);
  test.skip();
}

/** A Node-RED to run, and the Node.js to run it. */
export interface NodeRedVersion {
  name: string;
  program: string;
  node: string | undefined;
}

export const NODE_RED_4: NodeRedVersion = {
  name: 'Node-RED 4.1',
  program: require.resolve('node-red/red.js'),
  node: process.execPath,
};

/** Node-RED 5 wants Node.js 22.9. */
export const NODE_RED_5: NodeRedVersion = {
  name: 'Node-RED 5',
  program: require.resolve('node-red-5/red.js'),
  node: isNewEnough(process.versions.node) ? process.execPath : installedNode(),
};

export const VERSIONS = [NODE_RED_4, NODE_RED_5];

function isNewEnough(version: string): boolean {
  const [major, minor] = version.split('.').map(Number);
  return major! > 22 || (major === 22 && minor! >= 9);
}

function installedNode(): string | undefined {
  const path = join(ROOT, 'test', 'node24', 'node_modules', 'node', 'bin', 'node');
  return existsSync(path) ? path : undefined;
}
