import type { NodeAPI } from 'node-red';

/** The catalogue that all nodes share is that of the connection, which each of them needs sooner or later. */
const CATALOGUE = '@han-port/node-red-smart-meter/han-port';

/** Values that stand in a text at `__name__`. */
export type TextValues = Readonly<Record<string, string | number>>;

/** A text in the language of the server. */
export function text(RED: NodeAPI, key: string, values: TextValues = {}): string {
  return RED._(`${CATALOGUE}:han-port.${key}`, values);
}

/** The same; undefined where the catalogue has no such text, as i18next then gives the key back. */
export function knownText(RED: NodeAPI, key: string, values: TextValues = {}): string | undefined {
  const said = text(RED, key, values);
  return said.endsWith(key) ? undefined : said;
}
