import { quantityTable } from './quantity';

/**
 * Value information fields behind FB, the extension bit left out (EN 13757-3:2018, table 14). Cubic feet, gallons and °F
 * are of the edition of 2004, table 29, and reserved since.
 */
export const FB_VIF = quantityTable({
  scaled: [
    [0x00, 2, 'energy', 'MWh', -1],
    [0x02, 2, 'reactiveEnergy', 'kvarh', 0],
    [0x04, 2, 'apparentEnergy', 'kVAh', 0],
    [0x08, 2, 'energy', 'GJ', -1],
    [0x0c, 4, 'energy', 'Mcal', -1],
    [0x10, 2, 'volume', 'm³', 2],
    [0x14, 4, 'reactivePower', 'kvar', -3],
    [0x18, 2, 'mass', 't', 2],
    [0x1a, 2, 'relativeHumidity', '%', -1],
    [0x20, 1, 'volume', 'ft³', 0],
    [0x21, 1, 'volume', 'ft³', -1],
    [0x22, 2, 'volume', 'gal', -1],
    [0x24, 1, 'volumeFlow', 'gal/min', -3],
    [0x25, 1, 'volumeFlow', 'gal/min', 0],
    [0x26, 1, 'volumeFlow', 'gal/h', 0],
    [0x28, 2, 'power', 'MW', -1],
    [0x2a, 1, 'phaseVoltageToVoltage', '°', -1],
    [0x2b, 1, 'phaseVoltageToCurrent', '°', -1],
    [0x2c, 4, 'frequency', 'Hz', -3],
    [0x30, 2, 'power', 'GJ/h', -1],
    [0x34, 4, 'apparentPower', 'kVA', -3],
    [0x58, 4, 'flowTemperature', '°F', -3],
    [0x5c, 4, 'returnTemperature', '°F', -3],
    [0x60, 4, 'temperatureDifference', '°F', -3],
    [0x64, 4, 'externalTemperature', '°F', -3],
    [0x70, 4, 'temperatureLimit', '°F', -3],
    [0x74, 4, 'temperatureLimit', '°C', -3],
    [0x78, 8, 'cumulativeMaximumPower', 'W', -3],
  ],
  single: [],
});
