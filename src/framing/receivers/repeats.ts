import type { Frame } from '../../base/frame';
import { Recent } from '../../base/recent';

/** Repeaters, and receivers with two demodulators, bring a telegram again within a moment; meters send the same seldom. */
const SAME_FOR = 60_000;
/** So many telegrams at once; the air holds fewer a minute. */
const MAX_TELEGRAMS = 512;

/** Radio telegrams of the last minute. */
export class Repeats {
  /** When each came, epoch ms, by its bytes. */
  readonly #heard = new Recent<number>(MAX_TELEGRAMS);

  /** Whether the very same telegram was heard within the last minute. Times are ISO 8601; without one, no. */
  isRepeat({ wire }: Pick<Frame, 'wire'>, receivedAt: string | undefined): boolean {
    if (receivedAt === undefined) return false;
    const at = Date.parse(receivedAt);
    const bytes = wire.toString('latin1');
    const before = this.#heard.get(bytes);
    if (before !== undefined && Math.abs(at - before) < SAME_FOR) return true;
    this.#heard.set(bytes, at);
    return false;
  }
}
