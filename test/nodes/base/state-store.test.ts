import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import type { Node, NodeAPI } from 'node-red';
import { StateStore } from '../../../nodes/base/state-store';
import { eventually } from '../eventually';

const STATE = { on: false, switchedAt: 1_795_197_600_000 };

describe('the state of a node', () => {
  let userDir: string;
  beforeEach(() => {
    userDir = mkdtempSync(join(tmpdir(), 'smart-meter-'));
  });
  afterEach(() => rmSync(userDir, { recursive: true, force: true }));

  const store = (settings: object = { userDir }, node: object = { id: 'n1' }) =>
    new StateStore({ settings } as NodeAPI, node as Node);
  const path = () => join(userDir, 'smart-meter', 'n1.json');

  it('outlives a restart in a file of the user directory', async () => {
    const before = store();
    assert.equal(await before.load(), undefined);
    before.save(STATE);
    await before.close(false);
    assert.deepEqual(JSON.parse(readFileSync(path(), 'utf8')), STATE);
    assert.deepEqual(await store().load(), STATE);
  });

  it('belongs to its node alone', async () => {
    const before = store();
    before.save(STATE);
    await before.close(false);
    assert.equal(await store({ userDir }, { id: 'n2' }).load(), undefined);
  });

  it('is saved a minute after it changed, as it is then, and leaves one file', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const running = store();
      running.save({ on: true });
      running.save(STATE);
      mock.timers.tick(59_999);
      assert.equal(existsSync(path()), false);
      mock.timers.tick(1);
    } finally {
      mock.timers.reset();
    }
    assert.deepEqual(await eventually(() => JSON.parse(readFileSync(path(), 'utf8')), 2000), STATE);
    assert.deepEqual(await readdir(join(userDir, 'smart-meter')), ['n1.json']);
  });

  for (const content of ['', '{"on":', 'null', '\0\0\0\0']) {
    it(`is as good as none in a file that holds ${JSON.stringify(content)}`, async () => {
      await mkdir(join(userDir, 'smart-meter'));
      writeFileSync(path(), content);
      const after = store();
      assert.equal((await after.load()) ?? undefined, undefined);
      after.save(STATE);
      await after.close(false);
      assert.deepEqual(await store().load(), STATE);
    });
  }

  it('goes when the user deletes the node', async () => {
    const before = store();
    before.save(STATE);
    await before.close(false);
    const deleted = store();
    deleted.save({ on: true });
    await deleted.close(true);
    assert.equal(existsSync(path()), false);
  });

  it('is not written where nothing has changed', async () => {
    const running = store();
    await running.load();
    await running.close(false);
    assert.deepEqual(await readdir(userDir), []);
  });

  it('lives without a user directory', async () => {
    const running = store({});
    running.save(STATE);
    await running.close(false);
    assert.equal(await store({}).load(), undefined);
  });

  describe('with a persistent context store', () => {
    const kept = new Map<string, unknown>();
    const node = {
      id: 'n1',
      context: () => ({
        get: (key: string, name: string, done: (error: null, value: unknown) => void) =>
          done(null, kept.get(`${name}/${key}`)),
        set: (key: string, value: unknown, name: string, done: () => void) => {
          kept.set(`${name}/${key}`, value);
          done();
        },
      }),
    };
    const disk = { module: 'localfilesystem' };
    const choices: readonly [object, string][] = [
      [{ default: disk }, 'default'],
      [{ default: { module: 'memory' }, disk }, 'disk'],
      [{ disk, default: { module: 'localfilesystem' } }, 'default'],
      [{ default: 'disk', disk }, 'disk'],
    ];
    for (const [contextStorage, name] of choices) {
      it(`lies in ${name} of ${JSON.stringify(contextStorage)}`, async () => {
        kept.clear();
        const before = store({ userDir, contextStorage }, node);
        before.save(STATE);
        await before.close(false);
        assert.deepEqual([...kept], [[`${name}/state`, STATE]]);
        assert.deepEqual(await store({ userDir, contextStorage }, node).load(), STATE);
        assert.deepEqual(await readdir(userDir), []);
        await store({ userDir, contextStorage }, node).close(true);
        assert.equal(kept.get(`${name}/state`), undefined);
      });
    }

    it('lies in a file where all stores are memory', async () => {
      const contextStorage = { default: { module: 'memory' } };
      const before = store({ userDir, contextStorage }, node);
      before.save(STATE);
      await before.close(false);
      assert.deepEqual(JSON.parse(readFileSync(path(), 'utf8')), STATE);
    });
  });
});
