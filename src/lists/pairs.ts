import { AXDR, type Data } from '../base/axdr';
import { type Entry, obisIn, scalerUnitIn } from './entry';
import { pushEntry } from './push-list';

/**
 * The entries of a list that names its values: a code, the value, and perhaps scaler and unit, be they side by side
 * (Kamstrup, Kaifa, EVN), in structures of their own (Aidon), or both (TINETZ). Null-data in the place of a code, with
 * which Kamstrup fills the phases that a meter lacks, are left out; other values without a code stand alone.
 */
export function pairsIn(root: Data): Entry[] {
  const entries: Entry[] = [];
  collect(root.items ?? [root], entries);
  return entries;
}

function collect(items: readonly Data[], entries: Entry[]): void {
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    const obis = obisIn(item);
    const data = items[i + 1];
    if (obis !== undefined && data !== undefined) {
      const scale = scalerUnitIn(items[i + 2]);
      entries.push({ obis, data, ...scale });
      i += scale === undefined ? 1 : 2;
    } else if (item.items !== undefined && mayHoldPairs(item)) {
      collect(item.items, entries);
    } else if (item.tag !== AXDR.nullData) {
      entries.push({ data: item });
    }
  }
}

/** The entry of a push object list names a value that stands elsewhere; a compact array of numbers names none. */
function mayHoldPairs(item: Data): boolean {
  if (item.tag === AXDR.compactArray) return item.items![0]?.items !== undefined;
  return pushEntry(item) === undefined;
}
