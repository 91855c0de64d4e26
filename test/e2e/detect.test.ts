import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../nodes/eventually';
import type { FlowNode } from '../nodes/flow-node';
import { openPtyPair, type PtyPair, removeEnds } from '../transport/pty';
import { CANCEL_CONFIG, Editor } from './editor';
import { House } from './house';
import { lastSeen, probe } from './probe';
import { Pty } from './pty';
import { NODE_RED_4, needs, programAt } from './requirements';
import { Stick } from './stick';

const PLACE = { z: 'tab', x: 0, y: 0 };

function flowFor(path: string): FlowNode[] {
  return [
    { id: 'tab', type: 'tab' },
    { id: 'port', type: 'han-port', kind: 'serial', path, line: '300 7E1', dataRequest: 'none', interval: '10' },
    { id: 'meter', type: 'han-meter', connection: 'port', country: 'auto', ...PLACE, wires: [['reading'], []] },
    ...probe('tab', 'reading'),
  ];
}

describe('the search for the line setting', function () {
  this.timeout(60_000);
  let folder: string;
  let pty: Pty;
  let house: House;
  let editor: Editor;

  before(async function () {
    needs(this, 'socat', programAt('socat'));
    folder = mkdtempSync(join(tmpdir(), 'smart-meter-pty-'));
    pty = await Pty.open(join(folder, 'ttyUSB0'));
    house = new House((bytes) => pty.write(bytes));
    editor = await Editor.open(this, NODE_RED_4, flowFor(pty.path));
  });
  after(async () => {
    await editor?.close();
    house?.close();
    await pty?.unplug();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  async function readsOn(): Promise<void> {
    const before = (await lastSeen(editor.nodeRed, 'reading'))?.payload.timestamp ?? '';
    await eventually(async () => (await lastSeen(editor.nodeRed, 'reading'))!.payload.timestamp > before, 15_000);
  }

  /** Its buttons do something when it has begun to look for ports. */
  async function openPort(): Promise<void> {
    await editor.editConfig('han-port');
    await eventually(async () => (await editor.page.textContent('#han-port-tip-ports')) !== '', 10_000);
  }

  it('borrows the port from the flow, finds the setting, and gives the port back', async () => {
    await readsOn();
    await openPort();
    await editor.press('#han-port-detect');
    const { page } = editor;
    await eventually(async () => (await page.inputValue('#node-config-input-line')) === '115200 8N1', 20_000);
    assert.match((await page.textContent('#han-port-tip-line'))!, /115200 8N1/);
    await eventually(() => page.isEnabled('#han-port-detect'), 10_000);
    await editor.cancel(CANCEL_CONFIG);
    await readsOn();
  });

  it('ends with the dialog', async () => {
    house.close();
    await openPort();
    await editor.press('#han-port-detect');
    await eventually(() => editor.page.isDisabled('#han-port-detect'), 10_000);
    await editor.cancel(CANCEL_CONFIG);
    house = new House((bytes) => pty.write(bytes));
    await readsOn();
  });

  it('says why it cannot look', async () => {
    await openPort();
    await editor.type('#node-config-input-path', '/dev/does-not-exist');
    await editor.press('#han-port-detect');
    const tip = editor.page.locator('#han-port-tip-line');
    await eventually(async () => /There is no port \/dev\/does-not-exist\./.test((await tip.textContent())!), 10_000);
    await editor.cancel(CANCEL_CONFIG);
    assert.deepEqual(editor.failures, []);
  });
});

describe('the search for the receiver', function () {
  this.timeout(60_000);
  let pair: PtyPair;
  let stick: Stick | undefined;
  let editor: Editor;

  before(async function () {
    needs(this, 'socat', programAt('socat'));
    pair = await openPtyPair();
    const serial = { kind: 'serial', path: pair.nodeEnd, line: '115200 8N1', dataRequest: 'none' };
    editor = await Editor.open(this, NODE_RED_4, [
      { id: 'tab', type: 'tab' },
      { id: 'port', type: 'han-port', ...serial, talk: 'listen', interval: '10', port: '23', speed: '1' },
      { id: 'in', type: 'han-wmbus-in', connection: 'port', ...PLACE, wires: [[]] },
    ]);
  });
  afterEach(() => stick?.close());
  after(async () => {
    await editor?.close();
    await pair?.close();
    if (pair !== undefined) await removeEnds(pair);
  });

  for (const [receiver, line] of [
    ['im871a', '57600 8N1'],
    ['cul', '38400 8N1'],
  ] as const) {
    it(`finds ${receiver}, and how to talk to it`, async () => {
      stick = await Stick.open(pair.meterEnd, receiver);
      const { page } = editor;
      await editor.editConfig('han-port');
      await eventually(async () => (await page.textContent('#han-port-tip-ports')) !== '', 10_000);
      assert.match((await page.textContent('#han-port-detect'))!, /Find the line setting/);
      await page.selectOption('#node-config-input-talk', 'radio');
      assert.match((await page.textContent('#han-port-detect'))!, /Find the receiver/);
      assert.equal(await page.inputValue('#node-config-input-receiver'), 'auto');
      await editor.press('#han-port-detect');
      await eventually(async () => (await page.inputValue('#node-config-input-receiver')) === receiver, 40_000);
      assert.equal(await page.inputValue('#node-config-input-line'), line);
      assert.match((await page.textContent('#han-port-tip-line'))!, new RegExp(line));
      assert.equal(await page.isVisible('#han-port-tip-cul'), receiver === 'cul');
      await eventually(() => page.isEnabled('#han-port-detect'), 10_000);
      await editor.cancel(CANCEL_CONFIG);
      assert.deepEqual(editor.failures, []);
    });
  }
});
