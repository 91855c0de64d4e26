import { doubleLongUnsigned, longUnsigned, octetString, structure, visibleString } from './dlms/axdr';
import { cosemTime, type TimeForm } from './dlms/cosem-time';
import { type HdlcLink, hdlcFrames } from './dlms/hdlc';
import { currents, energies, type Item, powers, voltages } from './dlms/items';
import { flatPairs } from './dlms/layouts';
import { notification, stamped } from './dlms/notification';
import type { HouseholdRecord } from './household-state';
import type { LocalClock } from './local-clock';
import { type MeterIds, meterNumber } from './meter-ids';
import type { Encode } from './meter-model';
import { clockOf, NORMAL_TIME } from './zones';

/*
 * Kamstrup, "HAN-NVE interface description" rev. 3.1. No list tells a scale: voltages come in V, currents in 10 mA,
 * energies in 10 Wh in Norway and in Wh in Sweden.
 */

export const KAMSTRUP_LINK: HdlcLink = { destination: '2B', source: '21', control: 0x13 };
const TIME: TimeForm = { weekday: true, hundredths: 0xff, deviation: 'unspecified', status: 'zero' };

interface Delivery {
  readonly type: string;
  readonly clock: LocalClock;
  readonly energyScaler: number;
}

const NORWAY: Delivery = { type: '6841121BN243101040', clock: clockOf('NO'), energyScaler: 1 };
const SWEDEN: Delivery = { type: '6841131BN245101092', clock: NORMAL_TIME, energyScaler: 0 };

function everyTenSeconds({ type }: Delivery): readonly Item[] {
  return [
    ['1-1:0.0.5', (_, ids) => visibleString(meterNumber(ids))],
    ['1-1:96.1.1', () => visibleString(type)],
    ...powers(1),
    ...currents(1, doubleLongUnsigned, -2),
    ...voltages(1, longUnsigned, 0),
  ];
}

function hourly(delivery: Delivery): readonly Item[] {
  return [
    ...everyTenSeconds(delivery),
    kamstrupClock(delivery.clock),
    ...energies(1, delivery.energyScaler, ({ hourStart }) => hourStart),
  ];
}

function list(items: readonly Item[], { clock }: Delivery): Encode {
  return (state, meter) => hdlcFrames(KAMSTRUP_LINK, kamstrupMessage(items, state, meter, clock));
}

export const kamstrupNorway = list(everyTenSeconds(NORWAY), NORWAY);
export const kamstrupNorwayHourly = list(hourly(NORWAY), NORWAY);
export const kamstrupSweden = list(everyTenSeconds(SWEDEN), SWEDEN);
export const kamstrupSwedenHourly = list(hourly(SWEDEN), SWEDEN);

export function kamstrupClock(clock: LocalClock): Item {
  return ['0-1:1.0.0', ({ time }) => octetString(cosemTime(time, clock, TIME))];
}

/** The name of the list, which stands without a code, then codes and values. */
export function kamstrupMessage(
  items: readonly Item[],
  state: HouseholdRecord,
  meter: MeterIds,
  clock: LocalClock,
): Buffer {
  const body = structure(visibleString('Kamstrup_V0001'), ...flatPairs(items, state, meter));
  return notification(0, stamped(cosemTime(state.time, clock, TIME)), body);
}
