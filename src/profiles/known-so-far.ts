import { add } from '../base/decimal';
import { GROUPS, type Group, type Reading } from './reading';

/** So many meters are remembered; the one that was quiet longest gives way. */
const MAX_METERS = 256;

interface Known {
  reading: Reading;
  /** When each group last came, epoch ms. */
  at: Partial<Record<Group, number>>;
}

/**
 * Completes readings with what the same meter sent before: some meters send the power every few seconds and the rest
 * once an hour. What is new counts; what is older stays, with its age.
 */
export class KnownSoFar {
  readonly #meters = new Map<string, Known>();
  /** By source, the only id that came from there; empty where there were several. */
  readonly #ids = new Map<string, string>();

  /**
   * `source` tells meters apart that send no id. A meter that sends it in some telegrams only, as in Norway, is the one
   * that sent it last, unless several share the source. `now`: epoch ms.
   */
  complete(reading: Reading, source: string, now: number): Reading {
    const key = this.#idOf(reading, source) || source;
    const before = this.#meters.get(key);
    const completed = before === undefined ? reading : merged(reading, before, now);
    const at = { ...before?.at };
    for (const group of GROUPS) if (reading[group] !== undefined) at[group] = now;
    this.#meters.delete(key);
    this.#meters.set(key, { reading: completed, at });
    if (this.#meters.size > MAX_METERS) this.#meters.delete(this.#meters.keys().next().value!);
    return completed;
  }

  #idOf({ meter: { id } }: Reading, source: string): string | undefined {
    const known = this.#ids.get(source);
    if (id === undefined || known === id) return id ?? known;
    this.#ids.set(source, known === undefined ? id : '');
    if (this.#ids.size > MAX_METERS) this.#ids.delete(this.#ids.keys().next().value!);
    return id;
  }
}

function merged(reading: Reading, { reading: before, at }: Known, now: number): Reading {
  const { meter, timestamp, clock } = reading;
  const draft: Record<string, unknown> = { meter: { ...before.meter, ...meter } };
  if (timestamp !== undefined) draft.timestamp = timestamp;
  draft.clock = clock;
  const fresh: Group[] = [];
  const age: Partial<Record<Group, number>> = {};
  for (const group of GROUPS) {
    const value = within(reading[group], before[group]);
    if (value === undefined) continue;
    draft[group] = value;
    if (reading[group] !== undefined) fresh.push(group);
    else age[group] = Math.max(0, Math.round((now - at[group]!) / 1000));
  }
  const completed = draft as unknown as Reading;
  netOf(completed);
  return Object.keys(age).length === 0 ? completed : { ...completed, fresh, age };
}

/** Members of `value`, and those of `before` that it lacks; lists and plain values are taken whole. */
function within(value: unknown, before: unknown): unknown {
  if (value === undefined) return before;
  if (!isGroup(value) || !isGroup(before)) return value;
  const members: Record<string, unknown> = { ...before };
  for (const [key, member] of Object.entries(value)) members[key] = within(member, before[key]);
  return members;
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function netOf({ power }: Reading): void {
  if (power?.import !== undefined && power.export !== undefined) power.net = add(power.import, -power.export);
}
