/**
 * How an object is printed: `measure` a number with its unit; where it carries no unit, `text` as it is, `hex` ASCII in
 * hexadecimal, `count` an integer; `clock` date and time, `date` and `time-of-day` its halves; `failures` the power
 * failure log, `peaks` the peaks of past months, `hourly` the last hourly reading with its value on the next line.
 */
export type ObjectKind =
  | 'measure'
  | 'text'
  | 'hex'
  | 'count'
  | 'clock'
  | 'date'
  | 'time-of-day'
  | 'failures'
  | 'peaks'
  | 'hourly';

/** `0-n:` stands for the M-Bus channels 1 to 4, `1-b:` for the channels 0 and 1 of electricity. */
type Row = readonly [code: string, name: string, kind: ObjectKind];

/** A quantity and its phases: value group C is 20 more for each phase. */
function withPhases(c: number, phaseOne: number, name: string): Row[] {
  const phases = [1, 2, 3].map((n): Row => [`1-b:${phaseOne + 20 * (n - 1)}.7.0`, `${name}L${n}`, 'measure']);
  return c === 0 ? phases : [[`1-b:${c}.7.0`, name, 'measure'], ...phases];
}

/** A register and its tariffs 1 to 4, value group E. */
function withTariffs(c: number, name: string): Row[] {
  const tariffs = [1, 2, 3, 4].map((n): Row => [`1-b:${c}.8.${n}`, `${name}Tariff${n}`, 'measure']);
  return [[`1-b:${c}.8.0`, name, 'measure'], ...tariffs];
}

/** The register of each phase. */
function energyOfPhases(phaseOne: number, name: string): Row[] {
  return [1, 2, 3].map((n): Row => [`1-b:${phaseOne + 20 * (n - 1)}.8.0`, `${name}L${n}`, 'measure']);
}

/** Events that are counted on each phase, value group D. */
function perPhase(d: number, name: string): Row[] {
  return [1, 2, 3].map((n): Row => [`1-0:${32 + 20 * (n - 1)}.${d}.0`, `${name}L${n}`, 'count']);
}

/**
 * The objects that meters send, by OBIS code: the only place where names live.
 *
 * Sources: IEC 62056-61 (value groups C and D); DSMR P1 Companion Standard 2.2 (table 5-1), 3.0, 4.2.2 and 5.0.2
 * (clause 6.12); Luxembourg Smarty P1 specification 1.1.3 (table 3.1); Swedish branschrekommendation 2019-12 (appendix
 * 3); Energienetze and ESO customer port sheets; captures of Belgian e-MUCS and Hungarian meters; Aidon 34331,
 * "HAN Interface Description" 1.1A; Kamstrup 5512-2584 and "HAN-NVE interface description" 3.1.
 */
export const KNOWN_OBJECTS: readonly Row[] = [
  ['1-3:0.2.8', 'version', 'text'],
  ['0-0:96.1.4', 'version', 'text'],
  ['1-1:0.2.129', 'listVersion', 'text'],
  ['1-0:0.2.129', 'listVersion', 'text'],
  ['0-0:1.0.0', 'clock', 'clock'],
  ['0-1:1.0.0', 'clock', 'clock'],
  ['1-0:0.9.1', 'timeOfDay', 'time-of-day'],
  ['1-0:0.9.2', 'date', 'date'],
  ['0-0:96.1.1', 'meterId', 'hex'],
  ['0-0:96.1.0', 'serialNumber', 'hex'],
  ['0-0:42.0.0', 'logicalDeviceName', 'hex'],
  ['1-1:0.0.5', 'meterId', 'hex'],
  ['1-1:0.0.1', 'meterNumber', 'text'],
  ['0-0:96.1.7', 'meterType', 'hex'],
  ['1-1:96.1.1', 'meterType', 'hex'],
  ['0-0:96.1.2', 'connectionId', 'hex'],
  ['0-0:96.1.3', 'deviceId', 'text'],
  ['1-0:94.32.1', 'gridVoltage', 'text'],

  ...withTariffs(1, 'energyImport'),
  ...withTariffs(2, 'energyExport'),
  ...withTariffs(3, 'reactiveEnergyImport'),
  ...withTariffs(4, 'reactiveEnergyExport'),
  ...withTariffs(5, 'reactiveEnergyQuadrant1'),
  ...withTariffs(6, 'reactiveEnergyQuadrant2'),
  ...withTariffs(7, 'reactiveEnergyQuadrant3'),
  ...withTariffs(8, 'reactiveEnergyQuadrant4'),
  ['1-0:15.8.0', 'energyAbsolute', 'measure'],
  ...energyOfPhases(21, 'energyImport'),
  ...energyOfPhases(22, 'energyExport'),
  // Landis+Gyr in Norway puts its registers under the medium 0.
  ['0-0:1.8.0', 'energyImport', 'measure'],
  ['0-0:2.8.0', 'energyExport', 'measure'],
  ['0-0:3.8.0', 'reactiveEnergyImport', 'measure'],
  ['0-0:4.8.0', 'reactiveEnergyExport', 'measure'],
  ['0-0:96.14.0', 'tariff', 'text'],

  ...withPhases(1, 21, 'powerImport'),
  ...withPhases(2, 22, 'powerExport'),
  ...withPhases(3, 23, 'reactivePowerImport'),
  ...withPhases(4, 24, 'reactivePowerExport'),
  ['1-0:5.7.0', 'reactivePowerQuadrant1', 'measure'],
  ['1-0:6.7.0', 'reactivePowerQuadrant2', 'measure'],
  ['1-0:7.7.0', 'reactivePowerQuadrant3', 'measure'],
  ['1-0:8.7.0', 'reactivePowerQuadrant4', 'measure'],
  ['1-0:9.7.0', 'apparentPowerImport', 'measure'],
  ['1-0:10.7.0', 'apparentPowerExport', 'measure'],
  ...withPhases(13, 33, 'powerFactor'),
  ['1-0:14.7.0', 'frequency', 'measure'],
  ['1-0:16.24.0', 'powerNet', 'measure'],
  ...withPhases(0, 31, 'current'),
  ...withPhases(0, 32, 'voltage'),

  ['1-0:1.4.0', 'demandImport', 'measure'],
  ['1-0:2.4.0', 'demandExport', 'measure'],
  ['1-0:1.6.0', 'monthPeakImport', 'measure'],
  ['1-0:2.6.0', 'monthPeakExport', 'measure'],
  ['0-0:98.1.0', 'monthPeaks', 'peaks'],

  ['0-0:17.0.0', 'powerLimit', 'measure'],
  ['1-b:31.4.0', 'currentLimitL1', 'measure'],
  ['1-b:51.4.0', 'currentLimitL2', 'measure'],
  ['1-b:71.4.0', 'currentLimitL3', 'measure'],
  ['0-0:96.3.10', 'breakerState', 'text'],
  ['0-n:96.3.10', 'relayState', 'text'],
  ['0-0:96.7.21', 'powerFailures', 'count'],
  ['0-0:96.7.9', 'longPowerFailures', 'count'],
  ['1-0:99.97.0', 'powerFailureLog', 'failures'],
  ...perPhase(32, 'voltageSags'),
  ...perPhase(36, 'voltageSwells'),
  ['0-0:97.97.0', 'errors', 'text'],
  ['0-0:96.13.1', 'messageCode', 'hex'],
  ['0-0:96.13.0', 'message', 'hex'],
  ['0-0:96.13.2', 'message2', 'hex'],
  ['0-0:96.13.3', 'message3', 'hex'],
  ['0-0:96.13.4', 'message4', 'hex'],
  ['0-0:96.13.5', 'message5', 'hex'],

  ['0-n:24.1.0', 'subMeterType', 'text'],
  ['0-n:96.1.0', 'subMeterId', 'hex'],
  ['0-n:96.1.1', 'subMeterId', 'hex'],
  ['0-n:96.1.2', 'subMeterConnectionId', 'hex'],
  ['0-n:24.2.1', 'subMeterReading', 'measure'],
  ['0-n:24.2.3', 'subMeterReading', 'measure'],
  ['0-n:24.3.0', 'subMeterReading', 'hourly'],
  ['0-n:24.4.0', 'valveState', 'text'],
];
