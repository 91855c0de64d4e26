import type { Profile } from './modifier';
import type { QuantityKind } from './quantity';
import type { Vib } from './vib';

/** Quantity and modifiers taken together. */
export interface Meaning {
  /** The quantity, and what the modifiers make of it: `voltageL1`. */
  readonly name: string;
  readonly unit: string | undefined;
  /** The value is the data times 10^exponent; undefined where the telegram does not tell. */
  readonly exponent: number | undefined;
  readonly kind: QuantityKind;
  readonly error: string | undefined;
  readonly profile: Profile | undefined;
}

/** What a value information block means. */
export function meaningOf({ quantity, modifiers }: Vib): Meaning {
  let { name, unit, kind } = quantity;
  let exponent: number | undefined = quantity.exponent;
  let error: string | undefined;
  let profile: Profile | undefined;
  for (const modifier of modifiers) {
    if (modifier.suffix !== undefined) name += modifier.suffix;
    if (modifier.exponent !== undefined && exponent !== undefined) exponent += modifier.exponent;
    if (modifier.per !== undefined) unit = `${unit ?? '1'}${modifier.per}`;
    if (modifier.becomes !== undefined) {
      ({ unit, kind } = { unit: undefined, ...modifier.becomes });
      exponent = 0;
    }
    if (modifier.unsigned) kind = 'unsigned';
    if (modifier.opaque) exponent = undefined;
    error ??= modifier.error;
    profile ??= modifier.profile;
  }
  return { name, unit, exponent, kind, error, profile };
}
