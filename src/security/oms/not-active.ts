import { MeterError } from '../../base/errors';
import type { MbusAddress } from '../../base/mbus-address';
import type { Transport } from './header';

/**
 * Meters whose port for customers is not switched on yet send a telegram of one encrypted block, whose key nobody has
 * (wmbusmeters, issue 674). Inference: the long telegrams come once Stoen or PGE has switched it on.
 */
const SIGN_OF_LIFE = { manufacturer: 'EGM', blocks: 1 } as const;

/** The error of such a telegram; undefined for any other. */
export function notActive(meter: MbusAddress, { protection, content }: Transport): MeterError | undefined {
  const { manufacturer, blocks } = SIGN_OF_LIFE;
  if (meter.manufacturer !== manufacturer || protection.mode !== 5 || protection.blocks !== blocks) return undefined;
  if (content.length !== blocks * 16) return undefined;
  return new MeterError('no-key', 'the port of the meter is not active yet', {
    details: { reason: 'not-active', meter: meter.id },
  });
}
