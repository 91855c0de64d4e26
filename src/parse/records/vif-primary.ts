import { quantityTable } from './quantity';

/** Primary value information fields, the extension bit left out (EN 13757-3, table 10). */
export const PRIMARY_VIF = quantityTable({
  scaled: [
    [0x00, 8, 'energy', 'Wh', -3],
    [0x08, 8, 'energy', 'J', 0],
    [0x10, 8, 'volume', 'm³', -6],
    [0x18, 8, 'mass', 'kg', -3],
    [0x28, 8, 'power', 'W', -3],
    [0x30, 8, 'power', 'J/h', 0],
    [0x38, 8, 'volumeFlow', 'm³/h', -6],
    [0x40, 8, 'volumeFlow', 'm³/min', -7],
    [0x48, 8, 'volumeFlow', 'm³/s', -9],
    [0x50, 8, 'massFlow', 'kg/h', -3],
    [0x58, 4, 'flowTemperature', '°C', -3],
    [0x5c, 4, 'returnTemperature', '°C', -3],
    [0x60, 4, 'temperatureDifference', 'K', -3],
    [0x64, 4, 'externalTemperature', '°C', -3],
    [0x68, 4, 'pressure', 'bar', -3],
  ],
  durations: [
    [0x20, 'onTime'],
    [0x24, 'operatingTime'],
    [0x70, 'averagingDuration'],
    [0x74, 'actualityDuration'],
  ],
  single: [
    [0x6c, 'date', 'time'],
    [0x6d, 'dateTime', 'time'],
    [0x6e, 'heatCostUnits', 'number'],
    [0x78, 'fabricationNumber', 'identification'],
    [0x79, 'enhancedIdentification', 'identification'],
    [0x7a, 'busAddress', 'unsigned'],
    [0x7e, 'any', 'number'],
    [0x7f, 'manufacturerSpecific', 'number'],
  ],
});
