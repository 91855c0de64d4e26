import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './package-root';

/*
 * What the editor looks for beside a node: its texts, its help, its icon, an example. Read from the sources, so that no
 * key is forgotten.
 */

const NODES = join(ROOT, 'nodes');
const LOCALES = join(NODES, 'locales');
const LOCALE = join(LOCALES, 'en-US');

function read(...path: string[]): string {
  return readFileSync(join(...path), 'utf8');
}

/** All texts of a catalogue, by their dotted keys. */
function textsIn(group: object, prefix = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, member] of Object.entries(group)) {
    if (typeof member === 'string') texts.set(prefix + key, member);
    else for (const [path, text] of textsIn(member as object, `${prefix}${key}.`)) texts.set(path, text);
  }
  return texts;
}

function catalogueOf(node: string, language = 'en-US'): Map<string, string> {
  return textsIn(JSON.parse(read(LOCALES, language, `${node}.json`)));
}

/** The texts of its dialog that stand in the narrow column on the left. */
function labelsOf(node: string): string[] {
  return found(read(NODES, `${node}.html`), /<label [^>]*>.*?data-i18n="([^"]+)".*?<\/label>/g);
}

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

/** All that the first group of `pattern` finds in `text`. */
function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1]!);
}

const manifest = JSON.parse(read(ROOT, 'package.json')) as { 'node-red': { nodes: Record<string, string> } };
const nodes = Object.keys(manifest['node-red'].nodes);
const examples = filesBelow(join(ROOT, 'examples'), '.json').map(
  (path) => JSON.parse(read(path)) as { type: string }[],
);
const inExamples = new Set(examples.flat().map(({ type }) => type));

describe('the texts of the server', () => {
  const catalogue = catalogueOf('han-port');
  const sources = filesBelow(NODES, '.ts').map((path) => read(path));

  it('are all there', () => {
    const keys = sources.flatMap((source) => found(source, /\btext\([^'`]*?'([a-z][\w-]*\.[\w.-]+)'/g));
    assert.ok(keys.length > 8, 'the pattern still fits');
    assert.deepEqual(
      keys.filter((key) => !catalogue.has(`han-port.${key}`)),
      [],
    );
  });

  it('are all there where the key is put together', () => {
    const prefixes = new Set(sources.flatMap((source) => found(source, /\btext\([^`']*?`([\w-]+\.)\$\{/g)));
    assert.deepEqual([...prefixes].sort(), ['error.', 'remark.', 'status.']);
    const codes = found(read(ROOT, 'src', 'base', 'errors.ts').split('/** Values')[0]!, /^ {2}\| '([\w-]+)'/gm);
    assert.ok(codes.length >= 20, 'the pattern still fits');
    const phases = ['opening', 'waiting', 'receiving', 'silent', 'no-telegram'];
    const keys = codes
      .flatMap((code) => [`status.${code}`, `error.${code}`])
      .concat(phases.map((phase) => `status.${phase}`));
    assert.deepEqual(
      keys.filter((key) => !catalogue.has(`han-port.${key}`)),
      [],
    );
  });

  it('are short in a status, as it stands under a small box', () => {
    for (const [key, text] of catalogue) {
      if (key.startsWith('han-port.status.')) assert.ok(text.length <= 20, `${key}: ${text}`);
    }
  });
});

for (const node of nodes) {
  describe(`the palette's ${node}`, () => {
    const html = read(NODES, `${node}.html`);
    const isConfig = /category: 'config'/.test(html);

    it('is built', () => {
      const path = join(ROOT, manifest['node-red'].nodes[node]!);
      for (const ending of ['.js', '.html']) assert.ok(existsSync(path.replace(/\.js$/, ending)), path);
    });

    it('has all texts of its dialog', () => {
      const catalogue = catalogueOf(node);
      const keys = found(html, /data-i18n="(?:\[\w+\])?([^"]+)"/g);
      const inScript = found(html, /\b_\('([\w.-]+)'/g).filter((key) => !key.endsWith('.'));
      assert.ok(keys.length > 0);
      assert.deepEqual(
        [...keys, ...inScript].filter((key) => !catalogue.has(key)),
        [],
      );
    });

    it('has labels that fit their column', () => {
      const catalogue = catalogueOf(node);
      const labels = labelsOf(node);
      assert.ok(labels.length > 0);
      for (const label of labels) assert.ok(catalogue.get(label)!.length <= 12, `${label}: ${catalogue.get(label)}`);
    });

    it('has a field for each setting', () => {
      const defaults = found(html.split('defaults: {')[1]!.split('\n    },')[0]!, /^ {6}(\w+): \{/gm);
      const input = isConfig ? 'node-config-input-' : 'node-input-';
      assert.ok(defaults.length > 0);
      for (const setting of defaults) assert.ok(html.includes(`id="${input}${setting}"`), setting);
    });

    it('has help', () => {
      const help = read(LOCALE, `${node}.html`);
      assert.match(help, new RegExp(`<script type="text/markdown" data-help-name="${node}">`));
      assert.ok(help.length > 300);
      assert.doesNotMatch(help, /^> \[!/m, 'Node-RED 4 shows no alerts');
    });

    if (isConfig) return;

    it('has an icon, white and 40 by 60', () => {
      const icon = found(html, /icon: '([^']+)'/g)[0]!;
      const svg = read(ROOT, 'icons', icon);
      assert.match(svg, /<svg[^>]*(viewBox="0 0 40 60"|width="40"[^>]*height="60")/);
      assert.ok(existsSync(join(ROOT, 'dist', 'nodes', 'icons', icon)));
    });

    it('appears in an example', () => {
      assert.ok(inExamples.has(node));
    });
  });
}

for (const language of readdirSync(LOCALES).filter((name) => name !== 'en-US')) {
  describe(`the texts in ${language}`, () => {
    for (const node of nodes) {
      it(`are all there for ${node}, with what stands in them`, () => {
        const [english, translated] = [catalogueOf(node), catalogueOf(node, language)];
        assert.deepEqual([...translated.keys()].sort(), [...english.keys()].sort());
        for (const [key, text] of english) {
          assert.deepEqual(placesIn(translated.get(key)!), placesIn(text), `${key}: ${translated.get(key)}`);
        }
      });

      it(`fit where they stand for ${node}`, () => {
        const catalogue = catalogueOf(node, language);
        for (const label of labelsOf(node)) {
          assert.ok(catalogue.get(label)!.length <= 12, `${label}: ${catalogue.get(label)}`);
        }
        for (const [key, text] of catalogue) {
          if (key.startsWith('han-port.status.')) assert.ok(text.length <= 24, `${key}: ${text}`);
        }
      });
    }
  });
}

/** The names of values that a text leaves a place for. */
function placesIn(text: string): string[] {
  return found(text, /__(\w+?)__/g).sort();
}

describe('the examples', () => {
  it('hold no account of the machine they were made on, and nothing but what the package and Node-RED bring', () => {
    for (const flow of examples) {
      assert.ok(Array.isArray(flow));
      for (const { type } of flow) assert.ok(nodes.includes(type) || CORE.has(type), type);
    }
  });

  it('share no id, so that all can be imported', () => {
    const ids = (examples.flat() as unknown as { id: string }[]).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });
});

const CORE = new Set([
  'tab',
  'comment',
  'inject',
  'debug',
  'change',
  'http in',
  'http response',
  'catch',
  'status',
  'mqtt in',
  'mqtt-broker',
  'group',
]);
