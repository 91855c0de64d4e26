import type { Node } from 'node-red';
import { asMeterError, type MeterError } from '../../src/base/errors';
import type { Framed } from '../../src/base/frame';
import type { Talker } from '../../src/session/talker';
import type { SimulatedMeter } from '../../src/simulator/meters';
import type { ConnectionState } from '../../src/transport/connection';
import { Connection } from '../../src/transport/connection';
import type { OpenWire } from '../../src/transport/wire';

/** The connection's config node as other nodes see it. */
export interface PortNode extends Node {
  meterPort: MeterPort;
  /** A receiver hears the meters. */
  radio: boolean;
  /** The meter behind the port where it is a simulated one. */
  simulated?: SimulatedMeter;
}

/** A node that uses a port. */
export interface PortUser {
  found(items: readonly Framed[]): void;
  state(state: ConnectionState): void;
  /** One of the two has thrown. It must not reach the port, as it would end Node-RED. */
  failed(error: MeterError): void;
}

/**
 * One connection for all nodes that use it: opened for the first, closed after the last. What a node's copy of a frame
 * becomes is the node's own business; the port hands out the same frame to each.
 */
export class MeterPort {
  readonly #open: OpenWire;
  readonly #newTalker: () => Talker;
  readonly #users = new Set<PortUser>();
  #connection: Connection | undefined;
  #state: ConnectionState = { phase: 'opening' };
  #paused = 0;
  /** Opening waits until the closing before it has freed the port. */
  #closed: Promise<void> = Promise.resolve();

  constructor(open: OpenWire, newTalker: () => Talker) {
    this.#open = open;
    this.#newTalker = newTalker;
  }

  /** From now on `user` is told. The function given back ends it, and resolves when nothing holds the port for it. */
  use(user: PortUser): () => Promise<void> {
    this.#users.add(user);
    // While the flows start, Catch nodes do not listen yet, and the nodes behind this one may be missing.
    setImmediate(() => this.#begin(user));
    return async () => {
      this.#users.delete(user);
      if (this.#users.size === 0) await this.close();
    };
  }

  /** Resolves when the port is free for others. */
  close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#state = { phase: 'opening' };
    if (connection !== undefined) this.#closed = connection.stop();
    return this.#closed;
  }

  /** Frees the port for a while; the function given back opens it again. */
  async pause(): Promise<() => void> {
    this.#paused++;
    await this.close();
    return () => {
      this.#paused--;
      this.#openIfUsed();
    };
  }

  #begin(user: PortUser): void {
    if (!this.#users.has(user)) return;
    user.state(this.#state);
    void this.#closed.then(() => this.#openIfUsed());
  }

  #tell(what: (user: PortUser) => void): void {
    for (const user of this.#users) {
      try {
        what(user);
      } catch (error) {
        user.failed(asMeterError(error));
      }
    }
  }

  #openIfUsed(): void {
    if (this.#users.size === 0 || this.#connection !== undefined || this.#paused > 0) return;
    this.#connection = new Connection(this.#open, this.#newTalker, {
      found: (items) => {
        this.#tell((user) => user.found(items));
      },
      state: (state) => {
        this.#state = state;
        this.#tell((user) => user.state(state));
      },
    });
    this.#connection.start();
  }
}
