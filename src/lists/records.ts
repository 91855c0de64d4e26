import { type CatalogueRow, catalogueRow } from '../base/obis/catalogue';
import { obisGroups } from '../base/obis/code';
import type { MeterObject, MeterTime, RecordFunction, Telegram } from '../base/telegram';
import { MEDIA, type Medium, RECORD_CODES } from './mbus-codes';

/** The groups of a code; the last one is the record's tariff where `byTariff`. */
interface Code {
  readonly groups: readonly [a: number, b: number, c: number, d: number, e: number];
  readonly byTariff: boolean;
}

type Codes = ReadonlyMap<string, Partial<Record<RecordFunction, Code>>>;

function codesOf(medium: Medium | undefined): Codes {
  const codes = new Map<string, Partial<Record<RecordFunction, Code>>>();
  for (const [of, name, kind, obis] of RECORD_CODES) {
    if (of !== medium && of !== 'any') continue;
    const byTariff = obis.endsWith('t');
    const groups = obisGroups(byTariff ? `${obis.slice(0, -1)}0` : obis);
    codes.set(name, { ...codes.get(name), [kind]: { groups, byTariff } });
  }
  return codes;
}

const OF_NO_MEDIUM = codesOf(undefined);
const BY_MEDIUM: ReadonlyMap<Medium, Codes> = new Map([...MEDIA.values()].map((medium) => [medium, codesOf(medium)]));

/** The greatest value of group E. */
const MAX_TARIFF = 255;

/**
 * Gives records the codes that their quantities mean, and the names that the catalogue has for these. Records of kept
 * values, of other sub-units and of what nobody has described stay as they are. The meter's clock is `time`.
 *
 * `deviceType`: as the meter's address tells it (EN 13757-7:2018, table 13). Of a type that tells no medium, such as a
 * radio converter, what the records hold decides.
 */
export function codedRecords(objects: readonly MeterObject[], deviceType: number): Pick<Telegram, 'objects' | 'time'> {
  const medium = MEDIA.get(deviceType) ?? (isConverter(deviceType) ? mediumOf(objects) : undefined);
  const codes = (medium && BY_MEDIUM.get(medium)) ?? OF_NO_MEDIUM;
  const coded = objects.map((object) => withCode(object, codes));
  const time = clockIn(coded);
  return time === undefined ? { objects: coded } : { objects: coded, time };
}

/** Unknown, bus or system, other, and the system devices. */
function isConverter(deviceType: number): boolean {
  return (
    deviceType === 0x00 || deviceType === 0x0e || deviceType === 0x0f || (deviceType >= 0x20 && deviceType <= 0x3f)
  );
}

/** Quantities that electricity alone has. */
const ELECTRIC: ReadonlySet<string> = new Set(['voltage', 'current', 'reactiveEnergy', 'reactivePower']);

function mediumOf(objects: readonly MeterObject[]): Medium | undefined {
  const isElectric = objects.some(
    ({ name, record }) => name === 'energyBackward' || (record !== undefined && ELECTRIC.has(record.quantity)),
  );
  return isElectric ? 'electricity' : undefined;
}

function withCode(object: MeterObject, codes: Codes): MeterObject {
  const row = rowOf(object, codes);
  if (row === undefined) return object;
  const name = row.name === 'unknown' ? object.name : row.name;
  return copyOf(object, row.obis, name);
}

/** Field by field, as a spread of so many takes as long as to read the record. */
function copyOf(object: MeterObject, obis: string, name: string): MeterObject {
  const { value, record, unit, raw, scaler, scalerFrom, timestamp, dst, entries } = object;
  const copy: MeterObject = { obis, name, value };
  if (unit !== undefined) copy.unit = unit;
  if (raw !== undefined) copy.raw = raw;
  if (scaler !== undefined) copy.scaler = scaler;
  if (scalerFrom !== undefined) copy.scalerFrom = scalerFrom;
  if (timestamp !== undefined) copy.timestamp = timestamp;
  if (dst !== undefined) copy.dst = dst;
  if (entries !== undefined) copy.entries = entries;
  if (record !== undefined) copy.record = record;
  return copy;
}

function rowOf({ name, record }: MeterObject, codes: Codes): CatalogueRow | undefined {
  if (record === undefined || record.storage !== 0 || record.subUnit !== 0) return undefined;
  const code = codes.get(name)?.[record.function];
  if (code === undefined || record.tariff > (code.byTariff ? MAX_TARIFF : 0)) return undefined;
  const [a, b, c, d, e] = code.groups;
  return catalogueRow(a, b, c, d, code.byTariff ? record.tariff : e);
}

const CLOCK = '0-0:1.0.0';

function clockIn(objects: readonly MeterObject[]): MeterTime | undefined {
  const clock = objects.find(({ obis, timestamp }) => obis === CLOCK && timestamp !== undefined);
  if (clock?.timestamp === undefined) return undefined;
  const { timestamp, dst, record } = clock;
  return { local: timestamp, ...(dst !== undefined && { dst }), ...(record?.doubtful && { doubtful: true }) };
}
