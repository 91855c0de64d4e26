/*
 * Meters print decimal numbers. Scaling moves the decimal point and never multiplies by 0.1 or 0.001, so that
 * 1.001 kW is 1001 W and not 1000.9999999999999 W.
 */

const POWERS_OF_TEN = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/**
 * The number `mantissa` × 10^-`decimals`, correctly rounded: both the mantissa (an integer below 2^53) and the power
 * of ten (at most 10^15) are exact, so one IEEE 754 division rounds once.
 */
export function fromMantissa(mantissa: number, decimals: number): number {
  return mantissa / POWERS_OF_TEN[decimals]!;
}

/** The largest count of decimals that {@link fromMantissa} takes. */
export const MAX_DECIMALS = POWERS_OF_TEN.length - 1;

/** `value` with its decimal point moved `places` to the right (to the left where negative). */
export function shift(value: number, places: number): number {
  if (places === 0) return value;
  const [digits, exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}

/** The sum of decimal numbers as one adds them on paper: 0.1 + 0.2 is 0.3. */
export function add(...values: readonly number[]): number {
  const decimals = Math.max(0, ...values.map(decimalsOf));
  const sum = values.reduce((total, value) => total + shift(value, decimals), 0);
  return shift(sum, -decimals);
}

function decimalsOf(value: number): number {
  const [digits, exponent = '0'] = String(value).split('e');
  const point = digits!.indexOf('.');
  const written = point < 0 ? 0 : digits!.length - point - 1;
  return Math.max(0, written - Number(exponent));
}
