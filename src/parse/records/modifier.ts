import type { QuantityKind } from './quantity';

/** What a value information field extension does to the quantity before it. */
export interface Modifier {
  /** Follows the quantity in the object's name, as it is another one; absent where it is the same. */
  readonly suffix?: string;
  /** The value is 10^exponent times larger. */
  readonly exponent?: number;
  /** Follows the unit. */
  readonly per?: string;
  /** The data are no longer in the quantity's own unit. */
  readonly becomes?: { readonly kind: QuantityKind; readonly unit?: string };
  /** Integers have no sign. */
  readonly unsigned?: true;
  /** Why the data are no value. */
  readonly error?: string;
  /** The unit or the scale is another, and the telegram does not tell which. */
  readonly opaque?: true;
  /** The data hold a row of values. */
  readonly profile?: Profile;
}

/** EN 13757-3:2018, annex F: whether the row starts behind the record that it continues, or before it. */
export type Profile = 'forward' | 'inverse';

/** What the standard reserves: the value stays, under a name of its own. */
export const RESERVED: Modifier = { suffix: 'Reserved' };
