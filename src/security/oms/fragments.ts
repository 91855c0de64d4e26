import { MeterError } from '../../base/errors';
import { Recent } from '../../base/recent';
import { MAX_MESSAGE } from '../../framing/piece';
import type { Afl } from './afl';

/** What came of a message so far. */
interface Begun {
  /** Joined; undefined where it is complete, or given up. */
  readonly message: Afl | undefined;
  /** As it came last. */
  readonly last: Afl;
}

/**
 * The first fragments of messages whose last ones have not come, one message a sender (EN 13757-7). What
 * it keeps is bounded by the number of senders and by {@link MAX_MESSAGE}.
 */
export class Fragments {
  readonly #begun: Recent<Begun>;

  constructor(maxSenders: number) {
    this.#begun = new Recent(maxSenders);
  }

  /**
   * The message that `fragment` completes; undefined while there is more to come, and where it is the very one that
   * came before. Throws `truncated` where one is missing before it, `too-long`, `malformed`.
   */
  join(sender: string, fragment: Afl): Afl | undefined {
    const before = this.#begun.get(sender);
    if (before !== undefined && isRepeat(before.last, fragment)) return undefined;
    const message = fragment.fragment === 1 ? fragment : joinTwo(before?.message, fragment);
    const tooLong = message.content.length > MAX_MESSAGE;
    this.#begun.set(sender, { message: fragment.more && !tooLong ? message : undefined, last: fragment });
    if (tooLong) throw new MeterError('too-long', `${message.content.length} bytes in the fragments of one message`);
    return fragment.more ? undefined : message;
  }

  /** What is half a message does not outlive a restart. */
  toJSON(): undefined {
    return undefined;
  }
}

function isRepeat(before: Afl, fragment: Afl): boolean {
  return before.fragment === fragment.fragment && before.content.equals(fragment.content);
}

function joinTwo(before: Afl | undefined, fragment: Afl): Afl {
  if (before === undefined || before.fragment + 1 !== fragment.fragment) {
    const message = `the fragments before number ${fragment.fragment} did not come`;
    throw new MeterError('truncated', message, { details: { reason: 'fragment', number: fragment.fragment } });
  }
  return {
    fragment: fragment.fragment,
    more: fragment.more,
    control: before.control ?? fragment.control,
    keyInformation: before.keyInformation ?? fragment.keyInformation,
    counter: before.counter ?? fragment.counter,
    mac: before.mac ?? fragment.mac,
    length: before.length ?? fragment.length,
    content: Buffer.concat([before.content, fragment.content]),
  };
}
