import type { MeterObject } from '../base/telegram';
import type { Events } from './reading';
import type { Zone } from './zone';

/** What happened to the supply, and what the grid company has to say; undefined where the meter tells neither. */
export function events(objects: ReadonlyMap<string, MeterObject>, zone: Zone): Events | undefined {
  const count = (obis: string) => {
    const value = objects.get(obis)?.value;
    return typeof value === 'number' ? value : undefined;
  };
  const phases = (d: number) =>
    present({ L1: count(`1-0:32.${d}.0`), L2: count(`1-0:52.${d}.0`), L3: count(`1-0:72.${d}.0`) });
  return present({
    powerFailures: count('0-0:96.7.21'),
    longPowerFailures: count('0-0:96.7.9'),
    powerFailureLog: failureLog(objects.get('1-0:99.97.0'), zone),
    voltageSags: phases(32),
    voltageSwells: phases(36),
    message: message(objects.get('0-0:96.13.0')),
    messageCode: message(objects.get('0-0:96.13.1')),
  });
}

/** Meters that lost their clock log failures of 2^31 s, which is 68 years, and more. */
const MAX_FAILURE = 2 ** 31 - 2;

/** The meter logs when a failure ended and how long it was; what a meter without a clock has logged is left out. */
function failureLog(object: MeterObject | undefined, zone: Zone): Events['powerFailureLog'] {
  return object?.entries?.flatMap(({ timestamp, dst, value }) => {
    if (timestamp === undefined || typeof value !== 'number' || value > MAX_FAILURE) return [];
    const end = zone.iso({ local: timestamp, ...(dst !== undefined && { dst }) });
    return [{ start: zone.at(new Date(Date.parse(end) - value * 1000).toISOString()), end, duration: value }];
  });
}

function message(object: MeterObject | undefined): string | undefined {
  if (object === undefined || object.value === '') return undefined;
  return object.text ?? String(object.value);
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the absent members; undefined where all are absent. */
function present<T extends object>(members: T): Present<T> | undefined {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Present<T>);
}
