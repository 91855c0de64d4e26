import { doubleLongUnsigned, longUnsigned } from './dlms/axdr';
import { generalGloCiphering } from './dlms/gcm';
import { hdlcFrames } from './dlms/hdlc';
import { currents, energies, type Item, perPhase, phasePowers, powers, UNITS, voltages } from './dlms/items';
import { type HouseholdRecord, totalEnergy } from './household-state';
import { KAMSTRUP_LINK, kamstrupClock, kamstrupMessage } from './kamstrup';
import { type MeterIds, serialNumber, systemTitle } from './meter-ids';
import type { Encode } from './meter-model';
import { powerFactor, reactivePower, totalReactivePower } from './reactive';
import { TEST_KEYS } from './test-keys';
import { clockOf } from './zones';

/*
 * Kamstrup 5512-2584, "OMNIPOWER HAN interface specification", list "DLMS push 1" in its order; energies in Wh (Radius,
 * "DLMS/COSEM", example).
 */

const ENCRYPTED_LINK = { destination: '41', source: '03', control: 0x13 };
const AUTHENTICATED_AND_ENCRYPTED = 0x30;
const clock = clockOf('DK');

const [ENERGIES, POWERS] = [energies(1, 0, ({ energy }) => energy), powers(1)];
const HUNDREDTHS = { scaler: -2, unit: UNITS.none };

const PUSH_1: readonly Item[] = [
  ...ENERGIES,
  ['1-1:0.0.1', (_, ids) => doubleLongUnsigned(Number(serialNumber(ids)))],
  ...POWERS,
  kamstrupClock(clock),
  ...voltages(1, longUnsigned, 0),
  ...currents(1, doubleLongUnsigned, -2),
  ...phasePowers(1, 21),
  ...perPhase(1, 33, (phase) => factor(phase, reactivePower(phase)), HUNDREDTHS),
  ['1-1:13.7.0', (state) => factor(state, totalReactivePower(state)), HUNDREDTHS],
  ...phasePowers(1, 22),
  ...thirds(22, 'export'),
  ...thirds(21, 'import'),
];

/** In clear, as a part of the grid companies has it sent. */
export const kamstrupPush1: Encode = (state, meter) => hdlcFrames(KAMSTRUP_LINK, message(state, meter));

/** Encrypted and authenticated. */
export const kamstrupPush1Encrypted: Encode = (state, meter, counter) => {
  const sender = {
    systemTitle: systemTitle('KAME', meter),
    securityControl: AUTHENTICATED_AND_ENCRYPTED,
    keys: TEST_KEYS,
  };
  return hdlcFrames(ENCRYPTED_LINK, generalGloCiphering(sender, counter, message(state, meter)));
};

function message(state: HouseholdRecord, meter: MeterIds): Buffer {
  return kamstrupMessage(PUSH_1, state, meter, clock);
}

interface Flow {
  readonly import: number;
  readonly export: number;
}

/** Hundredths, as these meters send it. */
function factor(active: Flow, blind: Flow): Buffer {
  const thousandths = powerFactor(active.import + active.export, blind.import + blind.export);
  return longUnsigned(Math.round(thousandths / 10));
}

/** A register for each phase. The house counts no phase by itself: they share alike, and L3 takes what is left over. */
function thirds(c: 21 | 22, way: 'import' | 'export'): readonly Item[] {
  return [0, 1, 2].map(
    (i): Item => [
      `1-1:${c + 20 * i}.8.0`,
      ({ energy }) => {
        const total = totalEnergy(energy)[way];
        const third = Math.floor(total / 3);
        return doubleLongUnsigned(i < 2 ? third : total - 2 * third);
      },
      { scaler: 0, unit: UNITS.Wh },
    ],
  );
}
