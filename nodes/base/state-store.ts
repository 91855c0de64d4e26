import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Node, NodeAPI } from 'node-red';

/** Saved no more often than this, in ms: flash memory wears out. */
const SHORTEST = 60_000;
const KEY = 'state';

/**
 * What a node must know after a restart. It lies in a persistent context store where the user has set one up, else in
 * a small file in the user directory, as Node-RED's own context is memory only.
 */
export class StateStore {
  readonly #place: Place;
  #unsaved: { state: unknown } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(RED: NodeAPI, node: Node) {
    const store = persistentStore(RED);
    const { userDir } = RED.settings as { userDir?: string };
    if (store !== undefined) this.#place = contextPlace(node, store);
    else this.#place = userDir === undefined ? NOWHERE : filePlace(join(userDir, 'smart-meter'), `${node.id}.json`);
  }

  /** undefined where nothing was saved, or nothing readable. */
  load(): Promise<unknown> {
    return this.#place.read().catch(() => undefined);
  }

  save(state: unknown): void {
    this.#unsaved = { state };
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // A full disk must not stop the load from being switched; the next minute tries again.
      this.#write().catch(() => {});
    }, SHORTEST);
  }

  /** Saves what waits, or with `removed` forgets all. */
  async close(removed: boolean): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (removed) await this.#place.remove();
    else await this.#write();
  }

  async #write(): Promise<void> {
    const unsaved = this.#unsaved;
    this.#unsaved = undefined;
    if (unsaved !== undefined) await this.#place.write(unsaved.state);
  }
}

interface Place {
  read(): Promise<unknown>;
  write(state: unknown): Promise<void>;
  remove(): Promise<void>;
}

const NOWHERE: Place = { read: async () => undefined, write: async () => {}, remove: async () => {} };

/** The name of a context store that is not memory, the default one first. */
function persistentStore(RED: NodeAPI): string | undefined {
  const { contextStorage } = RED.settings as { contextStorage?: Record<string, { module?: unknown } | string> };
  const names = Object.keys(contextStorage ?? {}).sort((a, b) => Number(b === 'default') - Number(a === 'default'));
  return names.find((name) => {
    const store = contextStorage![name];
    return typeof store === 'object' && store.module !== 'memory';
  });
}

function contextPlace(node: Node, store: string): Place {
  const context = node.context();
  const set = (state: unknown) =>
    new Promise<void>((resolve, reject) => {
      context.set(KEY, state, store, (error) => (error ? reject(error) : resolve()));
    });
  return {
    read: () =>
      new Promise((resolve, reject) => {
        context.get(KEY, store, (error: Error | null, state: unknown) => (error ? reject(error) : resolve(state)));
      }),
    write: set,
    remove: () => set(undefined),
  };
}

/** Written beside and then renamed, so that a power cut leaves the old file or the new one. */
function filePlace(folder: string, name: string): Place {
  const path = join(folder, name);
  return {
    read: async () => JSON.parse(await readFile(path, 'utf8')),
    write: async (state) => {
      await mkdir(folder, { recursive: true });
      await writeFile(`${path}.new`, JSON.stringify(state));
      await rename(`${path}.new`, path);
    },
    remove: () => rm(path, { force: true }),
  };
}
