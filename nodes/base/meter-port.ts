import type { Node } from 'node-red';
import type { Framed } from '../../src/base/frame';
import { Listener } from '../../src/session/listen';
import type { SimulatedMeter } from '../../src/simulator/meters';
import type { ConnectionState } from '../../src/transport/connection';
import { Connection } from '../../src/transport/connection';
import type { OpenWire } from '../../src/transport/wire';

/** The connection's config node as other nodes see it. */
export interface PortNode extends Node {
  meterPort: MeterPort;
  /** The meter behind the port where it is a simulated one. */
  simulated?: SimulatedMeter;
}

/** A node that uses a port. */
export interface PortUser {
  found(items: readonly Framed[]): void;
  state(state: ConnectionState): void;
}

/**
 * One connection for all nodes that use it: opened for the first, closed after the last. What a node's copy of a frame
 * becomes is the node's own business; the port hands out the same frame to each.
 */
export class MeterPort {
  readonly #open: OpenWire;
  readonly #users = new Set<PortUser>();
  #connection: Connection | undefined;
  #state: ConnectionState = { phase: 'opening' };
  /** Opening waits until the closing before it has freed the port. */
  #closed: Promise<void> = Promise.resolve();

  constructor(open: OpenWire) {
    this.#open = open;
  }

  /** From now on `user` is told. The function given back ends it, and resolves when nothing holds the port for it. */
  use(user: PortUser): () => Promise<void> {
    this.#users.add(user);
    user.state(this.#state);
    void this.#closed.then(() => this.#openIfUsed());
    return async () => {
      this.#users.delete(user);
      if (this.#users.size === 0) await this.close();
    };
  }

  /** Resolves when the port is free for others. */
  close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection !== undefined) this.#closed = connection.stop();
    return this.#closed;
  }

  #openIfUsed(): void {
    if (this.#users.size === 0 || this.#connection !== undefined) return;
    this.#connection = new Connection(this.#open, () => new Listener(), {
      found: (items) => {
        for (const user of this.#users) user.found(items);
      },
      state: (state) => {
        this.#state = state;
        for (const user of this.#users) user.state(state);
      },
    });
    this.#connection.start();
  }
}
