// Opens Node-RED with a simulated household: `npm start`. PORT chooses another port.
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const userDir = process.env.DEMO_USER_DIR ?? join(root, '.node-red');
const port = process.env.PORT ?? '1880';

// Node-RED 5 wants Node 22.9; on an older Node the demo runs on Node-RED 4.1.
const [major, minor] = process.versions.node.split('.').map(Number);
const nodeRed = major > 22 || (major === 22 && minor >= 9) ? 'node-red-5' : 'node-red';
const program = createRequire(import.meta.url).resolve(`${nodeRed}/red.js`);

// Node-RED finds the package through a link, as it finds an installed one, and so sees each build.
const link = join(userDir, 'node_modules', '@han-port', 'node-red-smart-meter');
mkdirSync(join(link, '..'), { recursive: true });
rmSync(link, { force: true });
symlinkSync(root, link, 'junction');

const flows = join(userDir, 'flows.json');
if (!existsSync(flows)) copyFileSync(join(root, 'demo', 'flows.json'), flows);

const child = spawn(process.execPath, [program, '-u', userDir, '-s', join(root, 'demo', 'settings.cjs')], {
  env: { ...process.env, PORT: port },
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));

// What Node-RED says of its start is in the language of this machine, so the dashboard is asked.
const url = `http://127.0.0.1:${port}`;
while (!(await fetch(`${url}/dashboard/meter`).catch(() => undefined))?.ok) await wait(200);
process.stdout.write(`
  The flow        ${url}/
  The dashboard   ${url}/dashboard/meter

`);
