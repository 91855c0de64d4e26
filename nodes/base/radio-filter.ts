import type { NodeAPI } from 'node-red';
import type { Frame } from '../../src/base/frame';
import type { MeterKeys } from '../../src/base/keys';
import { HeardMeters } from '../../src/security/heard-meters';
import type { Wishes } from '../../src/security/neighbours';
import type { Outlets } from './run-node';
import { text } from './texts';
import { wantedMeters } from './wanted-meters';

/** Which radio meters a node wants, and what its status says as long as none of them has been heard. */
export class RadioFilter {
  readonly #RED: NodeAPI;
  readonly #outlets: Outlets;
  readonly #typed: string | undefined;
  readonly #keys: () => readonly MeterKeys[];
  readonly #others = new HeardMeters();
  #found = false;

  /** `typed`: as the user did. `keys`: those that may be tried, asked for anew each time. */
  constructor(RED: NodeAPI, outlets: Outlets, typed: string | undefined, keys: () => readonly MeterKeys[]) {
    this.#RED = RED;
    this.#outlets = outlets;
    this.#typed = typed;
    this.#keys = keys;
  }

  get wishes(): Wishes {
    const keys = this.#keys();
    return { keys, ...wantedMeters(this.#typed, keys) };
  }

  /** A meter that is wanted was heard. */
  found(): void {
    this.#found = true;
  }

  /** One was heard that is not wanted. */
  passOver(frame: Frame): void {
    if (this.#found) return;
    this.#others.add(frame, []);
    this.#outlets.status({ fill: 'yellow', shape: 'ring', text: this.#said(frame) });
  }

  #said({ encrypted }: Frame): string {
    const { meters, keys = [] } = this.wishes;
    if (meters === 'clear') return text(this.#RED, 'status.no-key');
    // A key that names no meter may be mistyped: nothing else tells.
    const isTried = meters === 'keyed' && encrypted && keys.some(({ meter }) => !meter);
    if (isTried) return text(this.#RED, 'status.no-fit');
    return text(this.#RED, 'status.neighbours', { count: this.#others.list().length });
  }
}
