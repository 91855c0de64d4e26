import { MeterError } from '../../src/base/errors';
import type { Frame, Framed } from '../../src/base/frame';
import { Listener } from '../../src/session/listen';
import { Connection, type ConnectionState } from '../../src/transport/connection';
import type { OpenWire, Wire } from '../../src/transport/wire';

/** A connection to a meter, and all that it has told. */
export class WatchedConnection {
  readonly states: ConnectionState[] = [];
  readonly found: Framed[] = [];
  readonly #connection: Connection;

  constructor(open: OpenWire) {
    this.#connection = new Connection(open, () => new Listener(), {
      found: (items) => this.found.push(...items),
      state: (state) => this.states.push(state),
    });
    this.#connection.start();
  }

  get frames(): Frame[] {
    return this.found.flatMap((item) => (item.kind === 'frame' ? [item.frame] : []));
  }

  get phase(): ConnectionState['phase'] | undefined {
    return this.states.at(-1)?.phase;
  }

  get phases(): string[] {
    return this.states.map(({ phase }) => phase);
  }

  /** Why it was lost, each time. */
  get errors(): MeterError[] {
    return this.states.flatMap((state) => (state.phase === 'lost' ? [state.error] : []));
  }

  stop(): Promise<void> {
    return this.#connection.stop();
  }
}

/** A wire by itself, and all that it has told. */
export class WatchedWire {
  readonly chunks: Buffer[] = [];
  readonly closed: MeterError[] = [];
  readonly givenUp = new AbortController();
  #wire: Wire | undefined;

  /** Resolves with the error where the wire does not open. */
  async open(open: OpenWire): Promise<MeterError | undefined> {
    try {
      const events = {
        data: (chunk: Buffer) => void this.chunks.push(chunk),
        closed: (error: MeterError) => void this.closed.push(error),
      };
      this.#wire = await open(events, this.givenUp.signal);
      return undefined;
    } catch (error) {
      if (error instanceof MeterError) return error;
      throw error;
    }
  }

  get bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }

  write(bytes: Uint8Array): void {
    this.#wire!.write(bytes);
  }

  async close(): Promise<void> {
    await this.#wire?.close();
  }
}
