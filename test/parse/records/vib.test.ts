import assert from 'node:assert/strict';
import { record, says } from './record';

/** VIF and VIFEs, name, what the data 1 say. */
type Row = readonly [vib: string, name: string, value: number | null, unit?: string];

/** EN 13757-3, table 10: the first and the last field of each range. */
const PRIMARY: readonly Row[] = [
  ['00', 'energy', 0.001, 'Wh'],
  ['07', 'energy', 10_000, 'Wh'],
  ['08', 'energy', 1, 'J'],
  ['0F', 'energy', 10_000_000, 'J'],
  ['10', 'volume', 0.000001, 'm³'],
  ['17', 'volume', 10, 'm³'],
  ['18', 'mass', 0.001, 'kg'],
  ['1F', 'mass', 10_000, 'kg'],
  ['20', 'onTime', 1, 's'],
  ['21', 'onTime', 1, 'min'],
  ['22', 'onTime', 1, 'h'],
  ['23', 'onTime', 1, 'd'],
  ['24', 'operatingTime', 1, 's'],
  ['27', 'operatingTime', 1, 'd'],
  ['28', 'power', 0.001, 'W'],
  ['2B', 'power', 1, 'W'],
  ['2F', 'power', 10_000, 'W'],
  ['30', 'power', 1, 'J/h'],
  ['37', 'power', 10_000_000, 'J/h'],
  ['38', 'volumeFlow', 0.000001, 'm³/h'],
  ['3F', 'volumeFlow', 10, 'm³/h'],
  ['40', 'volumeFlow', 0.0000001, 'm³/min'],
  ['47', 'volumeFlow', 1, 'm³/min'],
  ['48', 'volumeFlow', 0.000000001, 'm³/s'],
  ['4F', 'volumeFlow', 0.01, 'm³/s'],
  ['50', 'massFlow', 0.001, 'kg/h'],
  ['57', 'massFlow', 10_000, 'kg/h'],
  ['58', 'flowTemperature', 0.001, '°C'],
  ['5B', 'flowTemperature', 1, '°C'],
  ['5C', 'returnTemperature', 0.001, '°C'],
  ['5F', 'returnTemperature', 1, '°C'],
  ['60', 'temperatureDifference', 0.001, 'K'],
  ['63', 'temperatureDifference', 1, 'K'],
  ['64', 'externalTemperature', 0.001, '°C'],
  ['67', 'externalTemperature', 1, '°C'],
  ['68', 'pressure', 0.001, 'bar'],
  ['6B', 'pressure', 1, 'bar'],
  ['6E', 'heatCostUnits', 1],
  ['6F', 'unknown', 1],
  ['70', 'averagingDuration', 1, 's'],
  ['73', 'averagingDuration', 1, 'd'],
  ['74', 'actualityDuration', 1, 's'],
  ['77', 'actualityDuration', 1, 'd'],
  ['7A', 'busAddress', 1],
  ['7E', 'any', 1],
  ['7F', 'manufacturerSpecific', 1],
];

/** EN 13757-3:2018, tables 12 (FD) and 14 (FB). */
const EXTENDED: readonly Row[] = [
  ['FD00', 'credit', 0.001, 'currency'],
  ['FD07', 'debit', 1, 'currency'],
  ['FD08', 'accessNumber', 1],
  ['FD17', 'errorFlags', 1],
  ['FD24', 'storageInterval', 1, 's'],
  ['FD28', 'storageInterval', 1, 'mo'],
  ['FD29', 'storageInterval', 1, 'a'],
  ['FD2C', 'sinceLastReadout', 1, 's'],
  ['FD31', 'tariffDuration', 1, 'min'],
  ['FD33', 'tariffDuration', 1, 'd'],
  ['FD3A', 'dimensionless', 1],
  ['FD3F', 'transmissionPeriod', 1, 'd'],
  ['FD40', 'voltage', 0.000000001, 'V'],
  ['FD48', 'voltage', 0.1, 'V'],
  ['FD49', 'voltage', 1, 'V'],
  ['FD4F', 'voltage', 1_000_000, 'V'],
  ['FD50', 'current', 0.000000000001, 'A'],
  ['FD5A', 'current', 0.01, 'A'],
  ['FD5B', 'current', 0.1, 'A'],
  ['FD5F', 'current', 1_000, 'A'],
  ['FD61', 'cumulationCounter', 1],
  ['FD6C', 'batteryOperatingTime', 1, 'h'],
  ['FD71', 'receptionLevel', 1, 'dBm'],
  ['FD74', 'remainingBatteryTime', 1, 'd'],
  ['FD7D', 'unknown', 1],
  ['FB00', 'energy', 0.1, 'MWh'],
  ['FB01', 'energy', 1, 'MWh'],
  ['FB02', 'reactiveEnergy', 1, 'kvarh'],
  ['FB03', 'reactiveEnergy', 10, 'kvarh'],
  ['FB05', 'apparentEnergy', 10, 'kVAh'],
  ['FB08', 'energy', 0.1, 'GJ'],
  ['FB0C', 'energy', 0.1, 'Mcal'],
  ['FB11', 'volume', 1000, 'm³'],
  ['FB14', 'reactivePower', 0.001, 'kvar'],
  ['FB17', 'reactivePower', 1, 'kvar'],
  ['FB1A', 'relativeHumidity', 0.1, '%'],
  ['FB20', 'volume', 1, 'ft³'],
  ['FB21', 'volume', 0.1, 'ft³'],
  ['FB23', 'volume', 1, 'gal'],
  ['FB29', 'power', 1, 'MW'],
  ['FB2E', 'frequency', 0.1, 'Hz'],
  ['FB34', 'apparentPower', 0.001, 'kVA'],
  ['FB77', 'temperatureLimit', 1, '°C'],
  ['FB7F', 'cumulativeMaximumPower', 10_000, 'W'],
  ['FB06', 'unknown', 1],
  ['FD03', 'credit', 1, 'currency'],
  ['FD04', 'debit', 0.001, 'currency'],
  ['FD09', 'deviceType', 1],
  ['FD0A', 'manufacturer', 1],
  ['FD18', 'errorMask', 1],
  ['FD1A', 'digitalOutput', 1],
  ['FD1B', 'digitalInput', 1],
  ['FD1C', 'baudRate', 1, 'Bd'],
  ['FD1D', 'responseDelay', 1, 'bit times'],
  ['FD1E', 'retries', 1],
  ['FD1F', 'remoteControl', 1],
  ['FD20', 'firstStorage', 1],
  ['FD21', 'lastStorage', 1],
  ['FD22', 'storageBlockSize', 1],
  ['FD23', 'tariffDescriptor', 1],
  ['FD2B', 'second', 1, 's'],
  ['FD32', 'tariffDuration', 1, 'h'],
  ['FD34', 'tariffPeriod', 1, 's'],
  ['FD37', 'tariffPeriod', 1, 'd'],
  ['FD38', 'tariffPeriod', 1, 'mo'],
  ['FD39', 'tariffPeriod', 1, 'a'],
  ['FD60', 'resetCounter', 1],
  ['FD62', 'controlSignal', 1],
  ['FD63', 'dayOfWeek', 1],
  ['FD64', 'weekNumber', 1],
  ['FD66', 'parameterActivation', 1],
  ['FD67', 'supplierInformation', 1],
  ['FD68', 'sinceLastCumulation', 1, 'h'],
  ['FD69', 'sinceLastCumulation', 1, 'd'],
  ['FD6A', 'sinceLastCumulation', 1, 'mo'],
  ['FD6B', 'sinceLastCumulation', 1, 'a'],
  ['FD6D', 'batteryOperatingTime', 1, 'd'],
  ['FD6E', 'batteryOperatingTime', 1, 'mo'],
  ['FD6F', 'batteryOperatingTime', 1, 'a'],
  ['FD73', 'listeningWindow', 1],
  ['FD75', 'stops', 1],
  ['FD77', 'unknown', 1],
  ['FB04', 'apparentEnergy', 1, 'kVAh'],
  ['FB09', 'energy', 1, 'GJ'],
  ['FB0A', 'unknown', 1],
  ['FB0F', 'energy', 100, 'Mcal'],
  ['FB10', 'volume', 100, 'm³'],
  ['FB12', 'unknown', 1],
  ['FB18', 'mass', 100, 't'],
  ['FB19', 'mass', 1000, 't'],
  ['FB1B', 'relativeHumidity', 1, '%'],
  ['FB1C', 'unknown', 1],
  ['FB22', 'volume', 0.1, 'gal'],
  ['FB24', 'volumeFlow', 0.001, 'gal/min'],
  ['FB25', 'volumeFlow', 1, 'gal/min'],
  ['FB26', 'volumeFlow', 1, 'gal/h'],
  ['FB28', 'power', 0.1, 'MW'],
  ['FB2A', 'phaseVoltageToVoltage', 0.1, '°'],
  ['FB2B', 'phaseVoltageToCurrent', 0.1, '°'],
  ['FB2C', 'frequency', 0.001, 'Hz'],
  ['FB2F', 'frequency', 1, 'Hz'],
  ['FB30', 'power', 0.1, 'GJ/h'],
  ['FB31', 'power', 1, 'GJ/h'],
  ['FB32', 'unknown', 1],
  ['FB37', 'apparentPower', 1, 'kVA'],
  ['FB58', 'flowTemperature', 0.001, '°F'],
  ['FB5B', 'flowTemperature', 1, '°F'],
  ['FB5C', 'returnTemperature', 0.001, '°F'],
  ['FB5F', 'returnTemperature', 1, '°F'],
  ['FB60', 'temperatureDifference', 0.001, '°F'],
  ['FB63', 'temperatureDifference', 1, '°F'],
  ['FB64', 'externalTemperature', 0.001, '°F'],
  ['FB67', 'externalTemperature', 1, '°F'],
  ['FB68', 'unknown', 1],
  ['FB70', 'temperatureLimit', 0.001, '°F'],
  ['FB74', 'temperatureLimit', 0.001, '°C'],
  ['FB78', 'cumulativeMaximumPower', 0.001, 'W'],
];

/** EN 13757-3:2018, tables 15 and 16. */
const MODIFIED: readonly Row[] = [
  ['8300', 'energy', 1, 'Wh'],
  ['AB12', 'powerAverage', 1, 'W'],
  ['AB1D', 'power', 1, 'W'],
  ['9323', 'volumePerDay', 0.001, 'm³/d'],
  ['EE25', 'heatCostUnitsPerMonth', 1, '1/mo'],
  ['9028', 'volumePerInputPulse0', 0.000001, 'm³/imp'],
  ['AB36', 'powerTimesSecond', 1, 'W·s'],
  ['933A', 'volumeUncorrected', 0.001, 'm³'],
  ['833B', 'energyForward', 1, 'Wh'],
  ['AB3C', 'powerBackward', 1, 'W'],
  ['933D', 'volumeNonMetric', null],
  ['933E', 'volumeAtBaseConditions', 0.001, 'm³'],
  ['AB40', 'powerLowerLimit', 1, 'W'],
  ['AB48', 'powerUpperLimit', 1, 'W'],
  ['AB49', 'powerUpperLimitExceeds', 1],
  ['BB50', 'volumeFlowDurationOfFirstLowerLimitExceed', 1, 's'],
  ['BB56', 'volumeFlowDurationOfLastLowerLimitExceed', 1, 'h'],
  ['BB5B', 'volumeFlowDurationOfFirstUpperLimitExceed', 1, 'd'],
  ['AB65', 'powerDurationOfLast', 1, 'min'],
  ['BB68', 'volumeFlowDuringLowerLimitExceed', 0.001, 'm³/h'],
  ['BB69', 'volumeFlowLeakage', 0.001, 'm³/h'],
  ['8370', 'energy', 0.000001, 'Wh'],
  ['FB8273', 'reactiveEnergy', 0.001, 'kvarh'],
  ['FB8275', 'reactiveEnergy', 0.1, 'kvarh'],
  ['8377', 'energy', 10, 'Wh'],
  ['8378', 'energyWithOffset', null],
  ['837D', 'energy', 1000, 'Wh'],
  ['83FD73', 'energy', 1, 'Wh'],
  ['837E', 'energyFuture', 1, 'Wh'],
  ['AB11', 'powerReserved', 1, 'W'],
  ['FDC9FC01', 'voltageL1', 1, 'V'],
  ['FDC8FC02', 'voltageL2', 0.1, 'V'],
  ['FDC8FC03', 'voltageL3', 0.1, 'V'],
  ['FDC9FC05', 'voltageL1L2', 1, 'V'],
  ['FDDAFC04', 'currentNeutral', 0.01, 'A'],
  ['ABC8FC10', 'powerUpperLimitAbsolute', 1, 'W'],
  ['ABFC0C', 'powerImportMinusExport', 1, 'W'],
  ['ABFC81FC02', 'powerL1L2', 1, 'W'],
  ['ABFC8170', 'powerL1', 0.000001, 'W'],
  ['ABFC7F', 'powerReserved', 1, 'W'],
  ['AB7C', 'powerReserved', 1, 'W'],
  ['ABC8FF13', 'powerUpperLimitManufacturerSpecific', 1, 'W'],
  ['ABFFFD7D', 'powerManufacturerSpecific', 1, 'W'],
  ['FFFD7D', 'manufacturerSpecific', 1],
  ['8314', 'energyRelativeDeviation', null],
  ['9320', 'volumePerSecond', 0.001, 'm³/s'],
  ['9321', 'volumePerMinute', 0.001, 'm³/min'],
  ['9322', 'volumePerHour', 0.001, 'm³/h'],
  ['9324', 'volumePerWeek', 0.001, 'm³/wk'],
  ['9326', 'volumePerYear', 0.001, 'm³/a'],
  ['8327', 'energyPerRevolution', 1, 'Wh/rev'],
  ['8329', 'energyPerInputPulse1', 1, 'Wh/imp'],
  ['832A', 'energyPerOutputPulse0', 1, 'Wh/imp'],
  ['832B', 'energyPerOutputPulse1', 1, 'Wh/imp'],
  ['832C', 'energyPerLitre', 1, 'Wh/l'],
  ['832D', 'energyPerCubicMetre', 1, 'Wh/m³'],
  ['832E', 'energyPerKilogram', 1, 'Wh/kg'],
  ['832F', 'energyPerKelvin', 1, 'Wh/K'],
  ['8330', 'energyPerKilowattHour', 1, 'Wh/kWh'],
  ['8331', 'energyPerGigajoule', 1, 'Wh/GJ'],
  ['8332', 'energyPerKilowatt', 1, 'Wh/kW'],
  ['8333', 'energyPerKelvinLitre', 1, 'Wh/(K·l)'],
  ['8334', 'energyPerVolt', 1, 'Wh/V'],
  ['8335', 'energyPerAmpere', 1, 'Wh/A'],
  ['AB37', 'powerTimesSecondPerVolt', 1, 'W·s/V'],
  ['AB38', 'powerTimesSecondPerAmpere', 1, 'W·s/A'],
  ['AB41', 'powerLowerLimitExceeds', 1],
  ['AB60', 'powerDurationOfFirst', 1, 's'],
  ['BB6C', 'volumeFlowDuringUpperLimitExceed', 0.001, 'm³/h'],
  ['BB6D', 'volumeFlowOverflow', 0.001, 'm³/h'],
  ['837B', 'energyWithOffset', null],
  ['FDC9FC06', 'voltageL2L3', 1, 'V'],
  ['FDC9FC07', 'voltageL3L1', 1, 'V'],
  ['83FC08', 'energyQuadrant1', 1, 'Wh'],
  ['83FC09', 'energyQuadrant2', 1, 'Wh'],
  ['83FC0A', 'energyQuadrant3', 1, 'Wh'],
  ['83FC0B', 'energyQuadrant4', 1, 'Wh'],
];

/** Modifiers that make a time of it: begin or end, of the first or the last. */
const TIMES: readonly (readonly [vib: string, name: string])[] = [
  ['AB39', 'powerStart'],
  ['BB44', 'volumeFlowBeginOfFirstLowerLimitExceed'],
  ['BB45', 'volumeFlowEndOfFirstLowerLimitExceed'],
  ['BB4E', 'volumeFlowBeginOfLastUpperLimitExceed'],
  ['BB4F', 'volumeFlowEndOfLastUpperLimitExceed'],
  ['AB6A', 'powerBeginOfFirst'],
  ['AB6B', 'powerEndOfFirst'],
  ['AB6E', 'powerBeginOfLast'],
  ['AB6F', 'powerEndOfLast'],
];

/** Errors that a meter reports instead of a value. */
const ERRORS: readonly (readonly [vib: string, error: string])[] = [
  ['8304', 'tariff number not implemented'],
  ['8301', 'too many DIFEs'],
  ['8302', 'storage number not implemented'],
  ['8303', 'unit number not implemented'],
  ['8305', 'function not implemented'],
  ['8306', 'data class not implemented'],
  ['8307', 'data size not implemented'],
  ['830B', 'too many VIFEs'],
  ['830C', 'illegal VIF group'],
  ['830D', 'illegal VIF exponent'],
  ['830E', 'VIF and DIF do not match'],
  ['830F', 'action not implemented'],
  ['8317', 'underflow'],
  ['839615', 'overflow'],
  ['8315', 'no data available'],
  ['8316', 'overflow'],
  ['A618', 'data error'],
  ['FD971C', 'premature end of record'],
];

describe('value information', () => {
  for (const [vib, name, value, unit] of [...PRIMARY, ...EXTENDED, ...MODIFIED]) {
    it(`${vib}: ${name}`, () => {
      const object = record(`01${vib}01`);
      assert.deepEqual([object.name, object.value, object.unit], [name, value, unit]);
    });
  }

  for (const [vib, name] of TIMES) {
    it(`${vib}: ${name}`, () => {
      const object = record(`02${vib}5F3C`);
      assert.deepEqual([object.name, object.value, object.unit], [name, '2026-12-31', undefined]);
    });
  }

  for (const [vib, error] of ERRORS) {
    it(`${vib}: ${error}`, () => {
      const { value, unit, raw, record: details } = record(`01${vib}07`);
      assert.deepEqual([value, unit, raw, details?.error], [null, undefined, 7, error]);
      assert.equal(record(`00${vib}`).record?.error, error);
      assert.equal(record(`05${vib}00000042`).value, null);
    });
  }

  it('the quantity is told without what changes it', () => {
    assert.equal(record('01 ABC8FC10 01').record?.quantity, 'power');
  });

  it('a value of unknown scale keeps what was sent', () => {
    const { value, unit, raw } = record('01 933D 07');
    assert.deepEqual([value, unit, raw], [null, undefined, 7]);
  });

  it('data of types C and D have no sign', () => {
    assert.deepEqual(says('01 83FC11 FF'), [255, 'Wh']);
    assert.deepEqual(says('01 83FC12 FF'), [255, 'Wh']);
    assert.deepEqual(says('01 83FC10 FF'), [-1, 'Wh']);
  });

  it('plain text stands behind the VIF, the last character first', () => {
    assert.deepEqual(says('02 7C 03 4C4123 4501'), [325, '#AL']);
    assert.deepEqual(says('02 7C 00 4501'), [325, '']);
    assert.deepEqual(says('02 7C 02 0041 4501'), [325, '0041']);
    assert.equal(record('02 7C 03 4C4123 4501').record?.code, '027C034C4123');
  });

  it('with extensions it stands in front of them or behind', () => {
    assert.deepEqual(says('02 FC 03 485225 74 3412'), [46.6, '%RH']);
    assert.deepEqual(says('02 FC 74 03 485225 3412'), [46.6, '%RH']);
    assert.equal(record('00 FC 74 02 5225').record?.code, '00FC74025225');
    assert.equal(record('00 FC 02 5225 74').record?.code, '00FC02522574');
    assert.deepEqual(says('01 FC 01 00 74 64'), [1, '00']);
    assert.deepEqual(says('02 FC F4 72 03 485225 3412'), [0.00466, '%RH']);
  });

  it('names, times and bytes are read as such', () => {
    const vifs = ['0B', '0C', '0D', '0E', '0F', '10', '11', '12', '13', '14', '15', '16'];
    assert.deepEqual(
      vifs.map((vif) => record(`0A FD${vif} 0100`).name),
      [
        'parameterSet',
        'model',
        'hardwareVersion',
        'firmwareVersion',
        'softwareVersion',
        'customerLocation',
        'customer',
        'accessCodeUser',
        'accessCodeOperator',
        'accessCodeSystemOperator',
        'accessCodeDeveloper',
        'password',
      ],
    );
    assert.ok(vifs.every((vif) => record(`0A FD${vif} 0100`).value === '0001'));
    const times = ['30', '65', '70'].map((vif) => record(`02 FD${vif} 5F3C`));
    assert.deepEqual(
      times.map(({ name }) => name),
      ['tariffStart', 'dayChange', 'batteryChange'],
    );
    assert.ok(times.every(({ value }) => value === '2026-12-31'));
    const raw = ['19', '2A', '3B', '72', '76'].map((vif) => record(`02 FD${vif} 0102`));
    assert.deepEqual(
      raw.map(({ name }) => name),
      ['securityKey', 'operatorData', 'radioContainer', 'daylightSaving', 'manufacturerContainer'],
    );
    assert.ok(raw.every(({ value }) => value === '0102'));
  });

  it('bytes that follow an order of their own stay', () => {
    assert.equal(record('04 FD72 01020304').value, '01020304');
    assert.equal(record('04 833F 01020304').value, '01020304');
  });
});
