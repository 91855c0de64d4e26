import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../nodes/eventually';
import type { FlowNode } from '../nodes/flow-node';
import { ROOT } from '../nodes/package-root';
import { type NodeRed, startNodeRed } from './node-red';
import { EXAMPLES, ON_CANVAS, TYPES } from './palette';
import { lastSeen, probe } from './probe';
import { NODE_RED_4 } from './requirements';

const run = promisify(execFile);

describe('the package as npm installs it', function () {
  this.timeout(120_000);
  let folder: string;
  let installed: string;
  let files: string[];
  let nodeRed: NodeRed | undefined;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smart-meter-packed-'));
    // The build that is tested is the build that is packed.
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT });
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
    const userDir = join(folder, 'user');
    const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--omit=dev'];
    await run('npm', ['install', '--prefix', userDir, ...quiet, join(folder, tarball)]);
    installed = join(userDir, 'node_modules', '@han-port', 'node-red-smart-meter');
    files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
  });
  after(async () => {
    await nodeRed?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds all that Node-RED looks for', () => {
    for (const type of TYPES) {
      for (const file of [`${type}.js`, `${type}.html`, `locales/en-US/${type}.json`, `locales/en-US/${type}.html`]) {
        assert.ok(existsSync(join(installed, 'dist', 'nodes', file)), file);
      }
    }
    assert.equal(files.filter((file) => /^dist\/nodes\/icons\/.*\.svg$/.test(file)).length, ON_CANVAS.length);
    for (const example of EXAMPLES.keys())
      assert.ok(existsSync(join(installed, 'examples', `${example}.json`)), example);
    for (const file of ['LICENSE', 'README.md', 'package.json']) assert.ok(files.includes(file), file);
  });

  it('holds no test, no demo, and no word of the machine it was built on', () => {
    assert.deepEqual(
      files.filter((file) => /(^|\/)(test|demo|bench|docs|\.ci|node_modules)(\/|$)|\.test\./.test(file)),
      [],
    );
    for (const file of files.filter((file) => file.endsWith('.map'))) {
      const { sources, sourceRoot } = JSON.parse(readFileSync(join(installed, file), 'utf8'));
      for (const source of [...sources, sourceRoot ?? '']) assert.doesNotMatch(source, /^(\/|[a-z]+:)/i, file);
    }
    for (const file of files.filter((file) => /\.(js|ts|html|json)$/.test(file))) {
      assert.ok(!readFileSync(join(installed, file), 'utf8').includes(ROOT), file);
    }
  });

  it('runs where only what it depends on is installed', async () => {
    const library = "console.log(typeof require('@han-port/node-red-smart-meter').decode)";
    const { stdout } = await run(process.execPath, ['-e', library], { cwd: join(folder, 'user') });
    assert.equal(stdout.trim(), 'function');
    const { stdout: help } = await run(join(folder, 'user', 'node_modules', '.bin', 'han-meter'), ['--help']);
    assert.match(help, /decode/);
  });

  it('brings its nodes and a meter that reads', async () => {
    const flow = (JSON.parse(EXAMPLES.get([...EXAMPLES.keys()][0]!)!) as FlowNode[]).map((node) =>
      node.type === 'han-meter' ? { ...node, wires: [['reading'], []] } : node,
    );
    const tab = flow.find(({ type }) => type === 'tab')!.id;
    const userDir = join(folder, 'user');
    nodeRed = await startNodeRed({ version: NODE_RED_4, userDir, flows: [...flow, ...probe(tab, 'reading')] });
    const response = await nodeRed.get('/nodes/@han-port/node-red-smart-meter');
    const { nodes } = (await response.json()) as { nodes: { name: string; err?: string; enabled: boolean }[] };
    assert.deepEqual(nodes.map(({ name }) => name).sort(), [...TYPES].sort());
    for (const { name, err, enabled } of nodes) assert.deepEqual([err, enabled], [undefined, true], name);
    const reading = await eventually(() => lastSeen(nodeRed!, 'reading'), 10_000);
    assert.equal(typeof reading.payload.power.net, 'number');
    assert.deepEqual(nodeRed.errors, []);
  });
});
