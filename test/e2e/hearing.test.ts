import assert from 'node:assert/strict';
import { SerialPort } from 'serialport';
import { TEST_KEYS } from '../../src/simulator/test-keys';
import { eventually } from '../nodes/eventually';
import type { FlowNode } from '../nodes/flow-node';
import { openPtyPair, type PtyPair, removeEnds } from '../transport/pty';
import { CANCEL_CONFIG, Editor } from './editor';
import { lastSeen, probe, seen } from './probe';
import { needs, programAt, VERSIONS } from './requirements';
import { Stick } from './stick';

const PLACE = { z: 'tab', x: 200, y: 100 };

function flowFor(path: string): FlowNode[] {
  const serial = {
    kind: 'serial',
    path,
    line: '57600 8N1',
    dataRequest: 'none',
    port: '23',
    interval: '10',
    speed: '1',
  };
  return [
    { id: 'tab', type: 'tab', label: 'radio' },
    { id: 'port', type: 'han-port', ...serial, talk: 'radio', receiver: 'im871a', mode: 'T1', meter: 'dsmr5' },
    { id: 'keys', type: 'han-keys', name: '', meter: '' },
    { id: 'in', type: 'han-wmbus-in', connection: 'port', keys: '', meters: '', ...PLACE, wires: [['telegram']] },
    { id: 'watch', type: 'status', name: '', scope: ['in'], ...PLACE, wires: [['status']] },
    ...['telegram', 'status'].flatMap((name) => probe('tab', name)),
  ];
}

for (const version of VERSIONS) {
  describe(`the meters that are heard, in ${version.name}`, function () {
    this.timeout(60_000);
    let pair: PtyPair;
    let stick: Stick;
    let editor: Editor;

    before(async function () {
      needs(this, 'socat', programAt('socat'));
      pair = await openPtyPair();
      stick = await Stick.open(pair.meterEnd, 'im871a', ['pl-amiplus', 'pl-gama350-radio', 'pl-oms-mode7']);
      editor = await Editor.open(this, version);
      await editor.import(JSON.stringify(flowFor(pair.nodeEnd)));
    });
    after(async () => {
      await editor?.close();
      await stick?.close();
      await pair?.close();
      if (pair !== undefined) await removeEnds(pair);
    });
    afterEach(() => assert.deepEqual(editor.failures.splice(0), []));

    const rows = () => editor.page.locator('.han-heard-meter');
    const rowOf = (number: string) => rows().filter({ hasText: number });
    const chosen = () => editor.page.inputValue('#node-input-meters');

    async function lists(count: number): Promise<void> {
      await eventually(async () => (await rows().count()) === count, 15_000, `${count} meters`);
    }

    async function portIsFree(): Promise<void> {
      const port = new SerialPort({ path: pair.nodeEnd, baudRate: 57600, autoOpen: false });
      await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
      await new Promise((resolve) => port.close(resolve));
    }

    it('are listed before anything is deployed', async () => {
      await editor.edit('han-wmbus-in');
      await lists(3);
      const [amiplus, gama, oms] = stick.numbers as [string, string, string];
      const texts = (await rows().locator('span').allTextContents()).sort();
      const rest = 'electricity · -67 dBm · encrypted';
      const expected = [`${amiplus} · APA · ${rest}`, `${gama} · EGM · ${rest}`, `${oms} · SIM · ${rest}`];
      assert.deepEqual(texts, expected.sort());
      assert.equal(await rows().locator('b:visible').count(), 0);
    });

    it('are taken by a click, one after the other', async () => {
      const [amiplus, gama] = stick.numbers as [string, string];
      for (const [number, expected] of [
        [gama, gama],
        [amiplus, `${gama}, ${amiplus}`],
        [gama, `${gama}, ${amiplus}`],
      ] as const) {
        await rowOf(number).locator('button').click();
        assert.equal(await chosen(), expected);
      }
    });

    it('stay under the mouse while their numbers change', async () => {
      const [amiplus] = stick.numbers as [string];
      await editor.page.fill('#node-input-meters', '');
      const button = rowOf(amiplus).locator('button');
      await button.hover();
      await editor.page.mouse.down();
      for (let i = 0; i < 2; i++) await editor.page.waitForResponse(/smart-meter\/heard/);
      await editor.page.mouse.up();
      await eventually(async () => (await chosen()) === amiplus, 5_000);
    });

    it('let the search for the receiver borrow the port', async () => {
      await editor.editConfig('han-port');
      const { page } = editor;
      await eventually(async () => (await page.textContent('#han-port-tip-ports')) !== '', 10_000);
      await page.fill('#node-config-input-line', '9600 8N1');
      await editor.press('#han-port-detect');
      await eventually(async () => (await page.inputValue('#node-config-input-line')) === '57600 8N1', 20_000);
      await editor.cancel(CANCEL_CONFIG);
      await lists(3);
    });

    it('leave the port free when the dialog is closed', async () => {
      await assert.rejects(portIsFree());
      await editor.cancel();
      await eventually(async () => {
        await portIsFree();
        return true;
      }, 5_000);
    });

    it('are marked that a key opens which was only pasted', async () => {
      await editor.editConfig('han-keys');
      const key = TEST_KEYS.encryption;
      await editor.page.fill('#han-keys-paste', `E0099;${key};${stick.numbers[0]}`);
      const field = () => editor.page.inputValue('#node-config-input-meter');
      await eventually(async () => (await field()) === stick.numbers[0], 10_000);
      await editor.press('#node-config-dialog-ok');
      await editor.page.waitForSelector('#node-config-dialog-ok', { state: 'detached' });
      await editor.edit('han-wmbus-in');
      await lists(3);
      await eventually(() => rowOf(stick.numbers[0]!).locator('b').isVisible(), 10_000);
      assert.equal((await rowOf(stick.numbers[0]!).locator('b').textContent())!.trim(), 'yours');
      assert.equal(await rows().locator('b:visible').count(), 1);
      // The user's own come first.
      assert.ok((await rows().first().textContent())!.includes(stick.numbers[0]!));
    });

    it('are heard by the flow as well, once that is deployed', async () => {
      await editor.page.fill('#node-input-meters', '11223344');
      await editor.press('#node-dialog-ok');
      await editor.page.waitForSelector('#node-dialog-ok', { state: 'detached' });
      await editor.press('#red-ui-header-button-deploy');
      const status = async () => (await lastSeen(editor.nodeRed, 'status'))?.status.text;
      await eventually(async () => (await status()) === 'others: 3', 20_000);
      await editor.edit('han-wmbus-in');
      await lists(3);
      await rowOf(stick.numbers[1]!).locator('button').click();
      assert.equal(await chosen(), `11223344, ${stick.numbers[1]}`);
      await editor.press('#node-dialog-ok');
      await editor.page.waitForSelector('#node-dialog-ok', { state: 'detached' });
      assert.deepEqual(await seen(editor.nodeRed, 'telegram'), []);
      await editor.press('#red-ui-header-button-deploy');
      const { frame } = await eventually(() => lastSeen(editor.nodeRed, 'telegram'), 15_000);
      assert.deepEqual([frame.link, frame.rssi], ['wmbus', -67]);
      assert.deepEqual(editor.nodeRed.errors, []);
    });
  });
}
