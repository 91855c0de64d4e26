import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

/*
 * CONTRIBUTING.md, the tree and the rules: which part of the source may import which, and who knows the time.
 */

/** From the bottom up: a file imports its own layer and those before it. */
const LAYERS = [
  'src/base',
  'src/framing',
  'src/security',
  'src/parse',
  'src/lists',
  'src/profiles',
  'src/automation',
  'src/session',
  'src/transport',
  'src/simulator',
  'src/memory.ts',
  'src/decode.ts',
  'src/index.ts',
  'src/cli',
];

/** These do I/O, so only that layer may have them. */
const IO = new Set(['serialport', 'node:net']);

const MAY_ASK_THE_CLOCK = /^src\/(transport\/|cli\/|cli\.ts$|simulator\/wire\.ts$)/;
const CLOCK = /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/;

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Every `import`, `export from`, `import()` and `require()`. */
const IMPORTS = /(?:\bfrom\s*|\bimport\s*|\bimport\s*\(\s*|\brequire\s*\(\s*)['"]([^'"]+)['"]/g;

/** What is wrong with a file; nothing where it keeps the rules. */
function faults({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  for (const [, name] of text.matchAll(IMPORTS)) {
    const fault = name!.startsWith('.')
      ? importFault(path, posix.join(posix.dirname(path), name!))
      : packageFault(path, name!);
    if (fault !== undefined) found.push(`${path}: ${fault}`);
  }
  if (path.startsWith('src/') && !MAY_ASK_THE_CLOCK.test(path) && CLOCK.test(text)) {
    found.push(`${path}: asks the clock`);
  }
  return found;
}

/** A node uses the core, and what nodes share; the core knows nothing of nodes. */
function importFault(path: string, target: string): string | undefined {
  if (path.startsWith('nodes/')) {
    return /^(src|nodes\/base)\//.test(target) ? undefined : `imports ${target}`;
  }
  const [own, other] = [layerOf(path), layerOf(target)];
  if (own < 0) return 'is in no layer';
  if (other < 0) return `imports ${target}, which is in no layer`;
  return other > own ? `imports ${target}, which is above it` : undefined;
}

function packageFault(path: string, name: string): string | undefined {
  if (IO.has(name) && !path.startsWith('src/transport/')) return `does I/O with ${name}`;
  const ofNodeRed = name === 'node-red' || name.startsWith('@node-red/');
  return ofNodeRed && path.startsWith('src/') ? `imports ${name}` : undefined;
}

function layerOf(path: string): number {
  return LAYERS.findIndex((layer) => {
    const name = layer.replace(/\.ts$/, '');
    return path === name || path === `${name}.ts` || path.startsWith(`${name}/`);
  });
}

function sourceFiles(): SourceFile[] {
  return ['src', 'nodes'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name))
      .map((path) => ({ path: path.split(sep).join('/'), text: readFileSync(path, 'utf8') })),
  );
}

/** Invented files, and what is wrong with each. */
const SAMPLES: readonly (readonly [path: string, text: string, fault: string | undefined])[] = [
  ['src/base/crc.ts', "import { x } from './errors';", undefined],
  ['src/parse/p1.ts', "import { x } from '../base/errors';", undefined],
  ['src/parse/p1.ts', "import { Splitter } from '../framing/splitter';", undefined],
  ['src/framing/p1.ts', "import { parseP1 } from '../parse/p1';", 'imports src/parse/p1, which is above it'],
  ['src/base/crc.ts', "export * from '../decode';", 'imports src/decode, which is above it'],
  [
    'src/profiles/nl.ts',
    "import type { Rule } from '../automation/rule';",
    'imports src/automation/rule, which is above it',
  ],
  ['src/session/x.ts', "const { y } = await import('../transport/y');", 'imports src/transport/y, which is above it'],
  ['src/decode.ts', "import { x } from './index';", 'imports src/index, which is above it'],
  ['src/decode.ts', "import { x } from './simulator/meters';", undefined],
  ['src/cli.ts', "import { x } from './cli/decode';", undefined],
  ['src/simulator/x.ts', "import { x } from '../cli/print';", 'imports src/cli/print, which is above it'],
  ['src/odds/x.ts', "import { x } from '../base/errors';", 'is in no layer'],
  ['src/base/x.ts', "import type { Node } from 'node-red';", 'imports node-red'],
  ['src/cli/x.ts', "import x from '../../nodes/base/texts';", 'imports nodes/base/texts, which is in no layer'],
  ['src/session/x.ts', "import { connect } from 'node:net';", 'does I/O with node:net'],
  ['src/cli/x.ts', "const x = require('serialport');", 'does I/O with serialport'],
  ['src/transport/x.ts', "const { SerialPort } = await import('serialport');", undefined],
  ['src/session/x.ts', 'const now = Date.now();', 'asks the clock'],
  ['src/base/x.ts', 'const now = new Date();', 'asks the clock'],
  ['src/base/x.ts', 'const then = new Date(now);', undefined],
  ['src/transport/x.ts', 'const now = Date.now();', undefined],
  ['src/simulator/wire.ts', 'const now = Date.now();', undefined],
  ['src/simulator/house.ts', 'const now = Date.now();', 'asks the clock'],
  ['nodes/han-x.ts', "import { x } from '../src/decode';\nimport y from './base/texts';", undefined],
  ['nodes/han-x.ts', "import x from './han-y';", 'imports nodes/han-y'],
  ['nodes/han-x.ts', "import x from '../test/framing/telegrams';", 'imports test/framing/telegrams'],
  ['nodes/base/x.ts', "import x from '../han-y';", 'imports nodes/han-y'],
  ['nodes/base/x.ts', "import x from './texts';\nimport type { Node } from 'node-red';", undefined],
  ['nodes/base/x.ts', "import { connect } from 'node:net';", 'does I/O with node:net'],
];

describe('layers', () => {
  it('import those below them only', () => {
    const files = sourceFiles();
    assert.ok(
      files.some(({ path }) => path === 'src/base/crc.ts') && files.some(({ path }) => path.startsWith('nodes/')),
    );
    assert.deepEqual(files.flatMap(faults), []);
  });

  for (const [path, text, fault] of SAMPLES) {
    it(`${path} with ${text.split('\n')[0]} ${fault ?? 'keeps the rules'}`, () => {
      assert.deepEqual(faults({ path, text }), fault === undefined ? [] : [`${path}: ${fault}`]);
    });
  }
});
