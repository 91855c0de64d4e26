import type { Frame } from '../base/frame';
import { KMP, KMP_COMMAND } from '../framing/kmp';

/** Joins the responses of a cycle to one frame. */
export class KmpCycle {
  /** Who the meter is, by command: said once, it stands at the head of every frame. */
  readonly #identity = new Map<number, Frame>();
  #registers: Frame[] = [];

  add(response: Frame): void {
    const command = response.message[KMP_COMMAND]!;
    if (command === KMP.getRegister) this.#registers.push(response);
    else this.#identity.set(command, response);
  }

  /** The cycle is over; undefined where the meter has told no register. */
  end(): Frame | undefined {
    const [first] = this.#registers;
    const responses = [...this.#identity.values(), ...this.#registers];
    this.#registers = [];
    if (first === undefined) return undefined;
    const wire = Buffer.concat(responses.map((response) => response.wire));
    const message = Buffer.concat(responses.map((response) => response.message));
    return { ...first, wire, message };
  }

  forgetMeter(): void {
    this.#identity.clear();
  }
}
