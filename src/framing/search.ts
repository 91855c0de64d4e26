import type { Framing } from './framing';
import type { Awaited, Ending, ErrorSpan, FrameSpan, IdleSpan, NoiseSpan, PieceSpan, Span } from './span';
import { type Stretch, Track } from './track';

/** What has been found, and by whom. */
export interface Found {
  readonly track: Track;
  /** In the stream. */
  readonly start: number;
  readonly span: FrameSpan | PieceSpan | IdleSpan | ErrorSpan;
}

/** No look is needed before `until` in the stream has come; with `awaits`, nor before that byte has. */
export interface Wait {
  readonly until: number;
  readonly awaits: Awaited | undefined;
}

/**
 * Chooses among the links. Of all that may be frames, the one counts that is complete first: so it does not matter in
 * what chunks the stream comes, and nothing that only looks like a frame keeps a good one waiting. What is proven to be
 * a frame is not looked into; if it fails, what lies within is looked at then.
 */
export class Search {
  readonly #tracks: readonly Track[];
  /** A bit for each track, by the bytes with which its frames begin: with a sign, and without. */
  readonly #signs: Uint16Array;
  readonly #signless: Uint16Array;
  #wait: Wait | undefined;

  constructor(framings: readonly Framing[]) {
    this.#tracks = framings.map((framing) => new Track(framing));
    this.#signs = beginners(framings, (framing, byte) => framing.findStart(Buffer.of(byte), 0, 1) === 0);
    this.#signless = beginners(framings, (framing, byte) => framing.mayBegin?.(byte) === true);
  }

  /** What comes before in the stream is done with. */
  get at(): number {
    let at = Number.POSITIVE_INFINITY;
    for (const track of this.#tracks) if (track.at < at) at = track.at;
    return at;
  }

  /** What the latest search that found nothing waits for. */
  get wait(): Wait | undefined {
    return this.#wait;
  }

  /**
   * What is complete first before `to`; undefined where nothing is. With an `ending`, what waits will not go on. `clean`
   * as in {@link Track.hasStart}.
   */
  next(stretch: Stretch, to: number, clean: number, ending: Ending): Found | undefined {
    while (true) {
      this.#wait = undefined;
      const found = this.#firstComplete(stretch, to, clean, 0);
      if (found !== undefined || ending === 'open') return found;
      const track = this.#tracks[this.#earliest(stretch, to, clean, 0)];
      if (track === undefined) return undefined;
      const start = track.at;
      const span = track.measure(stretch, to, ending);
      if (span.kind !== 'noise' && span.kind !== 'more') return { track, start, span };
      track.pass(start + (span.kind === 'noise' ? span.end : 1));
    }
  }

  /** No frame begins before `position`. */
  pass(position: number): void {
    for (const track of this.#tracks) track.pass(position);
  }

  /** `asked`: a bit for each track that has one that begins before. */
  #firstComplete(stretch: Stretch, to: number, clean: number, asked: number): Found | undefined {
    while (true) {
      const index = this.#earliest(stretch, to, clean, asked);
      const track = this.#tracks[index];
      if (track === undefined) return undefined;
      const start = track.at;
      const span = track.measure(stretch, to, 'open');
      if (span.kind === 'noise') {
        track.pass(start + span.end);
        continue;
      }
      const until = sureBefore(span, start, to);
      if (track.alone < until) {
        const within = this.#firstWithin(stretch, start, until, clean, asked | (1 << index));
        if (within !== undefined) return within;
        if (asked === 0) track.alone = until;
      }
      if (span.kind === 'more') {
        if (asked === 0 && span.proven !== undefined) this.#wait = { until: start + span.until, awaits: span.awaits };
        return undefined;
      }
      if (!this.#isDoubtful(span)) return { track, start, span };
      track.pass(start + span.next);
    }
  }

  /** A failure of what may not be a frame at all, where it may be one of another link. */
  #isDoubtful(span: Span): span is ErrorSpan {
    return span.kind === 'error' && span.proven === undefined && this.#tracks.length > 1;
  }

  /** What begins at `start` or behind, and is complete before `to`, the tracks in `asked` left aside. */
  #firstWithin(stretch: Stretch, start: number, to: number, clean: number, asked: number): Found | undefined {
    const { bytes, offset } = stretch;
    const others = ~asked;
    const begins = clean >= start && clean < to && (this.#signless[bytes[clean - offset]!]! & others) !== 0;
    if (begins) return this.#firstComplete(stretch, to, clean, asked);
    for (let at = start - offset; at < to - offset; at++) {
      if (this.#signs[bytes[at]!]! & others) return this.#firstComplete(stretch, to, clean, asked);
    }
    return undefined;
  }

  /** Of the tracks that were not asked, the one whose frame begins first; -1 where none does before `to`. */
  #earliest(stretch: Stretch, to: number, clean: number, asked: number): number {
    let earliest = -1;
    let before = to;
    for (let index = 0; index < this.#tracks.length; index++) {
      const track = this.#tracks[index]!;
      if (asked & (1 << index) || !track.hasStart(stretch, before, clean)) continue;
      earliest = index;
      before = track.at;
    }
    return earliest;
  }
}

/** Where there is no doubt any more of what begins at `start`: until then another may be complete. */
function sureBefore(span: Exclude<Span, NoiseSpan>, start: number, to: number): number {
  if (span.proven !== undefined) return Math.min(start + span.proven, to);
  return span.kind === 'more' ? to : start + span.end;
}

function beginners(framings: readonly Framing[], begins: (framing: Framing, byte: number) => boolean): Uint16Array {
  return Uint16Array.from({ length: 256 }, (_, byte) =>
    framings.reduce((bits, framing, index) => (begins(framing, byte) ? bits | (1 << index) : bits), 0),
  );
}
