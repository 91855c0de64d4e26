import type { Cursor } from '../../base/cursor';
import { MeterError } from '../../base/errors';
import { EXTENSION, MAX_EXTENSIONS } from './dib';
import type { Modifier } from './modifier';
import { readPlainText, textComesFirst } from './plain-text';
import type { Quantity } from './quantity';
import { FB_VIF } from './vif-fb';
import { FD_VIF } from './vif-fd';
import { PRIMARY_VIF } from './vif-primary';
import { modifier, OF_MANUFACTURER } from './vife';
import { modifierBehindFc } from './vife-fc';

/** What the value information block says of a record (EN 13757-3, clause 6.4). */
export interface Vib {
  readonly quantity: Quantity;
  readonly modifiers: readonly Modifier[];
}

/** VIFs that lead on, without their extension bit (EN 13757-3, table 10). */
const TABLES: ReadonlyMap<number, readonly (Quantity | undefined)[]> = new Map([
  [0x7b, FB_VIF],
  [0x7d, FD_VIF],
]);
const PLAIN_TEXT = 0x7c;
const MANUFACTURER = 0x7f;

/** An extension that leads on to a table of its own. */
const FC = 0x7c;

const UNKNOWN: Quantity = { name: 'unknown', exponent: 0, kind: 'number' };
const NO_MODIFIERS: readonly Modifier[] = [];

/**
 * The value information block at the cursor, which has its VIF and then its VIFEs. Throws `truncated` where it ends
 * within, `malformed` for more than ten VIFEs.
 */
export function readVib(cursor: Cursor): Vib {
  const vif = cursor.u8();
  const code = vif & ~EXTENSION;
  const extended = (vif & EXTENSION) !== 0;
  if (code === PLAIN_TEXT) return plainText(cursor, extended);
  const table = extended ? TABLES.get(code) : undefined;
  if (table !== undefined) {
    const behind = cursor.u8();
    const more = (behind & EXTENSION) !== 0;
    return { quantity: table[behind & ~EXTENSION] ?? UNKNOWN, modifiers: more ? readModifiers(cursor) : NO_MODIFIERS };
  }
  const quantity = PRIMARY_VIF[code] ?? UNKNOWN;
  return { quantity, modifiers: extended ? readModifiers(cursor, code === MANUFACTURER) : NO_MODIFIERS };
}

function plainText(cursor: Cursor, extended: boolean): Vib {
  if (!extended) return { quantity: textQuantity(readPlainText(cursor)), modifiers: NO_MODIFIERS };
  if (!textComesFirst(cursor)) {
    const modifiers = readModifiers(cursor);
    return { quantity: textQuantity(readPlainText(cursor)), modifiers };
  }
  const quantity = textQuantity(readPlainText(cursor));
  return { quantity, modifiers: readModifiers(cursor) };
}

/** Meters put a unit there as well as a name; only a reader can tell which. */
function textQuantity(unit: string): Quantity {
  return { name: 'plainText', unit, exponent: 0, kind: 'number' };
}

function readModifiers(cursor: Cursor, ofManufacturer = false): readonly Modifier[] {
  const start = cursor.at;
  const modifiers: Modifier[] = [];
  let manufacturers = ofManufacturer;
  let behindFc = false;
  for (let count = 0; ; count++) {
    if (count === MAX_EXTENSIONS) throw new MeterError('malformed', 'more than ten VIFEs', { offset: start });
    const vife = cursor.u8();
    const code = vife & ~EXTENSION;
    const more = (vife & EXTENSION) !== 0;
    if (!manufacturers) {
      if (behindFc) modifiers.push(modifierBehindFc(code));
      else if (code === MANUFACTURER) modifiers.push(OF_MANUFACTURER);
      else if (code !== FC || !more) modifiers.push(modifier(code));
      manufacturers = !behindFc && code === MANUFACTURER;
      behindFc = !behindFc && code === FC && more;
    }
    if (!more) return modifiers;
  }
}
