import type { Context } from 'mocha';
import { type Browser, chromium, type Page } from 'playwright-core';
import { needs, programAt } from './requirements';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const executablePath = programAt('chromium');

/** Call it in a `before`: without Chromium the tests are pending. */
export function needsBrowser(test: Context): void {
  needs(test, 'chromium', executablePath);
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath!, args: ARGS });
}

/** A page, and all that it failed at; what it asks of the wide world is its own business. */
export async function openPage(browser: Browser, url: string): Promise<{ page: Page; failures: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(10_000);
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    const { url: source } = message.location();
    const ours = source === '' || new URL(source).origin === new URL(url).origin;
    if (message.type() === 'error' && ours) failures.push(`${message.text()} ${source}`);
  });
  await page.goto(url);
  return { page, failures };
}
