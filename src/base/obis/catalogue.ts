import { formatObis, obisGroups } from './code';
import { KNOWN_OBJECTS, type ObjectKind } from './objects';

/** What is known of a code. Rows are shared: each telegram's objects point at the same strings. */
export interface CatalogueRow {
  readonly obis: string;
  readonly name: string;
  readonly kind: ObjectKind;
}

/*
 * C, D and E packed into one small integer find a short chain; A and B decide within it. Small integers hash in one
 * step, where a packed five-byte code would be a boxed number.
 */
interface Link extends CatalogueRow {
  readonly ab: number;
  readonly next: Link | undefined;
}

const chains = new Map<number, Link>();
let unknownRows = 0;

/** So many unknown codes are remembered; a line full of noise must not fill the memory. */
const MAX_UNKNOWN_ROWS = 1000;

for (const [pattern, name, kind] of KNOWN_OBJECTS) {
  for (const obis of channelsOf(pattern)) remember(obis, name, kind);
}

/** The row of a code; a code that the catalogue does not know gets a row named `unknown`. Each group 0..255. */
export function catalogueRow(a: number, b: number, c: number, d: number, e: number): CatalogueRow {
  const ab = (a << 8) | b;
  let link = chains.get((c << 16) | (d << 8) | e);
  while (link !== undefined && link.ab !== ab) link = link.next;
  if (link !== undefined) return link;
  const obis = formatObis(a, b, c, d, e);
  if (unknownRows === MAX_UNKNOWN_ROWS) return { obis, name: 'unknown', kind: 'text' };
  unknownRows++;
  return remember(obis, 'unknown', 'text');
}

function remember(obis: string, name: string, kind: ObjectKind): CatalogueRow {
  const [a, b, c, d, e] = obisGroups(obis);
  const key = (c << 16) | (d << 8) | e;
  const link: Link = { obis, name, kind, ab: (a << 8) | b, next: chains.get(key) };
  chains.set(key, link);
  return link;
}

/** `0-n:` stands for the M-Bus channels 1 to 4 (DSMR P1 Companion Standard 5.0.2, clause 6.12), `1-b:` for 0 and 1. */
function channelsOf(pattern: string): string[] {
  if (pattern.startsWith('0-n:')) return [1, 2, 3, 4].map((channel) => pattern.replace('n', String(channel)));
  return pattern.startsWith('1-b:') ? [0, 1].map((channel) => pattern.replace('b', String(channel))) : [pattern];
}
