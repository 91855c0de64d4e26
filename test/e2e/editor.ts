import type { Context } from 'mocha';
import type { Browser, Locator, Page } from 'playwright-core';
import type { FlowNode } from '../nodes/flow-node';
import { needsBrowser, openPage, startBrowser } from './browser';
import { type NodeRed, needsNodeRed, startNodeRed } from './node-red';
import type { NodeRedVersion } from './requirements';

/** The editor's own object, in the browser. */
// biome-ignore lint/suspicious/noExplicitAny: it has no types
declare const RED: any;

const IMPORT = '#red-ui-clipboard-dialog-import-text';

/** Node-RED's editor, empty where nothing is given, in a browser of its own. */
export class Editor {
  readonly nodeRed: NodeRed;
  readonly page: Page;
  /** All that its scripts failed at. */
  readonly failures: string[];
  readonly #browser: Browser;

  private constructor(nodeRed: NodeRed, browser: Browser, page: Page, failures: string[]) {
    this.nodeRed = nodeRed;
    this.#browser = browser;
    this.page = page;
    this.failures = failures;
  }

  /** Call it in a `before`: without what it takes the tests are pending. */
  static async open(test: Context, version: NodeRedVersion, flows: readonly FlowNode[] = []): Promise<Editor> {
    needsNodeRed(test, version);
    needsBrowser(test);
    const nodeRed = await startNodeRed({ version, flows });
    const browser = await startBrowser();
    const { page, failures } = await openPage(browser, nodeRed.url);
    await page.waitForSelector('.red-ui-palette-node[data-palette-type="han-meter"]', { state: 'attached' });
    return new Editor(nodeRed, browser, page, failures);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.nodeRed.stop();
  }

  /** As a user does who has copied a flow: Ctrl-I, paste, import. */
  async import(flow: string): Promise<void> {
    await this.page.keyboard.press('Control+i');
    await this.page.waitForSelector(IMPORT);
    await this.type(IMPORT, flow);
    await this.press('#red-ui-clipboard-dialog-ok:not([disabled])');
    await this.page.waitForSelector(IMPORT, { state: 'hidden' });
  }

  /** Fills in a field and says so as a keyboard does. */
  async type(field: string, text: string): Promise<void> {
    await this.page.fill(field, text);
    await this.page.press(field, 'End');
  }

  /** Presses a button, though a notification may lie over it. */
  async press(button: string): Promise<void> {
    await this.page.locator(button).dispatchEvent('click');
  }

  /** All nodes and config nodes that the editor finds not properly configured. */
  invalidNodes(): Promise<string[]> {
    return this.page.evaluate(() => {
      const invalid: string[] = [];
      const look = (node: { id: string; type: string; valid?: boolean }) => {
        if (node.valid === false) invalid.push(`${node.type} ${node.id}`);
      };
      RED.nodes.eachNode(look);
      RED.nodes.eachConfig(look);
      return invalid;
    });
  }

  /** The first node of a type. */
  idOf(type: string): Promise<string> {
    return this.page.evaluate((type) => {
      let id = '';
      const look = (node: { id: string; type: string }) => {
        if (node.type === type && id === '') id = node.id;
      };
      RED.nodes.eachNode(look);
      RED.nodes.eachConfig(look);
      return id;
    }, type);
  }

  /** The box of the first node of a type on the canvas. */
  async box(type: string): Promise<Locator> {
    const id = await this.idOf(type);
    await this.page.evaluate((id) => RED.view.reveal(id, false), id);
    return this.page.locator(`[id="${id}"]`);
  }

  /** Opens the dialog of the first node of a type. */
  async edit(type: string): Promise<void> {
    await this.page.evaluate((id) => RED.editor.edit(RED.nodes.node(id)), await this.idOf(type));
    await this.page.waitForSelector(CANCEL);
  }

  /** The same of a config node. */
  async editConfig(type: string): Promise<void> {
    const id = await this.idOf(type);
    await this.page.evaluate(([type, id]) => RED.editor.editConfig('', type!, id!), [type, id]);
    await this.page.waitForSelector(CANCEL_CONFIG);
  }

  /** Closes the dialog that is open. */
  async cancel(button = CANCEL): Promise<void> {
    await this.press(button);
    await this.page.waitForSelector(button, { state: 'detached' });
  }

  /** The settings of a type that have no field in the dialog that is open. */
  settingsWithoutField(type: string, prefix: string): Promise<string[]> {
    return this.page.evaluate(
      ({ type, prefix }) =>
        Object.keys(RED.nodes.getType(type).defaults).filter((name) => !document.getElementById(prefix + name)),
      { type, prefix },
    );
  }

  /** What the editor has stored for the first node of a type. */
  async settingOf(type: string, name: string): Promise<unknown> {
    const id = await this.idOf(type);
    return this.page.evaluate(({ id, name }) => RED.nodes.node(id)[name] as unknown, { id, name });
  }

  /** What the side bar says of a type. */
  help(type: string): Promise<string> {
    return this.page.evaluate((type) => RED.nodes.getNodeHelp(type) as string, type);
  }
}

const CANCEL = '#node-dialog-cancel';
export const CANCEL_CONFIG = '#node-config-dialog-cancel';
