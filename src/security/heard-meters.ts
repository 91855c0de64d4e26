import { MeterError } from '../base/errors';
import type { Frame } from '../base/frame';
import type { MeterKeys } from '../base/keys';
import { addressFrom } from '../base/mbus-address';
import { deviceTypeName } from '../base/mbus-device-types';
import { Recent } from '../base/recent';
import { open } from './open';

/** A meter that a radio receiver hears. */
export interface HeardMeter {
  /** The number on its front. */
  readonly id: string;
  readonly manufacturer: string;
  /** What it meters, such as `water`; absent where the code is reserved. */
  readonly type?: string;
  /** How strongly it was heard last, dBm. */
  readonly rssi?: number;
  readonly encrypted: boolean;
  /** One of the keys opens it. */
  readonly yours: boolean;
  /** How many telegrams came. */
  readonly telegrams: number;
}

const MAX_METERS = 256;

/** The meters that a receiver has heard, for somebody to choose from. */
export class HeardMeters {
  readonly #meters = new Recent<HeardMeter>(MAX_METERS);

  /** `keys`: those that may be tried on it. */
  add(frame: Frame, keys: readonly MeterKeys[]): void {
    const text = frame.meter ?? frame.address;
    if (frame.link !== 'wmbus' || text === undefined) return;
    const { id, manufacturer, type } = addressFrom(text);
    const before = this.#meters.get(text);
    const typeName = deviceTypeName(type);
    const rssi = frame.rssi ?? before?.rssi;
    this.#meters.set(text, {
      id,
      manufacturer,
      ...(typeName !== undefined && { type: typeName }),
      ...(rssi !== undefined && { rssi }),
      encrypted: frame.encrypted || (before?.encrypted ?? false),
      yours: (before?.yours ?? false) || opens(frame, keys),
      telegrams: (before?.telegrams ?? 0) + 1,
    });
  }

  /** The user's own first, then by strength. */
  list(): HeardMeter[] {
    const strength = ({ rssi = Number.NEGATIVE_INFINITY }: HeardMeter) => rssi;
    return [...this.#meters.entries()]
      .map(([, meter]) => meter)
      .sort((a, b) => Number(b.yours) - Number(a.yours) || strength(b) - strength(a) || a.id.localeCompare(b.id));
  }
}

function opens(frame: Frame, keys: readonly MeterKeys[]): boolean {
  if (!frame.encrypted || keys.length === 0) return false;
  try {
    const opened = open(frame, { keys });
    return opened.withheld === undefined && opened.security?.remarks?.includes('came-clear') !== true;
  } catch (error) {
    if (error instanceof MeterError) return false;
    throw error;
  }
}
