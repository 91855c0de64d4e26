import type { RadioMode } from '../../base/receivers';
import type { Command, SetUp } from './set-up';

/** Without an answer for so long a command is sent again. */
const NO_ANSWER_AFTER = 1_000;
const TRIES = 3;
/** An answer may stand behind telegrams. */
const KEPT = 1_024;

/** Says to a receiver what its set-up is made of. Times are epoch ms. */
export class Dialogue {
  readonly #setUp: SetUp;
  readonly #mode: RadioMode;
  #steps: Generator<Command, void, Buffer | undefined> | undefined;
  #command: Command | undefined;
  #tries = 0;
  #sentAt = 0;
  #heard = Buffer.alloc(0);
  #outcome: 'going' | 'done' | 'failed' = 'going';
  #endedAt = 0;

  constructor(setUp: SetUp, mode: RadioMode) {
    this.#setUp = setUp;
    this.#mode = mode;
  }

  get outcome(): 'going' | 'done' | 'failed' {
    return this.#outcome;
  }

  /** When it was done, or failed, the last time. */
  get endedAt(): number {
    return this.#endedAt;
  }

  /** Call {@link wake} then; undefined where nothing is due. */
  get wakeAt(): number | undefined {
    return this.#outcome === 'going' ? this.#sentAt + NO_ANSWER_AFTER : undefined;
  }

  /** Each of these gives what is to be sent. This one begins anew. */
  begin(now: number): Uint8Array | undefined {
    this.#outcome = 'going';
    this.#steps = this.#setUp.steps(this.#mode);
    return this.#next(undefined, now);
  }

  push(chunk: Uint8Array, now: number): Uint8Array | undefined {
    if (this.#outcome !== 'going') return undefined;
    this.#heard = Buffer.concat([this.#heard, chunk]).subarray(-KEPT);
    const answer = this.#command?.answerIn(this.#heard);
    return answer === undefined ? undefined : this.#next(answer, now);
  }

  wake(now: number): Uint8Array | undefined {
    if (this.wakeAt === undefined || now < this.wakeAt) return undefined;
    if (this.#tries < TRIES) return this.#send(now);
    if (this.#command?.optional) return this.#next(undefined, now);
    this.#end('failed', now);
    return undefined;
  }

  #next(answer: Buffer | undefined, now: number): Uint8Array | undefined {
    const step = this.#steps?.next(answer);
    this.#heard = Buffer.alloc(0);
    this.#tries = 0;
    if (step === undefined || step.done) {
      this.#end('done', now);
      return undefined;
    }
    this.#command = step.value;
    return this.#send(now);
  }

  #send(now: number): Uint8Array | undefined {
    this.#tries++;
    this.#sentAt = now;
    return this.#command?.write;
  }

  #end(outcome: 'done' | 'failed', now: number): void {
    this.#outcome = outcome;
    this.#endedAt = now;
  }
}
