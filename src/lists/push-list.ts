import { AXDR, type Data } from '../base/axdr';
import type { Attribute } from '../parse/attributes';

/** Register, extended register and demand register (IEC 62056-6-2, clauses 4.3.2 to 4.3.4). */
const REGISTERS = new Set([3, 4, 5]);
const SCALER_UNIT = 3;
const PUSH_SETUP = 40;
const PUSH_OBJECT_LIST = 2;

/**
 * A push that begins with its own object list (IEC 62056-6-2, clause 4.4.8, push_object_list): an array of structures of
 * class, code, attribute and data index, the value of each at the same place in the message. Swiss meters, and those
 * that follow the VSE recommendation of 2026.
 *
 * Gives the attributes with their values; undefined where the list is of another form.
 */
export function pushList(root: Data): Attribute[] | undefined {
  const [list, ...rest] = root.items ?? [];
  if (root.tag !== AXDR.structure || list?.tag !== AXDR.array || list.items?.length !== rest.length + 1)
    return undefined;
  const entries = list.items.map(pushEntry);
  if (entries.includes(undefined)) return undefined;
  return entries.slice(1).map((entry, k) => ({ ...entry!, value: rest[k]! }));
}

/** Class, code and attribute of an entry of a push object list; undefined where a piece of data is none. */
export function pushEntry({ items = [] }: Data): Omit<Attribute, 'value'> | undefined {
  const [classId, obis, attribute] = items;
  if (classId?.tag !== AXDR.longUnsigned || obis?.bytes?.length !== 6 || attribute?.tag !== AXDR.integer)
    return undefined;
  return { classId: classId.value as number, obis: obis.bytes, attribute: attribute.value as number };
}

/** Whether an attribute says how a register's value is meant. */
export function isScale({ classId, attribute }: Attribute): boolean {
  return REGISTERS.has(classId) && attribute === SCALER_UNIT;
}

/** Whether an attribute is something that the meter measures or is, and says it of itself. */
export function isValue(one: Attribute): boolean {
  return !isScale(one) && !(one.classId === PUSH_SETUP && one.attribute === PUSH_OBJECT_LIST);
}
