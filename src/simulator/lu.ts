import { generalGloCiphering } from './dlms/gcm';
import { totalEnergy } from './household-state';
import { deviceName, systemTitle } from './meter-ids';
import type { Encode } from './meter-model';
import {
  checkedTelegram,
  hexText,
  kilovars,
  kilowatts,
  type Line,
  perPhase,
  printed,
  register,
  timeStamp,
  volts,
  wholeAmperes,
} from './p1-lines';
import { reactiveEnergy, reactivePower, totalReactivePower } from './reactive';
import { LUXEMBOURG_TEST_KEYS } from './test-keys';
import { clockOf } from './zones';

/*
 * Luxembourg Smarty P1 specification 1.1.3, table 3.1 and clause 3.2.5: a P1 telegram with its own CRC, encrypted and
 * authenticated as a whole.
 */

const IDENTIFICATION = 'Lux5\\253HAN-PORT-DEMO';
const AUTHENTICATED_AND_ENCRYPTED = 0x30;
const clock = clockOf('LU');

const LINES: readonly Line[] = [
  ['1-3:0.2.8', () => '(42)'],
  ['0-0:1.0.0', ({ time }) => `(${timeStamp(time, clock)})`],
  ['0-0:42.0.0', (_, ids) => `(${hexText(deviceName(ids))})`],
  ['1-0:1.8.0', ({ energy }) => register(totalEnergy(energy).import, 9, 3, 'kWh')],
  ['1-0:2.8.0', ({ energy }) => register(totalEnergy(energy).export, 9, 3, 'kWh')],
  ['1-0:3.8.0', ({ energy }) => register(reactiveEnergy(energy).import, 9, 3, 'kvarh')],
  ['1-0:4.8.0', ({ energy }) => register(reactiveEnergy(energy).export, 9, 3, 'kvarh')],
  ['1-0:1.7.0', (state) => kilowatts(state.import)],
  ['1-0:2.7.0', (state) => kilowatts(state.export)],
  ['1-0:3.7.0', (state) => kilovars(totalReactivePower(state).import)],
  ['1-0:4.7.0', (state) => kilovars(totalReactivePower(state).export)],
  ['0-0:17.0.0', () => '(27.600*kVA)'],
  ['0-0:96.3.10', () => '(1)'],
  ['0-0:96.7.21', () => '(00000)'],
  ...perPhase(32, () => '(00000)', 32),
  ...perPhase(32, () => '(00000)', 36),
  ...[0, 2, 3, 4, 5].map((e): Line => [`0-0:96.13.${e}`, () => '()']),
  ...perPhase(32, ({ voltage }) => volts(voltage)),
  ...perPhase(31, ({ current }) => wholeAmperes(current)),
  ...perPhase(21, (phase) => kilowatts(phase.import)),
  ...perPhase(22, (phase) => kilowatts(phase.export)),
  ...perPhase(23, (phase) => kilovars(reactivePower(phase).import)),
  ...perPhase(24, (phase) => kilovars(reactivePower(phase).export)),
  ['0-1:24.1.0', () => '(003)'],
  ['0-1:96.1.0', (_, { gasId }) => `(${hexText(gasId)})`],
  ['0-1:24.2.1', ({ gas }) => `(${timeStamp(gas.readAt, clock)})${register(gas.volume, 8, 3, 'm3')}`],
  ['0-1:24.4.0', () => '(1)'],
];

export const encodeLu: Encode = (state, meter, counter) => {
  const sender = {
    systemTitle: systemTitle('SAGgp', meter),
    securityControl: AUTHENTICATED_AND_ENCRYPTED,
    keys: LUXEMBOURG_TEST_KEYS,
  };
  return generalGloCiphering(sender, counter, checkedTelegram(IDENTIFICATION, printed(LINES, state, meter)));
};
