/** What a register's unit makes of its number. */
export type KmpUnit =
  /** A number, and the unit where it has one: its value is the number times 10^`places`. */
  | { readonly kind: 'number'; readonly unit: string | undefined; readonly places: number }
  /** Digits that stand for something else: see {@link KmpForm}. */
  | { readonly kind: KmpForm };

/**
 * The decimal digits of the number are a time or a date; its bytes are text, or follow a form that nobody describes.
 */
export type KmpForm = 'hhmmss' | 'yymmdd' | 'yyyymmdd' | 'mmdd' | 'text' | 'bytes';

/*
 * bsdphk/PyKamstrup, where 21 and 25 are misprinted; gertvdijk/PyKMP has them right, and 65 to 90 besides.
 */

/** Spelt as everywhere else in this package. `places`: the meter counts in tens of the unit. */
const UNITS: readonly (readonly [number: number, unit: string, places?: number])[] = [
  [1, 'Wh'],
  [2, 'kWh'],
  [3, 'MWh'],
  [4, 'GWh'],
  [5, 'J'],
  [6, 'kJ'],
  [7, 'MJ'],
  [8, 'GJ'],
  [9, 'cal'],
  [10, 'kcal'],
  [11, 'Mcal'],
  [12, 'Gcal'],
  [13, 'varh'],
  [14, 'kvarh'],
  [15, 'Mvarh'],
  [16, 'Gvarh'],
  [17, 'VAh'],
  [18, 'kVAh'],
  [19, 'MVAh'],
  [20, 'GVAh'],
  [21, 'W'],
  [22, 'kW'],
  [23, 'MW'],
  [24, 'GW'],
  [25, 'var'],
  [26, 'kvar'],
  [27, 'Mvar'],
  [28, 'Gvar'],
  [29, 'VA'],
  [30, 'kVA'],
  [31, 'MVA'],
  [32, 'GVA'],
  [33, 'V'],
  [34, 'A'],
  [35, 'kV'],
  [36, 'kA'],
  [37, '°C'],
  [38, 'K'],
  [39, 'l'],
  [40, 'm³'],
  [41, 'l/h'],
  [42, 'm³/h'],
  [43, 'm³·°C'],
  [44, 't'],
  [45, 't/h'],
  [46, 'h'],
  [52, 'bar'],
  [55, 'm³', 1],
  [56, 't', 1],
  [57, 'GJ', 1],
  [58, 'min'],
  [60, 's'],
  [61, 'ms'],
  [62, 'd'],
  [65, 'imp/l'],
  [66, 'l/imp'],
  [85, '%RH'],
  [86, '%O₂'],
  [87, 'm/s'],
  [88, 'kJ/kg'],
  [89, 'pH'],
  [90, 'g/kg'],
];

/**
 * PyKMP, `registers.py`, reads 47, 48, 50 and 54; 53, 63 and 64 are `RTC`, `RTC-Q` and `Datetime` in both sources, and
 * no more.
 */
const FORMS: readonly (readonly [number: number, form: KmpForm])[] = [
  [47, 'hhmmss'],
  [48, 'yymmdd'],
  [49, 'yyyymmdd'],
  [50, 'mmdd'],
  [53, 'bytes'],
  [54, 'text'],
  [63, 'bytes'],
  [64, 'bytes'],
];

const BY_NUMBER: ReadonlyMap<number, KmpUnit> = new Map([
  ...UNITS.map(([number, unit, places = 0]): [number, KmpUnit] => [number, { kind: 'number', unit, places }]),
  ...FORMS.map(([number, kind]): [number, KmpUnit] => [number, { kind }]),
]);

/** 0, 51 and 59 (a bit field) say that there is none. */
const NO_UNIT: KmpUnit = { kind: 'number', unit: undefined, places: 0 };

/** The unit of a number; that of a plain number where nobody describes it. */
export function kmpUnit(number: number): KmpUnit {
  return BY_NUMBER.get(number) ?? NO_UNIT;
}
