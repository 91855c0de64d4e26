import assert from 'node:assert/strict';
import { eventually } from '../nodes/eventually';
import { Editor } from './editor';
import { EXAMPLES, ON_CANVAS, TYPES } from './palette';
import { VERSIONS } from './requirements';

for (const version of VERSIONS) {
  describe(`the editor of ${version.name}`, function () {
    this.timeout(60_000);
    let editor: Editor;

    before(async function () {
      editor = await Editor.open(this, version);
    });
    after(() => editor?.close());
    afterEach(() => assert.deepEqual(editor.failures.splice(0), []));

    it('shows all nodes in one category, by name and icon', async () => {
      for (const type of ON_CANVAS) {
        const entry = editor.page.locator(`#red-ui-palette-smart_meter [data-palette-type="${type}"]`);
        assert.match((await entry.textContent())!.trim(), /^[a-zA-Z][\w /-]+$/);
        const icon = entry.locator('.red-ui-palette-icon').first();
        const image = await icon.evaluate((element) => getComputedStyle(element).backgroundImage);
        const response = await fetch(/url\("([^"]+)"\)/.exec(image)![1]!);
        assert.equal(response.headers.get('content-type')?.split(';')[0], 'image/svg+xml', type);
      }
    });

    it('has help for each node', async () => {
      for (const type of TYPES) assert.ok((await editor.help(type)).length > 200, type);
    });

    it('offers the examples of the package', async () => {
      const response = await editor.nodeRed.get('/library/examples/flows/@han-port/node-red-smart-meter');
      const offered = (await response.json()) as ({ fn: string } | string)[];
      assert.deepEqual(offered.map((entry) => (typeof entry === 'string' ? entry : entry.fn)).sort(), [
        ...EXAMPLES.keys(),
      ]);
    });

    for (const [name, flow] of EXAMPLES) {
      it(`imports ${name}, with nothing left to configure`, async () => {
        await editor.import(flow);
        assert.deepEqual(await editor.invalidNodes(), []);
      });
    }

    it('shows the power under the meter after a deploy', async () => {
      await editor.press('#red-ui-header-button-deploy');
      const status = (await editor.box('han-meter')).locator('.red-ui-flow-node-status-label');
      await eventually(async () => /^-?\d+ W$/.test((await status.textContent()) ?? ''), 15_000);
    });

    it('has logged no error but what is not plugged in', () => {
      assert.deepEqual(
        editor.nodeRed.errors.filter((line) => !/There is no port|does not answer/.test(line)),
        [],
      );
    });
  });
}
