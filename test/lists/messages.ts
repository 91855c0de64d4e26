import type { MeterObject, Telegram } from '../../src/base/telegram';
import { readList } from '../../src/lists';
import { parseApdu } from '../../src/parse/apdu';

/** Invoke id and priority, no date-time (IEC 62056-5-3, clause 9.5). */
const HEAD = Buffer.from('0f4000000000', 'hex');

/** What a data-notification with this body says. */
export function listOf(body: Buffer): Telegram {
  return readList(parseApdu(Buffer.concat([HEAD, body])));
}

/** The object with this code. */
export function objectAt({ objects }: Telegram, obis: string): MeterObject | undefined {
  return objects.find((object) => object.obis === obis);
}

/** Code → value, for each object that has a code. */
export function valuesOf({ objects }: Telegram): Record<string, MeterObject['value']> {
  return Object.fromEntries(objects.flatMap(({ obis, value }) => (obis === undefined ? [] : [[obis, value]])));
}
