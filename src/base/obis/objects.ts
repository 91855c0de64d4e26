/**
 * How an object's value is printed where it carries no unit: `text` as it is, `hex` ASCII in hexadecimal, `count` an
 * integer, `time` the meter's clock, `failures` the power failure log.
 */
export type ObjectKind = 'text' | 'hex' | 'count' | 'time' | 'failures';

/**
 * The objects that meters send, by OBIS code: the only place where names live. `0-n` are the M-Bus channels.
 *
 * Sources: DSMR P1 Companion Standard 2.2 (table 5-1), 3.0, 4.2.2 and 5.0.2 (clause 6.12).
 */
export const KNOWN_OBJECTS: readonly (readonly [code: string, name: string, kind: ObjectKind])[] = [
  ['1-3:0.2.8', 'version', 'text'],
  ['0-0:1.0.0', 'clock', 'time'],
  ['0-0:96.1.1', 'meterId', 'hex'],

  ['1-0:1.8.1', 'energyImportTariff1', 'text'],
  ['1-0:1.8.2', 'energyImportTariff2', 'text'],
  ['1-0:2.8.1', 'energyExportTariff1', 'text'],
  ['1-0:2.8.2', 'energyExportTariff2', 'text'],
  ['0-0:96.14.0', 'tariff', 'text'],

  ['1-0:1.7.0', 'powerImport', 'text'],
  ['1-0:2.7.0', 'powerExport', 'text'],
  ['1-0:21.7.0', 'powerImportL1', 'text'],
  ['1-0:41.7.0', 'powerImportL2', 'text'],
  ['1-0:61.7.0', 'powerImportL3', 'text'],
  ['1-0:22.7.0', 'powerExportL1', 'text'],
  ['1-0:42.7.0', 'powerExportL2', 'text'],
  ['1-0:62.7.0', 'powerExportL3', 'text'],
  ['1-0:32.7.0', 'voltageL1', 'text'],
  ['1-0:52.7.0', 'voltageL2', 'text'],
  ['1-0:72.7.0', 'voltageL3', 'text'],
  ['1-0:31.7.0', 'currentL1', 'text'],
  ['1-0:51.7.0', 'currentL2', 'text'],
  ['1-0:71.7.0', 'currentL3', 'text'],

  ['0-0:17.0.0', 'powerLimit', 'text'],
  ['0-0:96.3.10', 'breakerState', 'text'],
  ['0-0:96.7.21', 'powerFailures', 'count'],
  ['0-0:96.7.9', 'longPowerFailures', 'count'],
  ['1-0:99.97.0', 'powerFailureLog', 'failures'],
  ['1-0:32.32.0', 'voltageSagsL1', 'count'],
  ['1-0:52.32.0', 'voltageSagsL2', 'count'],
  ['1-0:72.32.0', 'voltageSagsL3', 'count'],
  ['1-0:32.36.0', 'voltageSwellsL1', 'count'],
  ['1-0:52.36.0', 'voltageSwellsL2', 'count'],
  ['1-0:72.36.0', 'voltageSwellsL3', 'count'],
  ['0-0:96.13.1', 'messageCode', 'hex'],
  ['0-0:96.13.0', 'message', 'hex'],

  ['0-n:24.1.0', 'subMeterType', 'text'],
  ['0-n:96.1.0', 'subMeterId', 'hex'],
  ['0-n:24.2.1', 'subMeterReading', 'text'],
  ['0-n:24.4.0', 'valveState', 'text'],
];
