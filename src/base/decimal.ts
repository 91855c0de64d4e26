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
  if (places > 0) {
    const whole = inUnitsOf(value, places);
    if (whole !== undefined) return whole;
  } else if (Number.isSafeInteger(value) && -places <= MAX_DECIMALS) {
    return fromMantissa(value, -places);
  }
  const [digits, exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}

/** A number where it is exact, else its decimal digits. */
export function exactly(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** `raw` × 10^`scaler`; digits that no number holds stay digits, with their decimal point moved. */
export function scaled(raw: number | string, scaler: number): number | string {
  if (scaler === 0) return raw;
  if (typeof raw === 'number') return shift(raw, scaler);
  if (scaler > 0) return raw + '0'.repeat(scaler);
  const sign = raw.startsWith('-') ? '-' : '';
  const digits = raw.slice(sign.length).padStart(1 - scaler, '0');
  return `${sign}${digits.slice(0, scaler)}.${digits.slice(scaler)}`;
}

/** The sum of decimal numbers as one adds them on paper: 0.1 + 0.2 is 0.3. */
export function add(...values: readonly number[]): number {
  for (let decimals = 0; decimals <= MAX_DECIMALS; decimals++) {
    const sum = sumInUnitsOf(values, decimals);
    if (sum !== undefined) return fromMantissa(sum, decimals);
  }
  return values.reduce((total, value) => total + value, 0);
}

function sumInUnitsOf(values: readonly number[], decimals: number): number | undefined {
  let sum = 0;
  for (const value of values) {
    const whole = inUnitsOf(value, decimals);
    if (whole === undefined) return undefined;
    sum += whole;
  }
  return Number.isSafeInteger(sum) ? sum : undefined;
}

/**
 * How many times 10^-`decimals` the value is, where that is an integer. Of all integers only the one that was meant
 * gives `value` back, as a number of up to 15 digits is the only such one next to its binary neighbour.
 */
function inUnitsOf(value: number, decimals: number): number | undefined {
  const power = POWERS_OF_TEN[decimals];
  if (power === undefined) return undefined;
  const whole = Math.round(value * power);
  return whole / power === value && Math.abs(whole) < SIXTEEN_DIGITS ? whole : undefined;
}

const SIXTEEN_DIGITS = 1e15;
