import type { MbusAddress } from '../base/mbus-address';
import { deviceTypeName } from '../base/mbus-device-types';
import type { Meter, Telegram } from '../base/telegram';
import type { MbusMessage } from '../parse/mbus';
import { makeOf } from './mbus-makes';
import { codedRecords } from './records';

/** Gives the records of a message their codes, and says whose they are. */
export function readMbus({ objects, meter }: MbusMessage): Telegram {
  const coded = codedRecords(objects, meter?.type ?? 0);
  const list = (meter && makeOf(meter)) ?? 'mbus';
  const telegram: Telegram = { objects: coded.objects, meter: meterOf(meter), list };
  if (coded.time !== undefined) telegram.time = coded.time;
  return telegram;
}

function meterOf(address: MbusAddress | undefined): Meter {
  if (address === undefined) return {};
  const meter: Meter = { id: address.id, manufacturer: address.manufacturer };
  const type = deviceTypeName(address.type);
  if (type !== undefined) meter.type = type;
  return meter;
}
