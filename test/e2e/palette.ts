import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../nodes/package-root';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** All types that the package brings. */
export const TYPES: readonly string[] = Object.keys(manifest['node-red'].nodes);

/** What several nodes share. */
const CONFIG = new Set(['han-port', 'han-keys']);

/** Those that lie in the palette. */
export const ON_CANVAS = TYPES.filter((type) => !CONFIG.has(type));

const FOLDER = join(ROOT, 'examples');

/** The text of each example, by its name as Node-RED lists it. */
export const EXAMPLES: ReadonlyMap<string, string> = new Map(
  readdirSync(FOLDER)
    .sort()
    .map((file): [string, string] => [file.replace(/\.json$/, ''), readFileSync(join(FOLDER, file), 'utf8')]),
);
