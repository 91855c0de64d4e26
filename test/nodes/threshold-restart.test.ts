import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import helper from 'node-red-node-test-helper';
import { eventually } from './eventually';
import { arrived, deploy, receive, redeploy, useNodeRed } from './flow';
import { importing, threshold } from './threshold-node';

const OUT = { id: 'out', type: 'sink' };

describe('power threshold over a restart', () => {
  useNodeRed();
  let userDir: string;
  beforeEach(() => {
    userDir = mkdtempSync(join(tmpdir(), 'smart-meter-'));
    helper.settings({ userDir });
  });
  afterEach(() => rmSync(userDir, { recursive: true, force: true }));

  async function switchedOff(settings: Record<string, unknown>, message: object = {}): Promise<void> {
    await deploy(threshold(settings), OUT);
    receive('threshold', { ...importing(4500), ...message });
    await eventually(() => arrived().length === 1, 2000);
    await helper.unload();
  }

  it('sends what was, before any value comes', async () => {
    await switchedOff({});
    await deploy(threshold(), OUT);
    await eventually(() => arrived().length === 1, 2000);
    const { payload, reason, topic } = arrived()[0]!;
    assert.deepEqual([payload, topic], [false, 'lamp']);
    assert.match(reason, /reason\.restart$/);
  });

  it('knows the first decision of a sentence whose limit comes with the message only then', async () => {
    const settings = { limit: 'limit', limitType: 'msg', minimumOff: '300' };
    await switchedOff(settings, { limit: 4000 });
    await deploy(threshold(settings), OUT);
    receive('threshold', { ...importing(100), limit: 4000 });
    await eventually(() => arrived().length === 1, 2000);
    assert.equal(arrived()[0]!.payload, false);
    assert.match(arrived()[0]!.reason, /reason\.restart$/);
  });

  it('keeps the minimum time', async () => {
    const settings = { minimumOff: '300' };
    await switchedOff(settings);
    await deploy(threshold(settings), OUT);
    await eventually(() => arrived().length === 1, 2000);
    receive('threshold', importing(100));
    receive('threshold', importing(100));
    await helper.unload();
    assert.deepEqual(
      arrived().map(({ payload }) => payload),
      [false],
    );
  });

  it('begins anew where the user deleted the node', async () => {
    await deploy(threshold(), OUT);
    receive('threshold', importing(4500));
    await eventually(() => arrived().length === 1, 2000);
    await redeploy(threshold({ name: 'other' }), OUT);
    const file = join(userDir, 'smart-meter', 'threshold.json');
    assert.ok(existsSync(file));
    await redeploy(OUT);
    assert.equal(existsSync(file), false);
  });
});
