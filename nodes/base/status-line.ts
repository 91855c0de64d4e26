import type { Node, NodeStatus } from 'node-red';

/** A status changes no more often than this, in ms: meters send each second, and each status goes to every browser. */
const SHORTEST = 1_000;

/** The line under a node: at most one change a second, the newest wins, and none where nothing has changed. */
export class StatusLine {
  readonly #node: Node;
  #shown = '';
  #waiting: NodeStatus | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(node: Node) {
    this.#node = node;
  }

  show(status: NodeStatus): void {
    this.#waiting = status;
    if (this.#timer === undefined) this.#send();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = undefined;
  }

  #send(): void {
    this.#timer = undefined;
    const status = this.#waiting;
    this.#waiting = undefined;
    if (status === undefined) return;
    const printed = JSON.stringify(status);
    if (printed === this.#shown) return;
    this.#shown = printed;
    this.#node.status(status);
    this.#timer = setTimeout(() => this.#send(), SHORTEST);
  }
}
