import { type Modifier, RESERVED } from './modifier';
import { DURATION_UNITS } from './quantity';

/** EN 13757-3:2018, table 18: errors that a meter reports in a record. */
const ERRORS: readonly (readonly [code: number, error: string])[] = [
  [0x01, 'too many DIFEs'],
  [0x02, 'storage number not implemented'],
  [0x03, 'unit number not implemented'],
  [0x04, 'tariff number not implemented'],
  [0x05, 'function not implemented'],
  [0x06, 'data class not implemented'],
  [0x07, 'data size not implemented'],
  [0x0b, 'too many VIFEs'],
  [0x0c, 'illegal VIF group'],
  [0x0d, 'illegal VIF exponent'],
  [0x0e, 'VIF and DIF do not match'],
  [0x0f, 'action not implemented'],
  [0x15, 'no data available'],
  [0x16, 'overflow'],
  [0x17, 'underflow'],
  [0x18, 'data error'],
  [0x1c, 'premature end of record'],
];

/** EN 13757-3:2018, table 15: combinable extensions. */
const ORTHOGONAL: readonly (readonly [code: number, modifier: Modifier])[] = [
  [0x00, {}],
  [0x12, { suffix: 'Average' }],
  [0x13, { suffix: 'Profile', profile: 'inverse' }],
  [0x14, { suffix: 'RelativeDeviation', opaque: true }],
  [0x1d, {}],
  [0x1e, { suffix: 'Profile', profile: 'forward' }],
  [0x1f, { suffix: 'Profile', profile: 'forward' }],
  [0x20, { suffix: 'PerSecond', per: '/s' }],
  [0x21, { suffix: 'PerMinute', per: '/min' }],
  [0x22, { suffix: 'PerHour', per: '/h' }],
  [0x23, { suffix: 'PerDay', per: '/d' }],
  [0x24, { suffix: 'PerWeek', per: '/wk' }],
  [0x25, { suffix: 'PerMonth', per: '/mo' }],
  [0x26, { suffix: 'PerYear', per: '/a' }],
  [0x27, { suffix: 'PerRevolution', per: '/rev' }],
  [0x28, { suffix: 'PerInputPulse0', per: '/imp' }],
  [0x29, { suffix: 'PerInputPulse1', per: '/imp' }],
  [0x2a, { suffix: 'PerOutputPulse0', per: '/imp' }],
  [0x2b, { suffix: 'PerOutputPulse1', per: '/imp' }],
  [0x2c, { suffix: 'PerLitre', per: '/l' }],
  [0x2d, { suffix: 'PerCubicMetre', per: '/m³' }],
  [0x2e, { suffix: 'PerKilogram', per: '/kg' }],
  [0x2f, { suffix: 'PerKelvin', per: '/K' }],
  [0x30, { suffix: 'PerKilowattHour', per: '/kWh' }],
  [0x31, { suffix: 'PerGigajoule', per: '/GJ' }],
  [0x32, { suffix: 'PerKilowatt', per: '/kW' }],
  [0x33, { suffix: 'PerKelvinLitre', per: '/(K·l)' }],
  [0x34, { suffix: 'PerVolt', per: '/V' }],
  [0x35, { suffix: 'PerAmpere', per: '/A' }],
  [0x36, { suffix: 'TimesSecond', per: '·s' }],
  [0x37, { suffix: 'TimesSecondPerVolt', per: '·s/V' }],
  [0x38, { suffix: 'TimesSecondPerAmpere', per: '·s/A' }],
  [0x39, { suffix: 'Start', becomes: { kind: 'time' } }],
  [0x3a, { suffix: 'Uncorrected' }],
  [0x3b, { suffix: 'Forward' }],
  [0x3c, { suffix: 'Backward' }],
  // Annex C: another unit for each quantity.
  [0x3d, { suffix: 'NonMetric', opaque: true }],
  [0x3e, { suffix: 'AtBaseConditions' }],
  [0x3f, { suffix: 'ObisDeclaration', becomes: { kind: 'bytes' } }],
  [0x40, { suffix: 'LowerLimit' }],
  [0x41, { suffix: 'LowerLimitExceeds', becomes: { kind: 'unsigned' } }],
  [0x48, { suffix: 'UpperLimit' }],
  [0x49, { suffix: 'UpperLimitExceeds', becomes: { kind: 'unsigned' } }],
  [0x68, { suffix: 'DuringLowerLimitExceed' }],
  [0x69, { suffix: 'Leakage' }],
  [0x6c, { suffix: 'DuringUpperLimitExceed' }],
  [0x6d, { suffix: 'Overflow' }],
  [0x7d, { exponent: 3 }],
  [0x7e, { suffix: 'Future' }],
];

/** Fields of that table whose bits tell what they are: u upper, f last, b end, n a number. */
function patterned(): [number, Modifier][] {
  const rows: [number, Modifier][] = [];
  const time = { kind: 'time' } as const;
  for (let bits = 0; bits < 16; bits++) {
    const limit = bits & 8 ? 'UpperLimitExceed' : 'LowerLimitExceed';
    const unit = DURATION_UNITS[bits & 3]!;
    const duration = { kind: 'number', unit } as const;
    // E101 ufnn
    rows.push([0x50 + bits, { suffix: `DurationOf${bits & 4 ? 'Last' : 'First'}${limit}`, becomes: duration }]);
    // E110 0fnn
    if (bits < 8) rows.push([0x60 + bits, { suffix: `DurationOf${bits & 4 ? 'Last' : 'First'}`, becomes: duration }]);
    const which = `${bits & 1 ? 'End' : 'Begin'}Of${bits & 2 ? 'Last' : 'First'}`;
    // E100 u1fb
    if (bits & 4) rows.push([0x40 + bits, { suffix: `${which}${limit}`, becomes: time }]);
  }
  // E110 1f1b
  for (const [code, suffix] of [
    [0x6a, 'BeginOfFirst'],
    [0x6b, 'EndOfFirst'],
    [0x6e, 'BeginOfLast'],
    [0x6f, 'EndOfLast'],
  ] as const) {
    rows.push([code, { suffix, becomes: time }]);
  }
  // E111 0nnn: times 10^(nnn-6); E111 10nn: an offset, which nobody has been seen to send.
  for (let n = 0; n < 8; n++) rows.push([0x70 + n, { exponent: n - 6 }]);
  for (let n = 0; n < 4; n++) rows.push([0x78 + n, { suffix: 'WithOffset', opaque: true }]);
  return rows;
}

/** All extensions behind FF are the manufacturer's. */
export const OF_MANUFACTURER: Modifier = { suffix: 'ManufacturerSpecific' };

const MODIFIERS: ReadonlyMap<number, Modifier> = new Map([
  ...ORTHOGONAL,
  ...patterned(),
  ...ERRORS.map(([code, error]): [number, Modifier] => [code, { error }]),
]);

/** The meaning of an extension, without its extension bit. */
export function modifier(code: number): Modifier {
  return MODIFIERS.get(code) ?? RESERVED;
}
