import { shift } from '../base/decimal';
import type { MeterObject } from '../base/telegram';

const TYPE = '1-1:96.1.1';
const CURRENTS = ['1-1:31.7.0', '1-1:51.7.0', '1-1:71.7.0'];

/** Meters behind current transformers send mA instead of 10 mA; their type number begins so. */
const CT_TYPE = /^685/;
const CT_SCALER = -3;

type ValueOf = (obis: string) => number;

/**
 * Mends the currents of a Kamstrup meter behind current transformers. The list of Norway tells the type of the meter;
 * the Danish one does not, but the powers that it sends for each phase must fit the currents.
 */
export function mendKamstrupCurrents(objects: readonly MeterObject[]): void {
  const found = (obis: string) => objects.find((object) => object.obis === obis)?.value;
  const type = found(TYPE);
  const isCt = type === undefined ? powersAreSmaller((obis) => Number(found(obis) ?? 0)) : CT_TYPE.test(String(type));
  if (!isCt) return;
  for (const object of objects) {
    if (!CURRENTS.includes(object.obis ?? '') || typeof object.raw !== 'number') continue;
    object.scaler = CT_SCALER;
    object.value = shift(object.raw, CT_SCALER);
  }
}

/** W; below it rounding decides. */
const SIGNIFICANT = 20;
/** Half way, on a logarithmic scale, between as large and ten times as large. */
const HALF_WAY = Math.sqrt(10);

/** Whether the phases' powers are much smaller than voltage × current × power factor. */
function powersAreSmaller(value: ValueOf): boolean {
  let power = 0;
  let product = 0;
  for (const c of [20, 40, 60]) {
    power += Math.abs(value(`1-1:${c + 1}.7.0`) - value(`1-1:${c + 2}.7.0`));
    product += value(`1-1:${c + 12}.7.0`) * value(`1-1:${c + 11}.7.0`) * value(`1-1:${c + 13}.7.0`);
  }
  return power >= SIGNIFICANT && product / power > HALF_WAY;
}
