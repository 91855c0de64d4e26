import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Reading } from '../../src/profiles/reading';
import { eventually } from '../nodes/eventually';
import type { FlowNode } from '../nodes/flow-node';
import { ROOT } from '../nodes/package-root';
import { needsBrowser, openPage, startBrowser } from './browser';
import { end, start } from './children';
import { freePort } from './free-port';
import { needsNodeRed } from './node-red';
import { VERSIONS } from './requirements';

const FLOW = JSON.parse(readFileSync(join(ROOT, 'demo', 'flows.json'), 'utf8')) as FlowNode[];

function idOf(name: string): string {
  return FLOW.find((node) => node.name === name)!.id;
}

for (const version of VERSIONS) {
  describe(`the demo with ${version.name}`, function () {
    this.timeout(60_000);
    let userDir: string;
    let url: string;
    let demo: ChildProcess;
    let log = '';
    let browser: Browser;
    let page: Page;
    let failures: string[];

    before(async function () {
      needsNodeRed(this, version);
      needsBrowser(this);
      userDir = mkdtempSync(join(tmpdir(), 'smart-meter-demo-'));
      const port = await freePort();
      url = `http://127.0.0.1:${port}`;
      const env = { PORT: String(port), DEMO_USER_DIR: userDir };
      demo = start(version.node!, [join(ROOT, 'demo', 'start.mjs')], { env });
      for (const output of [demo.stdout, demo.stderr]) output!.on('data', (text) => (log += text));
      await eventually(() => log.includes('The dashboard'), 30_000);
      browser = await startBrowser();
      ({ page, failures } = await openPage(browser, `${url}/dashboard/meter`));
    });
    after(async () => {
      await browser?.close();
      if (demo !== undefined) await end(demo, 'SIGINT');
      if (userDir !== undefined) rmSync(userDir, { recursive: true, force: true });
    });

    async function reading(): Promise<Reading> {
      const response = await fetch(`${url}/meter`);
      assert.equal(response.status, 200);
      return response.json() as Promise<Reading>;
    }

    async function press(name: string): Promise<void> {
      assert.equal((await fetch(`${url}/inject/${idOf(name)}`, { method: 'POST' })).status, 200);
    }

    const says = (pattern: RegExp) =>
      eventually(async () => pattern.test((await page.textContent('body')) ?? ''), 20_000, String(pattern));

    it('says where to look', () => {
      assert.match(log, new RegExp(`${url}/\\n.*${url}/dashboard/meter\\n`, 's'));
    });

    it('answers the latest reading as JSON', async () => {
      const { power, meter } = await eventually(async () => (await reading()).power !== undefined && reading(), 10_000);
      assert.equal(meter.country, 'NL');
      assert.equal(typeof power!.net, 'number');
    });

    it('shows the power and a lamp', async () => {
      await says(/Power now/);
      await says(/lamp on/);
      await eventually(
        async () => (await page.textContent('body'))!.includes(String((await reading()).power!.net)),
        10_000,
      );
    });

    it('switches the lamp off when the kettle is on', async () => {
      await press('kettle on');
      await says(/lamp off/);
      await says(/\d{4} W > 1500 W for 3 s/);
      assert.ok((await reading()).power!.import! > 1500);
    });

    it('lets the sun shine', async () => {
      await press('the sun is out');
      await eventually(async () => (await reading()).power!.net! < -1000, 10_000);
    });

    it('runs without an error, in the log and in the browser', () => {
      assert.deepEqual(failures, []);
      assert.doesNotMatch(log, /\[error\]/);
    });
  });
}
