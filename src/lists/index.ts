import type { Data } from '../base/axdr';
import { cosemUnit } from '../base/cosem-units';
import type { Note } from '../base/frame';
import { catalogueRow } from '../base/obis/catalogue';
import type { MeterObject, Telegram } from '../base/telegram';
import type { Notification } from '../parse/apdu';
import type { Attribute } from '../parse/attributes';
import { meterIn } from './about';
import { AUSTRIAN_LISTS } from './austria';
import { clockIn } from './clock';
import { type Entry, scalerUnitIn } from './entry';
import { ISKRA_LISTS } from './iskra';
import { KAIFA_LISTS } from './kaifa';
import { mendKamstrupCurrents } from './kamstrup';
import { type NamedList, namedList } from './named';
import { pairsIn } from './pairs';
import { compiled, positionalEntries } from './positional';
import { isScale, isValue, pushList } from './push-list';
import { listScale } from './scales';
import { objectOf, valueObject } from './value';

const POSITIONAL = compiled([...KAIFA_LISTS, ...ISKRA_LISTS, ...AUSTRIAN_LISTS]);

/** What a message of a meter says: its objects, in the order in which they came, and whose list it is. */
export function readList({ time, body, attributes }: Notification, note?: Note): Telegram {
  const { list, entries } = body === undefined ? attributeList(attributes ?? []) : bodyList(body);
  const objects = entries.map((entry) => entryObject(entry, list, note));
  if (list?.startsWith('kamstrup')) mendKamstrupCurrents(objects);
  const telegram: Telegram = { objects, meter: meterIn(objects) };
  // The message was sent a moment after its clock was read; where it does not tell its time, the clock does.
  const clock = time ?? clockIn(entries);
  if (clock !== undefined) telegram.time = clock;
  if (list !== undefined) telegram.list = list;
  return telegram;
}

function bodyList(body: Data): NamedList {
  const pushed = pushList(body);
  if (pushed !== undefined) return namedList(attributeEntries(pushed), 'landis-gyr');
  return positionalEntries(body, POSITIONAL) ?? namedList(pairsIn(body));
}

/** Only Czech meters send attributes one by one in a list of their own; an event names a single one. */
function attributeList(attributes: readonly Attribute[]): NamedList {
  const entries = attributeEntries(attributes);
  return attributes.length > 1 ? { list: 'czech', entries } : namedList(entries);
}

/** Attributes that say how another one is meant are taken for that. */
function attributeEntries(attributes: readonly Attribute[]): Entry[] {
  const scales = attributes.filter(isScale);
  return attributes.filter(isValue).map(({ obis, value }): Entry => {
    const scale = scales.find((one) => one.obis.equals(obis));
    return { obis, data: value, ...scalerUnitIn(scale?.value) };
  });
}

function entryObject({ obis, data, scaler, unit }: Entry, list: string | undefined, note?: Note): MeterObject {
  if (obis === undefined) {
    note?.(data.start, data.end, 'unknown');
    return valueObject({ name: 'unknown' }, data);
  }
  const row = catalogueRow(obis[0]!, obis[1]!, obis[2]!, obis[3]!, obis[4]!);
  note?.(data.start, data.end, row.name);
  if (scaler === undefined) return objectOf(row, data, listScale(obis, data, list));
  return objectOf(row, data, { scaler, unit: cosemUnit(unit!), from: 'wire' });
}
