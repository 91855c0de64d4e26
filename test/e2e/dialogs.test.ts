import assert from 'node:assert/strict';
import { DIALECTS } from '../../src/base/receivers';
import { TEST_KEYS } from '../../src/simulator/test-keys';
import { eventually } from '../nodes/eventually';
import { threshold } from '../nodes/threshold-node';
import { CANCEL_CONFIG, Editor } from './editor';
import { ON_CANVAS } from './palette';
import { VERSIONS } from './requirements';

const PLACE = { z: 'tab', wires: [] };

const LINE = { line: '115200 8N1', port: '23', interval: '10' };

/** A node of each type, after a meter in a quiet house. */
const FLOW = [
  { id: 'tab', type: 'tab', label: 'dialogs' },
  ...[{ id: 'port', type: 'han-port', kind: 'simulated', ...LINE, meter: 'dsmr5', speed: '1' }],
  { id: 'meter', type: 'han-meter', connection: 'port', ...PLACE, x: 200, y: 100, wires: [['threshold'], []] },
  { ...threshold({ limit: '1500', load: '10', silence: '300' }), ...PLACE, x: 450, y: 100 },
  { id: 'in', type: 'han-p1-in', connection: 'port', ...PLACE, x: 200, y: 160 },
  {
    ...{ id: 'stick', type: 'han-port', kind: 'serial', path: '/dev/no-stick', ...LINE },
    ...{ talk: 'radio', receiver: 'cul', mode: 'T1', speed: '1' },
  },
  { id: 'radio', type: 'han-wmbus-in', connection: 'stick', keys: 'keys', ...PLACE, x: 450, y: 160 },
  { id: 'frames', type: 'han-frames', ...PLACE, x: 200, y: 220 },
  { id: 'keys', type: 'han-keys', name: '', meter: '' },
  { id: 'decrypt', type: 'han-decrypt', keys: 'keys', ...PLACE, x: 450, y: 280 },
  { id: 'decode', type: 'han-decode', ...PLACE, x: 200, y: 280 },
  { id: 'profile', type: 'han-profile', country: 'NL', ...PLACE, x: 200, y: 340 },
  { id: 'simulator', type: 'han-simulator', meter: 'dsmr5', speed: '1', ...PLACE, x: 200, y: 400 },
];

for (const version of VERSIONS) {
  describe(`the dialogs in ${version.name}`, function () {
    this.timeout(60_000);
    let editor: Editor;

    before(async function () {
      editor = await Editor.open(this, version);
      await editor.import(JSON.stringify(FLOW));
      assert.deepEqual(await editor.invalidNodes(), []);
      await editor.press('#red-ui-header-button-deploy');
    });
    after(() => editor?.close());
    afterEach(() => assert.deepEqual(editor.failures.splice(0), []));

    for (const type of ON_CANVAS) {
      it(`${type} has a field for each setting, and a text for each label`, async () => {
        await editor.edit(type);
        assert.deepEqual(await editor.settingsWithoutField(type, 'node-input-'), []);
        const labels = await editor.page.locator('#dialog-form .form-row label').allTextContents();
        assert.ok(labels.length > 0);
        for (const label of labels) assert.match(label.trim(), /^[A-Z][\w ]+$/, `${type}: ${labels.join(', ')}`);
        await editor.cancel();
      });
    }

    it('offer the countries, by name', async () => {
      await editor.edit('han-meter');
      const names = editor.page.locator('#node-input-country option');
      await eventually(async () => (await names.allTextContents()).includes('Netherlands'), 10_000);
      assert.ok((await names.count()) > 10);
      await editor.cancel();
    });

    it('keep the country that was chosen while the list of countries does not come', async () => {
      await editor.page.route('**/smart-meter/countries', (route) => route.abort());
      await editor.edit('han-profile');
      await editor.press('#node-dialog-ok');
      await editor.page.waitForSelector('#node-dialog-ok', { state: 'detached' });
      await editor.page.unroute('**/smart-meter/countries');
      assert.equal(await editor.settingOf('han-profile', 'country'), 'NL');
      editor.failures.length = 0;
    });

    it('keep the receiver that was chosen', async () => {
      for (const type of ['han-frames', 'han-meter']) {
        await editor.edit(type);
        await eventually(async () => (await editor.page.locator('#node-input-receiver option').count()) > 2, 10_000);
        await editor.page.locator('#node-input-receiver').selectOption('rtl-433', { force: true });
        await editor.press('#node-dialog-ok');
        await editor.page.waitForSelector('#node-dialog-ok', { state: 'detached' });
        assert.equal(await editor.settingOf(type, 'receiver'), 'rtl-433');
        await editor.edit(type);
        const chosen = () => editor.page.inputValue('#node-input-receiver');
        await eventually(async () => (await chosen()) === 'rtl-433', 10_000);
        await editor.cancel();
      }
    });

    it('ask for meters where a radio receiver is, and say why nothing is heard', async () => {
      await editor.edit('han-meter');
      const { page } = editor;
      assert.equal(await page.isVisible('#node-input-meters'), false);
      assert.equal(await page.isVisible('#han-meter-heard'), false);
      await page.selectOption('#node-input-connection', 'stick');
      assert.equal(await page.isVisible('#node-input-meters'), true);
      const said = async () => (await page.textContent('#han-meter-heard .han-heard')) ?? '';
      await eventually(async () => /There is no port \/dev\/no-stick\./.test(await said()), 10_000);
      await page.selectOption('#node-input-connection', 'port');
      assert.equal(await page.isVisible('#han-meter-heard'), false);
      await editor.cancel();
    });

    it('open by a double click', async () => {
      await (await editor.box('han-threshold')).locator('.red-ui-flow-node').first().dblclick();
      await editor.page.waitForSelector('#node-input-goal');
      await editor.cancel();
    });

    describe('power threshold', () => {
      before(() => editor.edit('han-threshold'));
      after(() => editor.cancel());

      const says = (pattern: RegExp) =>
        eventually(async () => {
          const sentence = (await editor.page.textContent('#han-threshold-sentence')) ?? '';
          if (!pattern.test(sentence)) throw new Error(`it says ${sentence}, not ${pattern}`);
          return true;
        }, 10_000);
      const shown = (field: string) => editor.page.locator(field).first().isVisible();

      it('says in a sentence what the settings come to', async () => {
        await says(/^Off above 1500 W, on again below 1415 W\. If the value stays away for 300 s: on\.$/);
      });

      it('changes the sentence with each setting', async () => {
        await editor.type('#node-input-load', '500');
        await says(/on again below 925 W/);
        await editor.type('#node-input-load', '');
        await says(/^Fill in: Load draws\.$/);
        await editor.type('#node-input-load', '2000');
        await says(/The load alone draws what the limit allows/);
        await editor.page.selectOption('#node-input-failSafe', 'off');
        await says(/300 s: off\.$/);
      });

      it('holds the sentence to the last change, whichever answer comes first', async () => {
        await editor.page.route(/smart-meter\/rule\?.*load=111&/, async (route) => {
          await new Promise((resolve) => setTimeout(resolve, 500));
          await route.continue();
        });
        const late = editor.page.waitForResponse(/load=111&/);
        await editor.type('#node-input-load', '111');
        await editor.type('#node-input-load', '2000');
        await late;
        await says(/The load alone draws what the limit allows/);
      });

      it('changes sentence, rows and value with the goal', async () => {
        await editor.page.selectOption('#node-input-goal', 'surplus');
        await says(/^On when the house exports more than 2100 W, off when it imports more than 100 W\./);
        assert.equal(await editor.page.inputValue('#node-input-watch'), 'power.net');
        assert.equal(await shown('#node-input-onAt'), false);
        await editor.page.selectOption('#node-input-goal', 'signal');
        await says(/^On above 1500 W, off below 1425 W\./);
        assert.equal(await editor.page.inputValue('#node-input-watch'), 'power.import');
        assert.equal(await shown('#node-input-load'), false);
        await editor.page.selectOption('#node-input-goal', 'custom');
        await says(/^Fill in: On beyond\.$/);
        await editor.type('#node-input-onAt', '500');
        await editor.type('#node-input-offAt', '100');
        await says(/^On above 500 W, off below 100 W\./);
      });

      it('shows what a format needs', async () => {
        await editor.page.selectOption('#node-input-format', 'home-assistant');
        assert.equal(await shown('#node-input-entities'), true);
        assert.equal(await shown('.han-threshold-payload'), false);
        await editor.page.selectOption('#node-input-format', 'custom');
        assert.equal(await shown('#node-input-entities'), false);
        assert.equal(await shown('.han-threshold-payload'), true);
      });

      it('suggests the values of the meter before it, with their numbers', async () => {
        const field = editor.page.locator('.form-row:has(#node-input-watch) .red-ui-typedInput-input').first();
        await field.fill('');
        await field.pressSequentially('power.exp');
        const suggestions = editor.page.locator('.red-ui-autoComplete-container');
        await eventually(async () => /power\.export\s*-?\d+ W/.test((await suggestions.textContent()) ?? ''), 10_000);
      });
    });

    describe('keys', () => {
      before(() => editor.editConfig('han-keys'));
      after(() => editor.cancel(CANCEL_CONFIG));

      const PASTE = '#han-keys-paste';
      const field = (key: string) => editor.page.inputValue(`#node-config-input-${key}`);
      const says = (text: RegExp) =>
        eventually(async () => text.test((await editor.page.textContent('#han-keys-tip'))!), 10_000);

      it('has a field for each setting', async () => {
        assert.deepEqual(await editor.settingsWithoutField('han-keys', 'node-config-input-'), []);
      });

      it('finds both keys in what the grid company sent, whatever their order', async () => {
        const { encryption, authentication } = TEST_KEYS;
        await editor.page.fill(PASTE, `Hello,\nGPK61: ${authentication}\nGPK60 = 0x${encryption}\nBest regards`);
        await says(/^Both keys are taken\.$/);
        assert.deepEqual([await field('encryption'), await field('authentication')], [encryption, authentication]);
        assert.equal(await editor.page.inputValue(PASTE), '');
        assert.equal(await editor.page.getAttribute('#node-config-input-encryption', 'type'), 'password');
      });

      it('finds key and address in the text of a QR code', async () => {
        const { encryption } = TEST_KEYS;
        await editor.page.fill(PASTE, `1APA0012345678;${encryption.toLowerCase()};0106785634120102`);
        await says(/^The encryption key and the meter’s address were filled in\.$/);
        assert.deepEqual([await field('encryption'), await field('meter')], [encryption, '0106785634120102']);
        assert.equal(await editor.page.inputValue(PASTE), '');
      });

      it('names what is no key', async () => {
        await editor.page.fill(PASTE, `GPK11: ${TEST_KEYS.encryption}`);
        await says(/GPK60 and GPK61/);
        await editor.page.fill(PASTE, TEST_KEYS.encryption.slice(2));
        await says(/this one has 30/);
      });
    });

    describe('connection', () => {
      before(() => editor.editConfig('han-port'));
      after(() => editor.cancel(CANCEL_CONFIG));

      it('has a field for each setting', async () => {
        assert.deepEqual(await editor.settingsWithoutField('han-port', 'node-config-input-'), []);
      });

      it('shows the fields of each kind', async () => {
        const fields = { serial: 'path', tcp: 'host', http: 'url', simulated: 'meter' };
        const kinds = Object.entries(fields);
        for (const [kind] of [...kinds, ...kinds]) {
          await editor.page.selectOption('#node-config-input-kind', kind);
          for (const [each, field] of kinds) {
            assert.equal(await editor.page.isVisible(`#node-config-input-${field}`), each === kind, each);
          }
          const canTalk = kind === 'serial' || kind === 'tcp';
          assert.equal(await editor.page.isVisible('#node-config-input-talk'), canTalk, kind);
        }
      });

      it('shows what a radio receiver needs where one is in between', async () => {
        const { page } = editor;
        const shown = (field: string) => page.isVisible(`#node-config-input-${field}`);
        await page.selectOption('#node-config-input-kind', 'serial');
        for (const [talk, radio] of [
          ['listen', false],
          ['radio', true],
          ['kmp', false],
          ['radio', true],
        ] as const) {
          await page.selectOption('#node-config-input-talk', talk);
          assert.deepEqual([await shown('receiver'), await shown('mode')], [radio, radio], talk);
          assert.equal(await shown('dataRequest'), !radio, talk);
        }
        for (const [kind, radio] of [
          ['tcp', true],
          ['http', false],
          ['simulated', false],
          ['serial', true],
        ] as const) {
          await page.selectOption('#node-config-input-kind', kind);
          assert.equal(await shown('receiver'), radio, kind);
        }
      });

      it('offers the receivers, and takes the line setting of each', async () => {
        const { page } = editor;
        const names = page.locator('#node-config-input-receiver option');
        await eventually(async () => (await names.count()) === 1 + DIALECTS.length, 10_000);
        for (const name of await names.allTextContents()) assert.match(name, /^\p{L}{3}/u);
        for (const [receiver, line] of [
          ['cul', '38400 8N1'],
          ['im871a', '57600 8N1'],
          ['raw', '57600 8N1'],
        ] as const) {
          await page.selectOption('#node-config-input-receiver', receiver);
          assert.equal(await page.inputValue('#node-config-input-line'), line);
          assert.equal(await page.isVisible('#han-port-tip-cul'), receiver === 'cul');
        }
        await page.selectOption('#node-config-input-talk', 'listen');
      });

      it('says which ports there are', async () => {
        await editor.page.selectOption('#node-config-input-kind', 'serial');
        const ports = (await (await editor.nodeRed.get('/smart-meter/ports')).json()) as unknown[];
        const tip = ports.length > 0 ? `Ports found: ${ports.length}.` : 'No port found.';
        await eventually(async () => (await editor.page.textContent('#han-port-tip-ports'))!.startsWith(tip), 10_000);
      });
    });
  });
}
