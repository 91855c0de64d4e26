import type { Node, NodeAPI } from 'node-red';
import { Memory } from '../../src/memory';
import { StateStore } from './state-store';

/** What a node remembers of its meters, over restarts too. Frames that come before it is loaded are remembered afresh. */
export class MemoryStore {
  readonly #store: StateStore;
  #memory = new Memory();

  constructor(RED: NodeAPI, node: Node) {
    this.#store = new StateStore(RED, node);
    void this.#store.load().then((saved) => {
      if (saved !== undefined) this.#memory = Memory.from(saved);
    });
  }

  get memory(): Memory {
    return this.#memory;
  }

  /** Something in it did: it is saved soon. */
  changed(): void {
    this.#store.save(this.#memory);
  }

  close(removed: boolean): Promise<void> {
    return this.#store.close(removed);
  }
}
