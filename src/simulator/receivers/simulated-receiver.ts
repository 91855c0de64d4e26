import type { Dialect } from '../../base/receivers';
import { type Heed, RECEIVER_ANSWERS } from './answers';
import { type Heard, RECEIVER_STREAMS } from './index';

/** No command is longer. */
const MAX_PENDING = 512;
const NOTHING = Buffer.alloc(0);

/** A receiver on a port: it hands on what it hears, and answers those who set it up. */
export class SimulatedReceiver {
  readonly dialect: Dialect;
  readonly #heed: Heed | undefined;
  /** Of the command that is arriving. */
  #pending = NOTHING;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
    this.#heed = RECEIVER_ANSWERS.get(dialect);
  }

  /** `telegram`: from L on, without CRCs. */
  hear(telegram: Buffer, heard: Heard): Buffer {
    return RECEIVER_STREAMS[this.dialect](telegram, heard);
  }

  /** What comes back for bytes that arrive, which may be a part of a command. */
  answer(bytes: Uint8Array): Buffer {
    if (this.#heed === undefined) return NOTHING;
    const answers: Buffer[] = [];
    let left = Buffer.concat([this.#pending, bytes]);
    while (left.length > 0) {
      const heeded = this.#heed(left);
      if (heeded === undefined) break;
      if (heeded.answer !== undefined) answers.push(heeded.answer);
      left = left.subarray(heeded.taken);
    }
    this.#pending = Buffer.from(left.subarray(-MAX_PENDING));
    return Buffer.concat(answers);
  }
}
