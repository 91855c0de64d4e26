import { deviceTypeName } from '../base/mbus-device-types';
import type { Telegram } from '../base/telegram';
import type { MbusMessage } from '../parse/mbus';
import { makeOf } from './mbus-makes';
import { codedRecords } from './records';

/** Gives the records of a message their codes, and says whose they are. */
export function readMbus({ objects, meter }: MbusMessage): Telegram {
  const coded = codedRecords(objects, meter?.type ?? 0);
  if (meter === undefined) return { ...coded, meter: {}, list: 'mbus' };
  const { id, manufacturer, type } = meter;
  const typeName = deviceTypeName(type);
  return {
    ...coded,
    meter: { id, manufacturer, ...(typeName !== undefined && { type: typeName }) },
    list: makeOf(meter) ?? 'mbus',
  };
}
