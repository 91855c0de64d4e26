import type { HouseholdRecord } from '../household-state';
import type { MeterIds } from '../meter-ids';
import { array, enumerated, integer, obisCode, structure } from './axdr';
import type { Item, Scale } from './items';

/** How makes put the objects of a list together. */
export type Layout = (items: readonly Item[], state: HouseholdRecord, meter: MeterIds) => Buffer;

/** Nothing but the values: what they are hangs on their places. */
export const positional: Layout = (items, state, meter) => structure(...items.map(([, data]) => data(state, meter)));

/** Codes and values in turn, without scales. */
export const pairs: Layout = (items, state, meter) => structure(...flatPairs(items, state, meter));

/** A structure for each object: code, value, and scaler and unit of a number. */
export const described: Layout = (items, state, meter) => array(...describedItems(items, state, meter));

/** The members of {@link pairs}. */
export function flatPairs(items: readonly Item[], state: HouseholdRecord, meter: MeterIds): readonly Buffer[] {
  return items.flatMap(([obis, data]) => [obisCode(obis), data(state, meter)]);
}

/** The members of {@link described}. */
export function describedItems(items: readonly Item[], state: HouseholdRecord, meter: MeterIds): readonly Buffer[] {
  return items.map(([obis, data, scale]) => {
    const members = [obisCode(obis), data(state, meter)];
    return structure(...members, ...(scale === undefined ? [] : [scalerUnit(scale)]));
  });
}

/** The attribute scaler_unit of a register (IEC 62056-6-2, clause 4.3.2). */
function scalerUnit({ scaler, unit }: Scale): Buffer {
  return structure(integer(scaler), enumerated(unit));
}
